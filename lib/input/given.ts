import { messageOf } from '../errors/message';
import type { Place } from './place';
import type { Reader } from './reader';

/** A value, or a function that makes it from the construct. */
export type Given<C, T> = T | ((construct: C) => T);

/** A value that was read, or one whose function is called once the construct is complete enough to be asked. */
export interface ReadGiven<T> {
  complete(construct: unknown): T;
}

/** A reader of a value or of a function that makes it; what the function gives is read like the value. */
export function given<T>(value: Reader<T>, what: string): Reader<ReadGiven<T>> {
  return {
    allowed: `${value.allowed}; or a function from ${what} to it`,
    fallback: { complete: () => value.fallback },
    read(input, at) {
      if (typeof input !== 'function') {
        const read = value.read(input, at);
        return { complete: () => read };
      }
      return { complete: (construct) => called(input as (construct: unknown) => unknown, construct, value, at) };
    },
  };
}

function called<T>(make: (construct: unknown) => unknown, construct: unknown, value: Reader<T>, at: Place): T {
  try {
    return value.read(make(construct), at);
  } catch (error) {
    at.complain({
      rule: 'function-threw',
      what: `threw: ${messageOf(error)}`,
      allowed: `a function that returns ${value.allowed}`,
      fix: 'mend the function',
    });
    return value.fallback;
  }
}
