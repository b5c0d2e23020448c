import { isObject, type Reader, wrong } from './reader';

/** A cdk8s `Duration`, found by its methods so that any copy of cdk8s will do. */
export interface DurationLike {
  toSeconds(): number;
}

/** A number of seconds: a whole number or a cdk8s `Duration`. */
export function seconds(min: number): Reader<number> {
  const allowed = `a whole number of seconds of at least ${min}, or a cdk8s Duration`;
  return {
    allowed,
    fallback: min,
    read(value, at) {
      const given = isDuration(value) ? value.toSeconds() : value;
      return Number.isInteger(given) && (given as number) >= min ? (given as number) : wrong(value, at, allowed, min);
    },
  };
}

function isDuration(value: unknown): value is DurationLike {
  return isObject(value) && typeof (value as Partial<DurationLike>).toSeconds === 'function';
}
