import { isObject, type Reader, wrong } from './reader';
import { LARGEST_INTEGER } from './readers';

/** A cdk8s `Duration`, found by its methods so that any copy of cdk8s will do. */
export interface DurationLike {
  toSeconds(): number;
}

/** A number of seconds: a whole number or a cdk8s `Duration`. `fallback` contradicts nothing that other props may say. */
export function seconds(min: number, max = LARGEST_INTEGER, fallback = min): Reader<number> {
  const range = max === LARGEST_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  const allowed = `a whole number of seconds ${range}, or a cdk8s Duration`;
  return {
    allowed,
    fallback,
    read(value, at) {
      const given = isDuration(value) ? value.toSeconds() : value;
      const right = Number.isInteger(given) && (given as number) >= min && (given as number) <= max;
      if (right) return given as number;
      const near = spelled(value);
      return wrong(value, at, allowed, fallback, near >= min && near <= max ? `write ${near}` : undefined);
    },
  };
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** `30`, `'30s'`, `'1m30s'`, as Kubernetes writes durations in other places; NaN where it is none. */
function spelled(value: unknown): number {
  if (typeof value !== 'string' || !/^(\d+|(\d+h)?(\d+m)?(\d+s)?)$/.test(value) || value === '') return Number.NaN;
  if (/^\d+$/.test(value)) return Number(value);
  return [...value.matchAll(/(\d+)([hms])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0);
}

function isDuration(value: unknown): value is DurationLike {
  return isObject(value) && typeof (value as Partial<DurationLike>).toSeconds === 'function';
}
