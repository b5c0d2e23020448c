import { plainData } from '../input/plain-data';
import { isObject, type Reader, wrong } from '../input/reader';

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

/** What an object is called and where it is, other options say: other objects refer to it. */
const FIXED: readonly (readonly [path: readonly string[], fix: string])[] = [
  [['apiVersion'], 'remove it: an overlay changes fields of the object, not what it is'],
  [['kind'], 'remove it: an overlay changes fields of the object, not what it is'],
  [['metadata', 'name'], "give the construct { name: '…' }"],
  [['metadata', 'namespace'], "give the chart { namespace: '…' }"],
];

/** An overlay of one object. */
export const overlay: Reader<ReadOverlay> = {
  allowed: ALLOWED,
  fallback: {},
  read(value, at) {
    const read = plainData.read(value, at);
    if (!isObject(read)) return read === undefined && value !== undefined ? {} : wrong(value, at, ALLOWED, {});
    for (const [path, fix] of FIXED) {
      const got = path.reduce<unknown>(
        (found, key) => (isObject(found) ? (found as ReadOverlay)[key] : undefined),
        read,
      );
      if (got === undefined) continue;
      const here = path.reduce((place, key) => place.key(key), at);
      here.complain({
        rule: 'overlay-of-identity',
        what: 'is not for an overlay: other objects refer to it',
        got,
        allowed: 'other fields',
        fix,
      });
    }
    return read as ReadOverlay;
  },
};
