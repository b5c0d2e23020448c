import type { IConstruct } from 'constructs';
import { policyPort } from '../network/connection';
import type { Call, Endpoint } from '../network/endpoint';
import type { Port } from '../network/ports';
import { NAMESPACE_NAME, type TargetFacts } from '../network/target';
import { clusterScope } from '../platform/isolation-of';
import { Held } from '../tree/held';

/*
 * What callers that the platform names call: the controller of its routes, its scrapers. Where such a caller is a workload
 * of ours, its own policy has to let it out, so the calls are kept for the whole cluster by who makes them.
 */

const ANY_NAMESPACE = '*';

type Labels = Readonly<Record<string, string>>;

/** Pods as the platform names them, as far as it does. */
export interface NamedPods {
  readonly namespace?: string;
  readonly podLabels?: Labels;
}

/** Pods that make the same calls. */
interface CallingPods {
  readonly podLabels: Labels;
  readonly calls: Call[];
}

/** By their namespace and their labels. */
const CALLING = new Held<Map<string, Map<string, CallingPods>>>('calling-pods');

/** Keeps that Pods of a namespace, or all that have some labels there, call a port of a workload. */
export function keepPlatformCall({ namespace = '', podLabels = {} }: NamedPods, to: Endpoint, port: Port): void {
  const namespaces = CALLING.byOr(clusterScope(to.construct), () => new Map());
  const there = namespaces.get(namespace) ?? new Map<string, CallingPods>();
  namespaces.set(namespace, there);
  const key = JSON.stringify(Object.entries(podLabels).sort());
  const pods = there.get(key) ?? { podLabels, calls: [] };
  there.set(key, pods);
  pods.calls.push({ parties: [{ pods: to.pods, namespace: to.namespace }], ports: [policyPort(port)], to });
}

/** Workloads of ours in one namespace. */
interface Callers {
  /** Those on the node's network, which policies cannot name. */
  readonly onNodes: { readonly title: string; readonly podLabels: Labels }[];
  others: number;
}

/** By their namespace. */
const CALLERS = new Held<Map<string, Callers>>('callers');

/** Keeps that a workload may be one of those whom the platform names as callers. */
export function keepCaller({ construct, namespace = '', onHostNetwork, title }: Endpoint, podLabels: Labels): void {
  const namespaces = CALLERS.byOr(clusterScope(construct), () => new Map());
  const there = namespaces.get(namespace) ?? { onNodes: [], others: 0 };
  namespaces.set(namespace, there);
  if (onHostNetwork) there.onNodes.push({ title, podLabels });
  else there.others++;
}

/**
 * The workloads of ours on the node's network whom a platform's caller means: by their labels, or where no others are in
 * the namespace.
 */
export function callersOnNodes(construct: IConstruct, { namespace, podLabels }: NamedPods): readonly string[] {
  const there = CALLERS.by(clusterScope(construct))?.get(namespace ?? '');
  if (namespace === undefined || there === undefined || (podLabels === undefined && there.others > 0)) return [];
  const isMeant = (labels: Labels) => Object.entries(podLabels ?? {}).every(([key, value]) => labels[key] === value);
  return there.onNodes.filter((one) => isMeant(one.podLabels)).map(({ title }) => title);
}

/** The Pods that a target names by their namespace and their labels; where it names no namespace, in that of the workload. */
export function namedPods({ peers = [] }: TargetFacts, { namespace: own }: Endpoint): readonly NamedPods[] {
  return peers.flatMap(({ ipBlock, namespaceSelector, podSelector }) => {
    const namespace = namespaceSelector ? namedBy(namespaceSelector.matchLabels ?? {}) : own;
    const isUnknown = namespaceSelector !== undefined && namespace === undefined;
    return ipBlock || isUnknown ? [] : [{ namespace, podLabels: podSelector?.matchLabels }];
  });
}

/** Keeps that the Pods which a target names call a port of a workload. */
export function keepCallsOf(target: TargetFacts, to: Endpoint, port: Port): void {
  for (const pods of namedPods(target, to)) keepPlatformCall(pods, to, port);
}

/** Labels of namespaces other than their names are not known here. */
function namedBy(labels: Labels): string | undefined {
  const keys = Object.keys(labels);
  if (keys.length === 0) return ANY_NAMESPACE;
  return keys.length === 1 ? labels[NAMESPACE_NAME] : undefined;
}

/** What a workload calls because the platform says that Pods like its own do. */
export function platformCallsOf(
  construct: IConstruct,
  { namespace = '', podLabels }: { readonly namespace?: string; readonly podLabels: Labels },
): readonly Call[] {
  const namespaces = CALLING.by(clusterScope(construct));
  if (namespaces === undefined) return [];
  const callers = [namespace, ANY_NAMESPACE].flatMap((key) => [...(namespaces.get(key)?.values() ?? [])]);
  return callers
    .filter((one) => Object.entries(one.podLabels).every(([key, value]) => podLabels[key] === value))
    .flatMap(({ calls }) => calls);
}
