import { plainData } from '../input/plain-data';
import { isObject, type Reader, wrong } from '../input/reader';
import { map } from '../input/readers';

/**
 * Any fields of a Kubernetes object, at any depth; `null` removes one. It is merged into what a construct emits: maps key
 * by key, lists that the API keeps by keys (containers, env, volumes by `name`, ports by `containerPort` or `port`,
 * mounts by `mountPath`) item by item, other lists as a whole. What comes of it is validated like everything else.
 */
export type Overlay<T> = T extends readonly (infer I)[]
  ? readonly Overlay<I>[]
  : T extends object
    ? { readonly [K in keyof T]?: Overlay<T[K]> | null }
    : T;

/** An overlay as read. */
export type ReadOverlay = Readonly<Record<string, unknown>>;

const ALLOWED = 'fields of the object, such as { spec: { … } }';

/** A field that is not for an overlay, why, and what says it instead. */
export type FixedField = readonly [path: readonly string[], why: string, fix: string];

const REFERRED = 'other objects refer to it';
const IDENTITY: readonly FixedField[] = [
  [['apiVersion'], REFERRED, 'remove it: an overlay changes fields of the object, not what it is'],
  [['kind'], REFERRED, 'remove it: an overlay changes fields of the object, not what it is'],
  [['metadata', 'name'], REFERRED, "give the construct { name: '…' }"],
  [['metadata', 'namespace'], REFERRED, "give the chart { namespace: '…' }"],
];

/** An overlay of one object; of `more` fields others say what they are. */
export function overlayBut(...more: readonly FixedField[]): Reader<ReadOverlay> {
  const fixed = [...IDENTITY, ...more];
  return {
    allowed: ALLOWED,
    fallback: {},
    read(value, at) {
      const read = plainData.read(value, at);
      if (!isObject(read)) return read === undefined && value !== undefined ? {} : wrong(value, at, ALLOWED, {});
      for (const [path, why, fix] of fixed) {
        const got = path.reduce<unknown>(
          (found, key) => (isObject(found) ? (found as ReadOverlay)[key] : undefined),
          read,
        );
        if (got === undefined) continue;
        const here = path.reduce((place, key) => place.key(key), at);
        const what = `is not for an overlay: ${why}`;
        here.complain({ rule: 'overlay-of-identity', what, got, allowed: 'other fields', fix });
      }
      return read as ReadOverlay;
    },
  };
}

/** An overlay of one object. */
export const overlay: Reader<ReadOverlay> = overlayBut();

/** Overlays of the objects of one kind, by their names; `'*'` is for each of them. */
export function overlaysByName(one: Reader<ReadOverlay> = overlay): Reader<Readonly<Record<string, ReadOverlay>>> {
  return map(one, undefined, "the objects' names, or '*' for each");
}
