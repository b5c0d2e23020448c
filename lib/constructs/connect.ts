import type { INetworkPolicyPeer } from 'cdk8s-plus-28';
import type { Place } from '../input/place';
import { optional, type Reader, shape, wrong } from '../input/reader';
import { list } from '../input/readers';
import type { NetworkPolicyPort } from '../kubernetes/generated';
import { nearest } from '../kubernetes/nearest';
import { type Connection, policyPort } from '../network/connection';
import { callingPeer, type Endpoint, peer, type ReadPeer } from '../network/endpoint';
import type { Port } from '../network/ports';
import type { Target } from '../network/target';
import { clusterScope } from '../platform/isolation-of';
import type { Member, Peer } from './member';
import type { Workload } from './workload';

/** What can be at the other end of a connection. */
export type ConnectionPeer = Workload | Member | Peer | Target | INetworkPolicyPeer;

/** Which ports a connection is to. */
export interface ConnectionProps {
  /**
   * The names of the ports, or their numbers where the other side is not ours.
   * @default - a workload's ports, but for those for peers and those of the Pods only; those of a `Target`; all of a cdk8s-plus workload
   */
  readonly ports?: readonly (string | number)[];
}

const PORT_ALLOWED = "a port's name, or its number";
const portReference: Reader<string | number> = {
  allowed: PORT_ALLOWED,
  fallback: '',
  read: (value, at) =>
    typeof value === 'string' || (Number.isInteger(value) && (value as number) > 0 && (value as number) <= 65535)
      ? (value as string | number)
      : wrong(value, at, PORT_ALLOWED, ''),
};

const CONNECTION = shape<ConnectionProps>()('a connection', { ports: optional(list(portReference)) });

/** A workload calls something: the call is kept at both ends. `at` is where errors about it stand. */
export function connect(from: Endpoint, to: unknown, props: unknown, at: Place): void {
  const read = peer.read(to, at.key('to'));
  const { ports } = CONNECTION.read(props ?? {}, at);
  connectPeers(from, read, ports, at);
}

/** Somebody calls a workload. */
export function accept(to: Endpoint, from: unknown, props: unknown, at: Place): void {
  const read = callingPeer.read(from, at.key('from'));
  const { ports } = CONNECTION.read(props ?? {}, at);
  if ('endpoint' in read) {
    connectPeers(read.endpoint, { endpoint: to }, ports, at);
    return;
  }
  const declared = ports?.filter((port) => typeof port === 'string' || to.ports.some((one) => matches(one, port)));
  const others = (ports ?? []).filter((port) => !declared!.includes(port));
  to.stated.callers.push({
    parties: read.others.parties,
    ports: [...portsOfWorkload(to, declared, false, at), ...portsOfOthers(others, at)],
  });
}

function connectPeers(
  from: Endpoint,
  read: ReadPeer,
  ports: readonly (string | number)[] | undefined,
  at: Place,
): void {
  if ('others' in read) {
    from.stated.calls.push({ ...read.others, ports: ports ? portsOfOthers(ports, at) : read.others.ports });
    return;
  }
  const to = read.endpoint;
  const own = from.construct === to.construct;
  const found = portsOfWorkload(to, ports ?? (to.port === undefined ? undefined : [to.port]), own, at);
  checkCluster(from, to, at);
  from.stated.calls.push({ ...connectionTo(to, found), to });
  to.stated.callers.push({ ...connectionTo(from, found), from });
}

function connectionTo({ pods, namespace }: Endpoint, ports: readonly NetworkPolicyPort[]): Connection {
  return { parties: [{ pods, namespace }], ports };
}

function portsOfOthers(ports: readonly (string | number)[], at: Place): readonly NetworkPolicyPort[] {
  return ports.flatMap((port, index) => {
    if (typeof port === 'number') return [{ protocol: 'TCP' as const, port }];
    at.key('ports').item(index).complain({
      rule: 'unknown-port',
      what: 'is the name of a port, but the other side is no workload of ours, whose names are known',
      got: port,
      allowed: 'a number',
      fix: 'give the number of the port that the Pods listen on',
    });
    return [];
  });
}

function portsOfWorkload(
  to: Endpoint,
  wanted: readonly (string | number)[] | undefined,
  mayTalkAsPeer: boolean,
  at: Place,
): readonly NetworkPolicyPort[] {
  const open = to.ports.filter((port) => mayTalkAsPeer || !port.peersOnly);
  if (wanted === undefined) {
    const offered = open.filter((port) => !port.podOnly);
    if (offered.length === 0) complainNoPorts(to, open, at);
    return offered.map(policyPort);
  }
  return wanted.flatMap((reference, index) => {
    const here = at.key('ports').item(index);
    const found = to.ports.find((port) => matches(port, reference));
    if (found && (mayTalkAsPeer || !found.peersOnly)) return [policyPort(found)];
    if (found) complainPeersOnly(found, to, open, here);
    else complainUnknown(reference, to, open, here);
    return [];
  });
}

function matches(port: Port, reference: string | number): boolean {
  return port.name === reference || port.port === reference || port.targetPort === reference;
}

function names(ports: readonly Port[]): string {
  return ports.map(({ name }) => name).join(', ') || 'none: it has no ports for others';
}

function complainUnknown(got: string | number, to: Endpoint, open: readonly Port[], at: Place): void {
  const near =
    nearest(
      String(got),
      open.map(({ name }) => name),
    ) ?? open[0]?.name;
  at.complain({
    rule: 'unknown-port',
    what: `names a port that ${to.title} does not have`,
    got,
    allowed: names(open),
    fix: near === undefined ? `add the port to ${to.title}` : `write '${near}'`,
  });
}

function complainPeersOnly({ name }: Port, to: Endpoint, open: readonly Port[], at: Place): void {
  at.complain({
    rule: 'port-for-peers-only',
    what: `names a port of ${to.title} that is for its own members only`,
    got: name,
    allowed: names(open),
    fix: open[0] ? `write '${open[0].name}', or remove peersOnly from ${name}` : `remove peersOnly from ${name}`,
  });
}

function complainNoPorts(to: Endpoint, [podOnly]: readonly Port[], at: Place): void {
  at.complain({
    rule: 'unknown-port',
    what: podOnly
      ? `needs a port to be named: all those of ${to.title} are of its Pods only`
      : `needs a port, but ${to.title} has none that others may call`,
    allowed: 'a workload with ports',
    fix: podOnly ? `write { ports: ['${podOnly.name}'] }` : `add a port to ${to.title}`,
  });
}

function checkCluster(from: Endpoint, to: Endpoint, at: Place): void {
  if (clusterScope(from.construct) === clusterScope(to.construct)) return;
  at.complain({
    rule: 'connection-between-clusters',
    severity: 'unsafe',
    what: `goes to ${to.title}, which is in another environment: policies select Pods of their own cluster only`,
    got: to.construct.node.path,
    allowed: 'a workload of the same environment, or a Target',
    fix: "state the addresses by which it is reached: Target.cidr('…', { ports: […] })",
  });
}
