import type { Place } from './place';
import { type Reader, readable, wrong } from './reader';

const ALLOWED = 'a text, a number, true, false, a list or a plain object';
const BUILT_IN = new Set<unknown>([Date, Map, Set, RegExp, Promise, String, Number, Boolean].map((c) => c.prototype));

/**
 * Data that YAML can hold, at any depth. Instances of other classes are left to cdk8s, which resolves some of them: Lazy,
 * tokens, what `cdk8s import` generates.
 */
export const plainData: Reader<unknown> = {
  allowed: ALLOWED,
  fallback: undefined,
  read: (value, at) => read(value, at, []),
};

function read(value: unknown, at: Place, above: readonly object[]): unknown {
  return readable(at, ALLOWED, undefined, () => {
    if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value !== 'object') return wrong(value, at, ALLOWED, undefined);
    if (above.includes(value)) return wrong('an object that contains itself', at, 'data without a circle', undefined);
    if (Array.isArray(value))
      return Array.from(value, (item, index) => readItem(item, at.item(index), [...above, value]));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (BUILT_IN.has(prototype)) return wrong(value, at, ALLOWED, undefined);
    return prototype === Object.prototype || prototype === null ? readObject(value, at, [...above, value]) : value;
  });
}

function readItem(value: unknown, at: Place, above: readonly object[]): unknown {
  // cdk8s fails on it without saying where.
  if (value === undefined || value === null) return wrong(value, at, ALLOWED, '', 'remove it from the list');
  return read(value, at, above) ?? '';
}

function readObject(value: object, at: Place, above: readonly object[]): object {
  return Object.fromEntries(
    Object.keys(value).flatMap((key) => {
      const here = at.key(key);
      // cdk8s takes an object with such a key for an instance of a class.
      if (key === 'constructor') return wrong(key, here, 'another key', [], 'choose another key');
      const item = () => read((value as Record<string, unknown>)[key], here, above);
      return [[key, readable(here, ALLOWED, undefined, item)]];
    }),
  );
}
