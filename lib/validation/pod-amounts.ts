import { quantityValue } from '../input/quantities';
import { at, items } from '../manifests/workloads';

/** What the scheduler counts, and what the kernel holds. */
export type Side = 'requests' | 'limits';

/** So much of a resource, and how it is written. */
export interface Amount {
  readonly text: string;
  readonly value: number;
}

/** A quantity as the API takes it; undefined for what is none. */
export function amountIn(value: unknown): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const number = quantityValue(String(value));
  return number === undefined ? undefined : { text: String(value), value: number };
}

const UNITS: readonly (readonly [unit: string, size: number])[] = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
];

/** A sum, written in the largest unit that it is a multiple of. */
export function sumOf(value: number): Amount {
  const [unit, size] = UNITS.find(([, size]) => value >= size && value % size === 0) ?? ['', 1];
  if (unit !== '') return { text: `${value / size}${unit}`, value };
  const milli = Math.round(value * 1000);
  return { text: milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`, value };
}

/**
 * What a container says or is given: a missing request is the limit said, or else a default of its namespace's LimitRanges.
 *
 * @param ranges the items of type Container
 */
export function containerAmount(
  container: unknown,
  side: Side,
  resource: string,
  ranges: readonly unknown[],
): Amount | undefined {
  const said = (of: Side) => amountIn(at(container, 'resources', of, resource));
  const given = (...fields: string[]) => {
    for (const field of fields) {
      for (const item of ranges) {
        const value = amountIn(at(item, field, resource));
        if (value !== undefined) return value;
      }
    }
    return undefined;
  };
  // SetDefaults_LimitRangeItem: a maximum is the default limit, that the default request, and a minimum that before both.
  if (side === 'limits') return said('limits') ?? given('default', 'max');
  return said('requests') ?? said('limits') ?? given('defaultRequest', 'default', 'min', 'max');
}

/**
 * What a Pod says for all of its containers, or what they have together: those that run beside each other, or one that runs
 * before them with the sidecars that are there already, whichever is more. Undefined where none has any.
 * k8s.io/kubernetes plugin/pkg/admission/limitranger and pkg/quota/v1/evaluator/core, podRequests and podLimits.
 */
export function podAmount(spec: object, side: Side, resource: string, ranges: readonly unknown[]): Amount | undefined {
  const own = amountIn(at(spec, 'resources', side, resource));
  if (own) return own;
  const of = (container: unknown) => containerAmount(container, side, resource, ranges)?.value;
  const known = [...items(at(spec, 'initContainers')), ...items(at(spec, 'containers'))].map(of);
  if (known.every((value) => value === undefined)) return undefined;
  let sidecars = 0;
  let most = 0;
  for (const container of items(at(spec, 'initContainers'))) {
    const value = of(container) ?? 0;
    if (at(container, 'restartPolicy') === 'Always') sidecars += value;
    most = Math.max(most, at(container, 'restartPolicy') === 'Always' ? sidecars : sidecars + value);
  }
  const together = items(at(spec, 'containers')).reduce<number>((sum, one) => sum + (of(one) ?? 0), sidecars);
  return sumOf(Math.max(most, together));
}
