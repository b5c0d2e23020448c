import { nearest } from '../kubernetes/nearest';
import { describe } from './describe';
import type { Place } from './place';
import { isObject, type Reader, readable, reader, wrong } from './reader';

/** true or false. */
export const flag: Reader<boolean> = reader('true or false', false, (value) => typeof value === 'boolean');

/** A text that a test accepts; `fix` proposes another. */
export function textThat(
  allowed: string,
  accepts: (value: string) => boolean,
  fix: (value: string) => string | undefined = () => undefined,
): Reader<string> {
  return {
    allowed,
    fallback: '',
    // A wrong text is kept, not replaced: it is what the user will look for, in this error and in any other.
    read: (value, at) => {
      if (typeof value !== 'string') {
        // YAML's habit: a number or a boolean where the API has texts, an object of a name where a name is enough here.
        const near = typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;
        const named = near ?? nameIn(value);
        return wrong(
          value,
          at,
          allowed,
          '',
          typeof named === 'string' && accepts(named) ? `write '${named}'` : undefined,
        );
      }
      return accepts(value) ? value : wrong(value, at, allowed, value, fix(value));
    },
  };
}

/** Any text, also the empty one. */
export const text: Reader<string> = textThat('a text', () => true);

/** A text of at least one character. */
export const nonEmptyText: Reader<string> = textThat('a text that is not empty', (value) => value !== '');

/**
 * Why something safer is given up, for those who read the code. Other APIs have a switch there: what `textThat` would
 * propose for it, a text of `true`, is no reason.
 */
export function reason(allowed: string, example: string): Reader<string> {
  return {
    allowed,
    fallback: '',
    read: (value, at) =>
      typeof value === 'string' && value.trim() !== ''
        ? value
        : wrong(value, at, allowed, '', `write why, such as '${example}', or leave it out`),
  };
}

/** The largest number that an integer of the API holds: most are of 32 bits. */
export const LARGEST_INTEGER = 2 ** 31 - 1;

/** A whole number in a range, both ends included. `fallback` contradicts nothing that other props may say. */
export function whole(min: number, max: number = LARGEST_INTEGER, fallback: number = min): Reader<number> {
  const range = max === LARGEST_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  const allowed = `a whole number ${range}`;
  return {
    allowed,
    fallback,
    read(value, at) {
      if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
      // A number in a text, or one that is not whole, is nearly right.
      const near =
        typeof value === 'boolean' || value === ''
          ? Number.NaN
          : Math.round(Number(describe(value).replaceAll('"', '')));
      return wrong(value, at, allowed, fallback, near >= min && near <= max ? `write ${near}` : undefined);
    },
  };
}

/** A whole number of percent; a share such as 0.7, or a text such as '70%', is told in percent. */
export function percent(min: number, max: number, fallback: number = min): Reader<number> {
  const number = whole(min, max, fallback);
  return {
    ...number,
    read(value, at) {
      const text = typeof value === 'string' ? /^(\d+) *%$/.exec(value)?.[1] : undefined;
      const share = typeof value === 'number' && value > 0 && value < 1 ? Math.round(value * 100) : Number(text);
      return share >= min && share <= max
        ? wrong(value, at, number.allowed, fallback, `write ${share}`)
        : number.read(value, at);
    },
  };
}

/** One of a closed set of texts. */
export function oneOf<T extends string>(...choices: readonly T[]): Reader<T> {
  const allowed = choices.length === 1 ? choices[0]! : `one of ${choices.join(', ')}`;
  return {
    allowed,
    fallback: choices[0]!,
    read(value, at) {
      if (choices.includes(value as T)) return value as T;
      const near = typeof value === 'string' ? nearest(value, choices) : undefined;
      return wrong(value, at, allowed, choices[0]!, near && `write ${near}`);
    },
  };
}

/** One of the numbers of a closed set. */
export function oneNumberOf<T extends number>(...choices: readonly T[]): Reader<T> {
  const allowed = `one of ${choices.join(', ')}`;
  return reader(allowed, choices[0]!, (value): value is T => choices.includes(value as T));
}

/** A list, each item read by `item`. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  const allowed = `a list, each item ${item.allowed}`;
  return {
    allowed,
    fallback: [],
    read: (value, at) =>
      readable(at, allowed, [], () =>
        Array.isArray(value)
          ? Array.from(value, (entry, index) =>
              readable(at.item(index), item.allowed, item.fallback, () => item.read(entry, at.item(index))),
            )
          : wrong(value, at, allowed, [], inList(value, item, at)),
      ),
  };
}

/** One item, or a text of several words, that only lacks the list around it: `'npm start'` → `['npm', 'start']`. */
function inList(value: unknown, item: Reader<unknown>, at: Place): string | undefined {
  const items = typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : [];
  let isRight = items.length > 0;
  for (const one of items) item.read(one, at.recordingTo({ record: () => (isRight = false) }));
  return isRight
    ? `write [${items.map((one) => (one.includes("'") ? JSON.stringify(one) : `'${one}'`)).join(', ')}]`
    : undefined;
}

/** An object used as a map: each key is checked by `key`, each value read by `value`. */
export function map<T>(
  value: Reader<T>,
  key: Reader<string> = nonEmptyText,
  what = 'a map',
  unsaid: 'undefined is left out' | 'undefined is wrong' = 'undefined is wrong',
): Reader<Readonly<Record<string, T>>> {
  const allowed = `${what}, each value ${value.allowed}`;
  return {
    allowed,
    fallback: {},
    read: (given, at) =>
      readable(at, allowed, {}, () => {
        if (!isObject(given)) return wrong(given, at, allowed, {}, inMap(given));
        return Object.fromEntries(
          Object.keys(given).flatMap((name) => {
            if (unsaid === 'undefined is left out' && (given as Record<string, unknown>)[name] === undefined) return [];
            const here = at.key(name);
            // cdk8s takes an object with such a key for an instance of a class.
            if (name === 'constructor') return wrong(name, here, 'another key', [], 'choose another key');
            key.read(name, here);
            const entry = () => value.read((given as Record<string, unknown>)[name], here);
            return [[name, readable(here, value.allowed, value.fallback, entry)]];
          }),
        );
      }),
  };
}

/** The API's lists of named items are maps here: `[{ name: 'A', value: 'a' }]` → `{ A: … }`. */
function inMap(given: unknown): string | undefined {
  const names = Array.isArray(given) ? given.map(nameIn) : [];
  const isNamed = names.length > 0 && names.every((name) => typeof name === 'string' && /^\w+$/.test(name));
  return isNamed
    ? `write { ${names
        .slice(0, 3)
        .map((name) => `${name}: …`)
        .join(', ')} }`
    : undefined;
}

/** The name of an object that has one. Never throws, whatever was given. */
function nameIn(value: unknown): unknown {
  try {
    return isObject(value) ? (value as { name?: unknown }).name : undefined;
  } catch {
    return undefined;
  }
}
