import { Construct } from 'constructs';
import { messageOf } from '../errors/message';
import { nearest } from '../kubernetes/nearest';
import type { Place } from './place';

/**
 * Reads one value that a user gave: returns it where it is right, records what is wrong with it otherwise and returns
 * the fallback, so that building goes on and one run finds every error.
 *
 * TypeScript's types are no help here: apps run through swc, which checks none, and some are plain JavaScript.
 */
export interface Reader<T> {
  /** What is allowed, as the error says it: «a whole number from 1 to 65535». */
  readonly allowed: string;
  /** Stands in for a wrong value; harmless to go on with. */
  readonly fallback: T;
  read(value: unknown, at: Place): T;
}

/** A property of a shape: its reader and whether it must be given. */
export interface Field<T> {
  readonly required: boolean;
  readonly reader: Reader<T>;
}

/** A property that must be given. */
export function required<T>(reader: Reader<T>): Field<T> {
  return { required: true, reader };
}

/** A property that may be left out. */
export function optional<T>(reader: Reader<T>): Field<T | undefined> {
  return { required: false, reader: reader as Reader<T | undefined> };
}

/** What reading a set of fields gives: each property as its reader returns it. */
export type ReadOf<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A reader of an object with known properties. */
export interface ShapeReader<T> extends Reader<T> {
  readonly name: string;
  readonly fields: Readonly<Record<string, Field<unknown>>>;
}

/** Makes a reader from a test; `read` may be given where the value is changed on the way. */
export function reader<T>(allowed: string, fallback: T, accepts: (value: unknown) => value is T): Reader<T> {
  return {
    allowed,
    fallback,
    read: (value, at) => (accepts(value) ? value : wrong(value, at, allowed, fallback)),
  };
}

/** Records a wrong value and gives the fallback. */
export function wrong<T>(value: unknown, at: Place, allowed: string, fallback: T, fix = `give ${allowed}`): T {
  const what = at.path === '' ? 'the props are none' : 'has a wrong value';
  at.complain({ rule: 'wrong-value', what, got: value, allowed, fix });
  return fallback;
}

/** Reads what may throw when it is looked at, such as a getter or a proxy: that is the user's error too. */
export function readable<T>(at: Place, allowed: string, fallback: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    at.complain({
      rule: 'wrong-value',
      what: `threw when it was read: ${messageOf(error)}`,
      got: 'a value that cannot be read',
      allowed,
      fix: `give ${allowed}`,
    });
    return fallback;
  }
}

/**
 * An object with exactly these properties; unknown ones are errors that name the nearest known.
 *
 * Called as `shape<Props>()('Name', fields)`: a property of the interface without a field does not compile.
 */
export function shape<P>() {
  return <F extends Record<keyof P, Field<unknown>>>(name: string, fields: F): ShapeReader<ReadOf<F>> => {
    const allowed = `an object of ${Object.keys(fields).join(', ')}`;
    const needed = Object.keys(fields).filter((key) => fields[key as keyof F].required);
    // Where nothing is required, any property shows the form.
    const shown = needed.length > 0 ? needed : Object.keys(fields).slice(0, 1);
    const fix = `write { ${shown.map((key) => `${key}: …`).join(', ')} }`;
    const entries = Object.entries(fields) as [string, Field<unknown>][];
    const fallback = Object.fromEntries(
      entries.map(([key, field]) => [key, field.required ? field.reader.fallback : undefined]),
    ) as ReadOf<F>;
    return {
      name,
      allowed,
      fallback,
      fields,
      read: (value, at) =>
        readable(at, allowed, fallback, () => {
          if (!isObject(value) || isWhole(value)) return wrong(value, at, allowed, fallback, fix);
          const misspelled = reportUnknown(value, fields, name, at);
          // Most props of most objects are not given.
          const read: Record<string, unknown> = { ...fallback };
          for (const [key, field] of entries) {
            const given = misspelled?.get(key);
            if (given !== undefined) read[key] = readAsMeant(field, value, given, at.key(key));
            else if (field.required || key in value) read[key] = readKey(name, field, value, key, at.key(key));
          }
          return read as ReadOf<F>;
        }),
    };
  };
}

function readKey(shapeName: string, field: Field<unknown>, value: object, key: string, at: Place): unknown {
  const { allowed, fallback } = field.reader;
  return readable(at, allowed, field.required ? fallback : undefined, () =>
    readField(shapeName, field, (value as Record<string, unknown>)[key], at),
  );
}

/**
 * What was given under a misspelled name, or under the API's, counts as what was meant, where it is right: the mistake is
 * the name alone, and building goes on without its consequences.
 */
function readAsMeant(field: Field<unknown>, value: object, given: string, at: Place): unknown {
  const { allowed, fallback } = field.reader;
  const otherwise = field.required ? fallback : undefined;
  return readable(at, allowed, otherwise, () => {
    const meant = (value as Record<string, unknown>)[given];
    let isRight = meant !== undefined;
    field.reader.read(meant, at.recordingTo({ record: () => (isRight = false) }));
    return isRight ? field.reader.read(meant, at) : otherwise;
  });
}

function readField(shapeName: string, field: Field<unknown>, given: unknown, at: Place): unknown {
  if (given !== undefined) return field.reader.read(given, at);
  if (!field.required) return undefined;
  at.complain({
    rule: 'missing-value',
    what: `is missing: ${shapeName} has no default for it`,
    allowed: field.reader.allowed,
    fix: `state ${at.path}`,
  });
  return field.reader.fallback;
}

/**
 * Complains about unknown props: words of the Kubernetes API are told what they are called here. Gives what was probably
 * meant: by the name of a prop, the one that was written.
 */
function reportUnknown(
  value: object,
  fields: object,
  name: string,
  at: Place,
): ReadonlyMap<string, string> | undefined {
  let misspelled: Map<string, string> | undefined;
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(fields, key)) continue;
    // Loaded on use: most programs misspell nothing.
    const { meantBy } = require('./words') as typeof import('./words');
    const meant = meantBy(name, key);
    const near = meant ? undefined : nearest(key, Object.keys(fields));
    for (const prop of meant?.props ?? (near === undefined ? [] : [near])) {
      const isGiven = (value as Record<string, unknown>)[prop] !== undefined;
      if (Object.hasOwn(fields, prop) && !isGiven) misspelled = (misspelled ?? new Map()).set(prop, key);
    }
    at.key(key).complain({
      rule: 'unknown-prop',
      what: `is not known to ${name}`,
      got: key,
      allowed: Object.keys(fields).join(', '),
      fix: meant?.fix ?? (near ? `write ${near}` : 'remove it'),
    });
  }
  return misspelled;
}

/** What a choice such as `Spread.hard()` keeps its reading under. */
export const CHOICE = Symbol.for('cdk8s-statecraft.Choice');

/** A construct, or a choice: not what props come from, however many properties it has. */
function isWhole(value: object): boolean {
  if (Object.getPrototypeOf(value) === Object.prototype) return false;
  return Construct.isConstruct(value) || CHOICE in value;
}

/** What holds its data in another way than by properties: as an object it would seem to be empty. */
const WITHOUT_PROPERTIES: ReadonlySet<string> = new Set(
  ['Map', 'Set', 'WeakMap', 'WeakSet', 'Date', 'Promise', 'RegExp'].map((name) => `[object ${name}]`),
);

/** An object that is no list and no function; instances of classes count, so that props may come from one. */
export function isObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) === Object.prototype) return true;
  return !WITHOUT_PROPERTIES.has(Object.prototype.toString.call(value));
}
