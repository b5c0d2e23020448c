import type { DefaultValues } from '../defaults/values';
import { Choice, choice } from '../input/choice';
import type { PodSpec } from '../kubernetes/generated';

type Strictness = DefaultValues['spread'];

/** How a workload's Pods are kept apart, so that one node or zone that fails takes only some of them. */
export class Spread extends Choice<Strictness> {
  /** Different nodes and zones where possible; Pods also start where it isn't. */
  static soft(): Spread {
    return new Spread('Spread', () => 'soft');
  }

  /** Never two Pods on one node, zones balanced; a Pod without such a place stays Pending. */
  static hard(): Spread {
    return new Spread('Spread', () => 'hard');
  }

  /** As the scheduler likes. */
  static none(): Spread {
    return new Spread('Spread', () => 'none');
  }
}

export const spread = choice<Strictness>('Spread', 'Spread.hard()', 'soft');

const NODE = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/** Anti-affinity between nodes, and topology spread between zones. */
export function spreadFields(
  strictness: Strictness,
  selector: Readonly<Record<string, string>>,
): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  if (strictness === 'none') return {};
  const labelSelector = { matchLabels: selector };
  const term = { labelSelector, topologyKey: NODE };
  return {
    affinity: {
      podAntiAffinity:
        strictness === 'hard'
          ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
          : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
    },
    topologySpreadConstraints: [
      {
        topologyKey: ZONE,
        maxSkew: 1,
        whenUnsatisfiable: strictness === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway',
        labelSelector,
      },
    ],
  };
}
