import type { Place } from './place';
import { CHOICE, isObject, type Reader, wrong } from './reader';

/**
 * The base of the classes whose static factories are the variants of a prop (`Health.http(…)`, `Storage.claim(…)`).
 * A factory never throws: it keeps what it was given, and the construct that gets it reads it, so that an error names the
 * construct, the prop and the line. Found by a symbol, not by `instanceof`, so that two copies of the package agree.
 *
 * @internal
 */
export abstract class Choice<T> {
  protected constructor(className: string, reading: (at: Place) => T) {
    Object.defineProperty(this, CHOICE, { value: { className, reading } });
  }
}

interface Kept<T> {
  readonly className: string;
  readonly reading: (at: Place) => T;
}

/** Whether a value is a choice of the named class. */
export function isChoice(value: unknown, className: string): boolean {
  return kept(value)?.className === className;
}

/**
 * A reader of a prop that takes one of a class's variants. Where it is given the class, a text that names one of its factories
 * is told to call it.
 */
export function choice<T>(className: string, example: string, fallback: T, variants?: object): Reader<T> {
  const allowed = `${/^[AEIOU]/.test(className) ? 'an' : 'a'} ${className}, such as ${example}`;
  return {
    allowed,
    fallback,
    read(value, at) {
      const found = kept<T>(value);
      return found?.className === className
        ? found.reading(at)
        : wrong(value, at, allowed, fallback, callOf(value, className, variants));
    },
  };
}

/** `'LoadBalancer'` → `write ServiceType.loadBalancer()`. */
function callOf(value: unknown, className: string, variants: object = {}): string | undefined {
  if (typeof value !== 'string') return undefined;
  const factories = Object.getOwnPropertyNames(variants);
  const found = factories.find((name) => name.toLowerCase() === value.toLowerCase());
  return found && `write ${className}.${found}()`;
}

function kept<T>(value: unknown): Kept<T> | undefined {
  return isObject(value) ? (value as { [CHOICE]?: Kept<T> })[CHOICE] : undefined;
}
