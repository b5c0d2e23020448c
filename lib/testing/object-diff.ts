import { parseAllDocuments } from 'yaml';
import { identityKey, title } from '../manifests/identify';
import { printManifest } from '../manifests/yaml';
import { isManifest } from './serializer';
import { diffYaml } from './text-diff';

/** An object of a YAML text, by what the API server knows it by. */
interface Identified {
  readonly title: string;
  /** The printed form, so that only the data counts. */
  readonly text: string;
}

/** How two versions of a YAML file differ, object by object; raw lines where the objects are equal, or unreadable. */
export function diffObjects(before: string, after: string): readonly string[] {
  if (before.replaceAll('\r\n', '\n') === after) return ['differs in line endings only (CRLF where the app gives LF)'];
  const [old, given] = [readObjects(before), readObjects(after)];
  if (!old || !given) return [`changed\n${indented(diffYaml(before, after))}`];
  const differences = [
    ...[...given].flatMap(([key, object]) => difference(old.get(key), object)),
    ...[...old].flatMap(([key, object]) => (given.has(key) ? [] : [`removed: ${object.title}`])),
  ];
  if (differences.length > 0) return differences;
  if ([...old.keys()].join('\n') !== [...given.keys()].join('\n')) {
    return [`the same objects in another order: ${[...given.values()].map((object) => object.title).join(', ')}`];
  }
  return [`the same objects, written in another way\n${indented(diffYaml(before, after))}`];
}

function difference(old: Identified | undefined, given: Identified): readonly string[] {
  if (!old) return [`added: ${given.title}`];
  return old.text === given.text ? [] : [`changed: ${given.title}\n${indented(diffYaml(old.text, given.text))}`];
}

/** The titles of a file's objects. */
export function titlesOf(text: string): readonly string[] {
  return [...(readObjects(text)?.values() ?? [])].map((object) => object.title);
}

/** Undefined where the text is not YAML, or not of manifests alone. */
function readObjects(text: string): ReadonlyMap<string, Identified> | undefined {
  const objects = new Map<string, Identified>();
  try {
    for (const document of parseAllDocuments(text)) {
      if (document.errors.length > 0) return undefined;
      const value: unknown = document.toJS();
      if (value === null) continue;
      if (!isManifest(value)) return undefined;
      const key = identityKey(value);
      objects.set(objects.has(key) ? `${key} ${objects.size}` : key, {
        title: title(value),
        text: printManifest(value),
      });
    }
    return objects;
  } catch {
    return undefined;
  }
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ');
}
