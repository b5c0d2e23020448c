import { ApiObject, JsonPatch } from 'cdk8s';
import type { Complaint } from '../errors/problem';
import { operationsOf } from './lost-patches';

/** The JsonPatch at which the rendering of an object fails, as a complaint; undefined if it fails elsewhere. */
export function failedPatch(object: ApiObject): Complaint | undefined {
  const operations = operationsOf(object);
  let document = unpatched(object);
  if (document === undefined) return undefined;
  for (const { op, path, from, value } of operations) {
    try {
      document = JsonPatch.apply(document, { _toJson: () => ({ op, path, from, value }) } as unknown as JsonPatch);
    } catch {
      const isOtherValue = op === 'test' && missingAbove(document, path) === undefined;
      const got = op === 'copy' || op === 'move' ? `${op} from ${from} to ${path}` : `${op} ${path}`;
      return {
        severity: 'invalid',
        rule: 'wrong-patch',
        what: `the JsonPatch «${got}» cannot be applied: ${isOtherValue ? 'the object has another value there' : 'the object has nothing there'}`,
        got,
        allowed: 'a path whose parent the object has (RFC 6902); for a test, the value that it has there',
        fix: fixFor(document, op, path),
      };
    }
  }
  return undefined;
}

function fixFor(document: unknown, op: string, path: string): string {
  const missing = missingAbove(document, path);
  if (missing === undefined) return 'correct the path, or remove the patch';
  if (op !== 'add') return `correct the path: there is no ${missing}; or remove the patch`;
  return `correct the path; or add what is above it first: JsonPatch.add('${missing}', {})`;
}

/** The first part of a path above its end that is missing. */
function missingAbove(document: unknown, path: string): string | undefined {
  const keys = path.split('/').slice(1);
  let value = document;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    value = (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')];
    if (typeof value !== 'object' || value === null) return `/${keys.slice(0, index + 1).join('/')}`;
  }
  return undefined;
}

/** The object without its patches; undefined if it cannot be rendered for another reason. */
function unpatched(object: ApiObject): unknown {
  const holder = object as unknown as { patches?: readonly unknown[] };
  const { patches } = holder;
  try {
    holder.patches = [];
    return ApiObject.prototype.toJson.call(object);
  } catch {
    return undefined;
  } finally {
    holder.patches = patches;
  }
}
