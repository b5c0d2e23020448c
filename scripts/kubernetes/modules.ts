import type { ApiHistory, KindHistory } from './history';
import { leafOf, splitName, unwrap } from './openapi';

/** Kinds that a client sends to ask for something, or that only servers write: nobody keeps a manifest of them. */
const NOT_WRITTEN = /List$|Review$|^(Binding|ComponentStatus|ControllerRevision|Eviction|Scale|TokenRequest)$/;
const STABLE = /^v\d+$/;

/**
 * Which group-version has the plain name where several use it: the first of these, then the alphabet. A kind comes before
 * a part of one: `ResourceClaim` is the object, not a container's mention of it.
 */
const PLAIN_NAME_FIRST = ['core-v1', 'apps-v1', 'autoscaling-v2', 'rbac-v1', 'storage-v1'];

/** The kinds of the newest version that users write. */
export function writtenKinds(history: ApiHistory): KindHistory[] {
  return history.kinds.filter(
    ({ gvk, until }) => until === undefined && STABLE.test(gvk.version) && !NOT_WRITTEN.test(gvk.kind),
  );
}

/** The fields of a definition in the newest version, without the `status` of objects. */
export function writtenFields(name: string, history: ApiHistory, objects: ReadonlySet<string>) {
  return [...history.definitions.get(name)!.fields].filter(
    ([key, field]) => field.until === undefined && !(key === 'status' && objects.has(name)),
  );
}

/** All definitions that the kinds lead to, by group-version. */
export function modulesOf(history: ApiHistory, objects: ReadonlySet<string>): Map<string, string[]> {
  const found = new Set(objects);
  for (const name of found) {
    for (const [, field] of writtenFields(name, history, objects)) {
      const leaf = leafOf(unwrap(field.schema).leaf, history.definitions);
      if ('definition' in leaf) found.add(leaf.definition);
    }
  }
  return groupBy([...found].sort(), (name) => splitName(name).module);
}

/** The names that the index gives to definitions: plain, or with the group-version where the plain one is taken. */
export function publicNames(definitions: readonly string[], objects: ReadonlySet<string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, same] of groupBy(definitions, (definition) => splitName(definition).name)) {
    const [first, ...others] = [...same].sort((a, b) => rank(a, objects) - rank(b, objects) || (a < b ? -1 : 1));
    names.set(first!, name);
    for (const other of others) names.set(other, prefix(splitName(other).module) + name);
  }
  return names;
}

function rank(definition: string, objects: ReadonlySet<string>): number {
  const place = PLAIN_NAME_FIRST.indexOf(splitName(definition).module);
  const group = place < 0 ? PLAIN_NAME_FIRST.length : place;
  return objects.has(definition) ? group : group + PLAIN_NAME_FIRST.length + 1;
}

/** `autoscaling-v1` → `AutoscalingV1`. */
function prefix(module: string): string {
  return module.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
