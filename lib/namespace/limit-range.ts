import type { Place } from '../input/place';
import { bytes, cpus, quantityValue } from '../input/quantities';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import type { LimitRangeItem } from '../kubernetes/generated';

/** An amount of each of a container's resources. */
export interface ResourceAmounts {
  /** CPUs, such as `500m`. @default - not said */
  readonly cpu?: string;
  /** Memory, such as `256Mi`. @default - not said */
  readonly memory?: string;
  /** The node's disk, such as `1Gi`. @default - not said */
  readonly ephemeralStorage?: string;
}

/** What containers of a namespace get and may have, each. Our workloads state their own. */
export interface LimitsProps {
  /** The request of containers that state none. @default - none */
  readonly defaultRequest?: ResourceAmounts;
  /** The limit of containers that state none. @default - none */
  readonly defaultLimit?: ResourceAmounts;
  /** The least that a container may request. @default - none */
  readonly min?: ResourceAmounts;
  /** The most that a container may have as its limit. It must then have one. @default - none */
  readonly max?: ResourceAmounts;
  /** The largest claim, such as `100Gi`. @default - none */
  readonly largestClaim?: string;
}

const amounts = shape<ResourceAmounts>()('an amount of resources', {
  cpu: optional(cpus),
  memory: optional(bytes),
  ephemeralStorage: optional(bytes),
});

const FIELDS = {
  defaultRequest: optional(amounts),
  defaultLimit: optional(amounts),
  min: optional(amounts),
  max: optional(amounts),
  largestClaim: optional(bytes),
} satisfies Record<keyof LimitsProps, Field<unknown>>;

export const LIMITS = shape<LimitsProps>()('limits', FIELDS);

/** Limits as read. */
export type ReadLimits = Partial<ReadOf<typeof FIELDS>>;

function amountFields(given?: ResourceAmounts): Record<string, string> | undefined {
  const { cpu, memory, ephemeralStorage } = given ?? {};
  const fields = { cpu, memory, 'ephemeral-storage': ephemeralStorage };
  const said = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

const ORDER = ['min', 'defaultRequest', 'defaultLimit', 'max'] as const;

/** Complains about amounts that the API server refuses together: each of `ORDER` is at most the next. */
export function checkLimits(read: ReadLimits, at: Place): void {
  for (const resource of ['cpu', 'memory', 'ephemeralStorage'] as const) {
    const given = ORDER.flatMap((key) => {
      const amount = read[key]?.[resource];
      const value = quantityValue(amount ?? '') ?? 0;
      return value > 0 ? [{ key, amount, value }] : [];
    });
    for (const [index, { key, amount, value }] of given.entries()) {
      const before = given[index - 1];
      if (!before || before.value <= value) continue;
      at.key(key)
        .key(resource)
        .complain({
          rule: 'limits-out-of-order',
          what: `is less than ${before.key} (${before.amount})`,
          got: amount,
          allowed: `at least ${before.amount}`,
          fix: `write '${before.amount}', or lower ${before.key}`,
        });
    }
  }
}

/** The items of the LimitRange; none where nothing is said. */
export function limitItems(read: ReadLimits): readonly LimitRangeItem[] {
  const container = {
    defaultRequest: amountFields(read.defaultRequest),
    default: amountFields(read.defaultLimit),
    min: amountFields(read.min),
    max: amountFields(read.max),
  };
  const items: LimitRangeItem[] = [];
  if (Object.values(container).some((given) => given !== undefined)) items.push({ type: 'Container', ...container });
  if (read.largestClaim !== undefined) {
    items.push({ type: 'PersistentVolumeClaim', max: { storage: read.largestClaim } });
  }
  return items;
}
