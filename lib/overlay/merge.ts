import { isObject } from '../input/reader';
import { type Api, apiOf, type Field, type FieldType } from '../kubernetes/fields';

type Plain = Readonly<Record<string, unknown>>;

/** What the API says of an object's own fields; undefined for kinds that neither Kubernetes nor the Gateway API brings. */
export function fieldsOf(apiVersion: string, kind: string): ReadonlyMap<string, Field> | undefined {
  const known = apiWith(apiVersion).kindOf(apiVersion, kind);
  return known && definedFields(known.definition);
}

/** Both name their groups: `gateway.networking.k8s.io/v1`, and the definitions `gateway-v1.Gateway`. */
function apiWith(name: string): Api {
  return apiOf(name.startsWith('gateway') ? 'gateway-experimental' : 'kubernetes');
}

function definedFields(definition: string): ReadonlyMap<string, Field> {
  return apiWith(definition).definitionOf(definition).fields;
}

/** Puts an overlay over a value of a field: null removes, maps and keyed lists are merged, all else is replaced. */
export function overlaid(base: unknown, over: unknown, field: Field | undefined): unknown {
  if (over === undefined) return base;
  if (over === null) return undefined;
  return withType(base, over, field?.type, field);
}

function withType(base: unknown, over: unknown, type: FieldType | undefined, field: Field | undefined): unknown {
  if (isObject(over)) return mergedMap(isObject(base) ? (base as Plain) : {}, over as Plain, type);
  const keys = field?.keys ?? (field?.mergeKey ? [field.mergeKey] : []);
  if (!Array.isArray(over) || keys.length === 0) return over;
  const item = type?.shape === 'list' ? type.of : undefined;
  return mergedList(Array.isArray(base) ? base : [], over, keys, item);
}

function mergedMap(base: Plain, over: Plain, type: FieldType | undefined): Plain {
  const fields = type?.shape === 'object' ? definedFields(type.definition) : undefined;
  const merged = Object.entries(over).map(([key, value]) => [key, overlaid(base[key], value, fields?.get(key))]);
  return { ...base, ...Object.fromEntries(merged) };
}

/** An item is another's when all keys that it states are equal: the protocol of a port need not be said again. */
function mergedList(
  base: readonly unknown[],
  over: readonly unknown[],
  keys: readonly string[],
  type: FieldType | undefined,
): readonly unknown[] {
  const result = [...base];
  for (const item of over) {
    const stated = isObject(item) ? keys.filter((key) => (item as Plain)[key] !== undefined) : [];
    const index = stated.length === 0 ? -1 : result.findIndex((one) => isSame(one, item as Plain, stated));
    if (index < 0) result.push(item);
    else result[index] = withType(result[index], item, type, undefined);
  }
  return result;
}

function isSame(one: unknown, other: Plain, keys: readonly string[]): boolean {
  return isObject(one) && keys.every((key) => (one as Plain)[key] === other[key]);
}
