import { isObject, type Reader, wrong } from './reader';

/** A cdk8s `Duration`, found by its methods so that any copy of cdk8s will do. */
export interface DurationLike {
  toSeconds(): number;
}

/** A number of seconds: a whole number or a cdk8s `Duration`. */
export function seconds(min: number, max = 2 ** 31 - 1): Reader<number> {
  const range = max === 2 ** 31 - 1 ? `of at least ${min}` : `from ${min} to ${max}`;
  const allowed = `a whole number of seconds ${range}, or a cdk8s Duration`;
  return {
    allowed,
    fallback: min,
    read(value, at) {
      const given = isDuration(value) ? value.toSeconds() : value;
      const right = Number.isInteger(given) && (given as number) >= min && (given as number) <= max;
      return right ? (given as number) : wrong(value, at, allowed, min);
    },
  };
}

function isDuration(value: unknown): value is DurationLike {
  return isObject(value) && typeof (value as Partial<DurationLike>).toSeconds === 'function';
}
