import { type Connection, type Party, policyPort } from '../network/connection';
import type { Endpoint } from '../network/endpoint';
import { type ReadMetrics, scrapedPorts } from '../network/metrics';
import type { PolicyInput } from '../network/network-policy';
import { namespaceNamed, type TargetFacts } from '../network/target';
import type { IsolationLevel } from '../platform/isolation';
import type { RouteCallers } from '../platform/routing';
import type { RouteCall } from './route-backend';

/** What a policy follows from, beside what is stated of connections. */
export interface IsolationFacts {
  readonly level: IsolationLevel;
  readonly membersTalk: boolean;
  readonly routeCalls: readonly RouteCall[];
  /** Whom it asks for names. */
  readonly dns: readonly TargetFacts[];
  /** Whether it asks the resolvers of its node for names, which are not known. */
  readonly asksNode: boolean;
  readonly metrics?: ReadMetrics;
  /** From where metrics are asked for; undefined where the platform does not say. */
  readonly scrapers?: readonly TargetFacts[];
  readonly apiServer?: readonly TargetFacts[];
  /** The prop that gives it rights or a token there; undefined where it does not call. */
  readonly callsApiServer?: 'grants' | 'automountServiceAccountToken' | 'storage';
  /** Waits for addresses that were given as texts, `host:port`. */
  readonly textWaits: readonly string[];
  /** How callers outside the cluster reach it; none where they don't. */
  readonly outside?: string;
}

/** All that a workload's policy is made from. */
export function policyInput(endpoint: Endpoint, facts: IsolationFacts): PolicyInput {
  const { ports, namespace, stated, pods } = endpoint;
  return {
    selector: pods.matchLabels ?? {},
    namespace,
    ports,
    isolation: facts.level,
    membersTalk: facts.membersTalk,
    callers: [
      ...stated.callers.filter(({ from }) => !from?.onHostNetwork),
      ...facts.routeCalls.flatMap((call) => routeCaller(call, endpoint)),
      ...scrapes(facts, endpoint),
    ],
    calls: [
      ...facts.dns.map(toConnection),
      ...(facts.callsApiServer ? (facts.apiServer ?? []).map(toConnection) : []),
      ...stated.calls.filter(({ to }) => !to?.onHostNetwork),
    ],
  };
}

/** A target as the other side of a connection. */
function toConnection({ peers, ports }: TargetFacts): Connection {
  return { parties: peers?.map((fields) => ({ fields })), ports };
}

function scrapes({ metrics, scrapers = [] }: IsolationFacts, { ports }: Endpoint): readonly Connection[] {
  const found = scrapedPorts(metrics, ports).map((port) => policyPort(port));
  return found.length > 0 ? scrapers.map((one) => ({ ...toConnection(one), ports: found })) : [];
}

function routeCaller({ port, callers }: RouteCall, { ports }: Endpoint): readonly Connection[] {
  const found = ports.find(({ name }) => name === port);
  return found && callers ? [{ parties: partiesOf(callers), ports: [policyPort(found)] }] : [];
}

function partiesOf({ namespace, podLabels, ipBlocks }: RouteCallers): readonly Party[] {
  const podSelector = podLabels && { matchLabels: podLabels };
  const pods = namespace === undefined ? [] : [{ namespaceSelector: namespaceNamed(namespace), podSelector }];
  return [...pods, ...(ipBlocks ?? []).map((cidr) => ({ ipBlock: { cidr } }))].map((fields) => ({ fields }));
}
