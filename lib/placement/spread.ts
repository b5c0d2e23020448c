import type { DefaultValues } from '../defaults/values';
import { Choice, choice } from '../input/choice';
import { complainTwice, labelKey } from '../input/names';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { list, oneOf, whole } from '../input/readers';
import type { PodAffinity, TopologySpreadConstraint } from '../kubernetes/generated';
import { spelled } from './spelled';
import { TOPOLOGY_KEYS, type Topology } from './topology';

/** Whether Pods that find no such place stay Pending (`hard`) or run all the same (`soft`). */
export type SpreadStrictness = 'soft' | 'hard' | 'none';

/** Over what a workload's Pods are spread, and how strictly. */
export interface SpreadProps {
  /** Never two on one node, where possible or always. @default 'soft' */
  readonly nodes?: SpreadStrictness;
  /** Zones balanced. @default 'soft' */
  readonly zones?: SpreadStrictness;
  /** Regions balanced. @default 'none' */
  readonly regions?: SpreadStrictness;
  /**
   * By how many Pods two zones or regions may differ.
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * How many zones or regions there must be; where they are hard.
   * @default - Kubernetes' default of 1
   */
  readonly minDomains?: number;
  /**
   * Labels whose values are balanced each for itself, such as `pod-template-hash`, so that the Pods of a new version are
   * spread without regard to the old ones.
   * @default - none
   */
  readonly matchLabelKeys?: readonly string[];
  /**
   * More constraints, as the Kubernetes API spells them; without a labelSelector, the workload's own Pods are meant.
   * @default - none
   */
  readonly constraints?: readonly TopologySpreadConstraint[];
}

const strictness = oneOf<SpreadStrictness>('soft', 'hard', 'none');
const FIELDS = {
  nodes: optional(strictness),
  zones: optional(strictness),
  regions: optional(strictness),
  maxSkew: optional(whole(1)),
  minDomains: optional(whole(1)),
  matchLabelKeys: optional(list(labelKey)),
  constraints: optional(
    list(
      spelled<TopologySpreadConstraint>(
        "a constraint such as { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' }",
      ),
    ),
  ),
} satisfies Record<keyof SpreadProps, Field<unknown>>;
const SPREAD = shape<SpreadProps>()('Spread.over', FIELDS);

/** A spread as read. */
export type ReadSpread = Partial<ReadOf<typeof FIELDS>>;

/** What the named ones mean. */
export const SPREADS: Readonly<Record<DefaultValues['spread'], ReadSpread>> = {
  soft: { nodes: 'soft', zones: 'soft' },
  hard: { nodes: 'hard', zones: 'hard' },
  none: { nodes: 'none', zones: 'none' },
};

/** How a workload's Pods are kept apart, so that one node or zone that fails takes only some of them. */
export class Spread extends Choice<ReadSpread> {
  /** Different nodes and zones where possible; Pods also start where it isn't. */
  static soft(): Spread {
    return new Spread('Spread', () => SPREADS.soft);
  }

  /** Never two Pods on one node, zones balanced; a Pod without such a place stays Pending. */
  static hard(): Spread {
    return new Spread('Spread', () => SPREADS.hard);
  }

  /** As the scheduler likes. */
  static none(): Spread {
    return new Spread('Spread', () => SPREADS.none);
  }

  /** Over nodes, zones and regions, each as strictly as said: `Spread.over({ zones: 'hard' })`. */
  static over(props: SpreadProps): Spread {
    return new Spread('Spread', (at) => checked(SPREAD.read(props, at), at));
  }
}

export const spread = choice<ReadSpread>('Spread', 'Spread.hard()', SPREADS.soft, Spread);

/**
 * k8s.io/kubernetes pkg/apis/core/validation: validateMinDomains, only with DoNotSchedule, and
 * ValidateSpreadConstraintNotRepeat, each topology once as strictly.
 */
function checked(read: ReadSpread, at: Place): ReadSpread {
  const constraints = spreadConstraints(read, {}) ?? [];
  const own = constraints.length - (read.constraints?.length ?? 0);
  complainTwice(
    constraints,
    ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`,
    (index) => (index < own ? at : at.key('constraints').item(index - own)),
    (_, first) => ({
      rule: 'spread-conflict',
      what: `is for the topology of ${first < own ? 'zones or regions' : `constraints[${first - own}]`}, as strictly`,
      fix: first < own ? "write zones: 'none', or regions, or remove it" : 'remove one of the two',
    }),
    ({ topologyKey }) => topologyKey === undefined,
  );
  if (read.minDomains === undefined || read.zones === 'hard' || read.regions === 'hard') return read;
  at.key('minDomains').complain({
    rule: 'spread-conflict',
    what: 'is given, but neither zones nor regions are hard',
    got: read.minDomains,
    allowed: "minDomains beside zones: 'hard' or regions: 'hard'",
    fix: "write zones: 'hard', or remove minDomains",
  });
  return read;
}

/** The anti-affinity between nodes. */
export function nodeAntiAffinity(
  read: ReadSpread,
  selector: Readonly<Record<string, string>>,
): PodAffinity | undefined {
  const { nodes = 'soft' } = read;
  if (nodes === 'none') return undefined;
  const term = { labelSelector: { matchLabels: selector }, topologyKey: TOPOLOGY_KEYS.nodes };
  return nodes === 'hard'
    ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
}

/** The balance between zones and regions, and the user's own constraints. */
export function spreadConstraints(
  read: ReadSpread,
  selector: Readonly<Record<string, string>>,
): readonly TopologySpreadConstraint[] | undefined {
  const labelSelector = { matchLabels: selector };
  const over = (topology: Topology, how: SpreadStrictness): readonly TopologySpreadConstraint[] => {
    if (how === 'none') return [];
    const whenUnsatisfiable = how === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway';
    const { maxSkew = 1, matchLabelKeys } = read;
    const minDomains = how === 'hard' ? read.minDomains : undefined;
    return [
      { topologyKey: TOPOLOGY_KEYS[topology], maxSkew, minDomains, whenUnsatisfiable, labelSelector, matchLabelKeys },
    ];
  };
  const all = [
    ...over('zones', read.zones ?? 'soft'),
    ...over('regions', read.regions ?? 'none'),
    ...(read.constraints ?? []).map((constraint) => ({ labelSelector, ...constraint })),
  ];
  return all.length > 0 ? all : undefined;
}
