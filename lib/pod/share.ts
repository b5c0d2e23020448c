import { type Reader, wrong } from '../input/reader';
import { LARGEST_INTEGER } from '../input/readers';

/** A number of Pods, or a share of them. A wrong one is reported alone: 1 contradicts nothing. */
export function share(most: number): Reader<number | string> {
  const allowed = `a whole number of at least 0, or a share such as '25%'${most === 100 ? ', at most 100%' : ''}`;
  return {
    allowed,
    fallback: 1,
    read(value, at) {
      const isNumber = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_INTEGER;
      if (isNumber) return value;
      return typeof value === 'string' && isShare(value, most) ? value : wrong(value, at, allowed, 1);
    },
  };
}

/** `100%` at most for Pods that may be missing; a surge may be larger. */
function isShare(value: string, most: number): boolean {
  return /^\d{1,4}%$/.test(value) && Number.parseInt(value, 10) <= most;
}

/** Whether a number or a share is none at all. */
export function isZero(value: number | string): boolean {
  return value === 0 || /^0+%$/.test(String(value));
}
