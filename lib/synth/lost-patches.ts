import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import type { Manifest } from '../manifests/manifest';

/** An RFC 6902 operation, as cdk8s's JsonPatch keeps it. */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** What cdk8s keeps to itself. */
interface Patched {
  readonly patches?: readonly { _toJson?(): Operation }[];
}

/** The patches of an object, in their order. */
export function operationsOf(object: ApiObject): readonly Operation[] {
  return ((object as unknown as Patched).patches ?? []).flatMap((patch) => patch._toJson?.() ?? []);
}

/**
 * The paths of JsonPatches that are not in the manifest. The L1 classes of cdk8s-plus and of `cdk8s import` render their
 * own fields out of the patched object, and so drop what they don't know and what a patch spells as the API does.
 */
export function lostPatches(object: ApiObject, manifest: Manifest): readonly string[] {
  if (object.toJson === ApiObject.prototype.toJson) return [];
  const operations = operationsOf(object);
  if (operations.length === 0) return [];
  const patched = ApiObject.prototype.toJson.call(object);
  return operations
    .filter(({ op, path }) => op !== 'test' && !isDeepStrictEqual(valueAt(patched, path), valueAt(manifest, path)))
    .map(({ path }) => path);
}

/** The value at a JSON pointer; a pointer past a list's end (`/-`) is one to the list. */
function valueAt(document: unknown, pointer: string): unknown {
  const keys = pointer.replace(/\/-$/, '').split('/').slice(1);
  return keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], document as unknown);
}
