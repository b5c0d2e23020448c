import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import { type Field, isObject, optional, type Reader, type ReadOf, shape, wrong } from '../input/reader';
import { flag, list, oneOf, whole } from '../input/readers';
import type { LabelSelector, PodAffinity, PodAffinityTerm } from '../kubernetes/generated';
import { spelled } from './spelled';
import { TOPOLOGY_KEYS, type Topology } from './topology';

/** Another workload that Pods are placed by. */
export interface ColocationTarget {
  /** @internal */
  readonly _placement: PlacementFacts;
}

/** What selects the Pods of a workload. */
export interface PlacementFacts {
  readonly selector: Readonly<Record<string, string>>;
  readonly namespace: string | undefined;
}

/** Another workload, and how close or far. */
export interface ColocationProps {
  /**
   * The other workload.
   * @default - what `pods` selects
   */
  readonly workload?: ColocationTarget;
  /**
   * Pods that are no workload of ours, as the Kubernetes API selects them: `{ matchLabels: { app: 'cache' } }`.
   * @default - those of `workload`
   */
  readonly pods?: LabelSelector;
  /**
   * The namespaces of `pods`.
   * @default - the Pods' own
   */
  readonly namespaces?: readonly string[];
  /** What counts as one place. @default 'nodes' */
  readonly over?: Topology;
  /**
   * Whether Pods without such a place stay Pending, rather than run elsewhere.
   * @default false
   */
  readonly hard?: boolean;
  /**
   * How much it counts beside other wishes, from 1 to 100; of soft ones alone.
   * @default 100
   */
  readonly weight?: number;
}

const ALLOWED = 'a workload, such as a StatelessService';
const target: Reader<PlacementFacts> = {
  allowed: ALLOWED,
  fallback: { selector: {}, namespace: undefined },
  read(value, at) {
    const facts = isObject(value) ? (value as Partial<ColocationTarget>)._placement : undefined;
    return facts ?? wrong(value, at, ALLOWED, target.fallback);
  },
};

const FIELDS = {
  workload: optional(target),
  pods: optional(spelled<LabelSelector>("a label selector such as { matchLabels: { app: 'cache' } }")),
  namespaces: optional(list(nameOf('dns-1123-label', 'a namespace'))),
  over: optional(oneOf<Topology>('nodes', 'zones', 'regions')),
  hard: optional(flag),
  weight: optional(whole(1, 100)),
} satisfies Record<keyof ColocationProps, Field<unknown>>;
const COLOCATION = shape<ColocationProps>()('a neighbour', FIELDS);

/** Another workload and how close or far, as read. */
export type ReadColocation = ReadOf<typeof FIELDS>;

export const colocation: Reader<ReadColocation> = {
  ...COLOCATION,
  read(given, at) {
    const read = COLOCATION.read(given, at);
    // What is no object at all is one mistake.
    if (read === COLOCATION.fallback) return read;
    checkPods(read, at);
    if (!read.hard || read.weight === undefined) return read;
    at.key('weight').complain({
      rule: 'colocation-conflict',
      what: 'is given, but the wish is hard: it is no wish that is weighed',
      got: read.weight,
      allowed: 'a weight of a soft wish',
      fix: 'remove weight, or hard',
    });
    return read;
  },
};

/** Complains about a wish that names nobody, or two. */
function checkPods({ workload, pods, namespaces }: ReadColocation, at: Place): void {
  const alone = (workload === undefined) !== (pods === undefined);
  if (alone && (namespaces === undefined || pods !== undefined)) return;
  at.key(alone ? 'namespaces' : 'workload').complain({
    rule: 'colocation-conflict',
    what: alone
      ? 'is given, but a workload is in the namespace of its chart'
      : `is ${workload === undefined ? 'missing like' : 'given beside'} pods`,
    got: alone ? namespaces : workload === undefined ? 'neither' : 'both',
    allowed: 'a workload, or pods with or without namespaces',
    fix: alone ? 'remove namespaces' : workload === undefined ? 'write workload: db' : 'remove pods',
  });
}

/** The terms of an affinity or an anti-affinity; both have the same form. */
export function colocationTerms(wishes: readonly ReadColocation[], namespace?: string): PodAffinity | undefined {
  if (wishes.length === 0) return undefined;
  const hard = wishes.filter((wish) => wish.hard).map((wish) => term(wish, namespace));
  const soft = wishes
    .filter((wish) => !wish.hard)
    .map((wish) => ({ weight: wish.weight ?? 100, podAffinityTerm: term(wish, namespace) }));
  return {
    requiredDuringSchedulingIgnoredDuringExecution: hard.length > 0 ? hard : undefined,
    preferredDuringSchedulingIgnoredDuringExecution: soft.length > 0 ? soft : undefined,
  };
}

function term(wish: ReadColocation, namespace: string | undefined): PodAffinityTerm {
  const { pods, namespaces, over = 'nodes', workload = target.fallback } = wish;
  if (pods && !wish.workload) return { labelSelector: pods, namespaces, topologyKey: TOPOLOGY_KEYS[over] };
  return {
    labelSelector: { matchLabels: workload.selector },
    // Without namespaces the API looks in the Pod's own.
    namespaces: workload.namespace === undefined || workload.namespace === namespace ? undefined : [workload.namespace],
    topologyKey: TOPOLOGY_KEYS[over],
  };
}
