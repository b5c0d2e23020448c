import { createHash } from 'node:crypto';
import type { DataEntry } from './content';
import type { DataUse } from './data-source';

/** The annotation of a Pod template whose change rolls the Pods when their configuration changed. */
export const CONFIG_ANNOTATION = 'cdk8s-statecraft/config';

/**
 * A checksum over what the Pods use of ConfigMaps of ours, whoever added it and in whatever order; undefined when that is
 * nothing. Of the data, not of YAML: another way to print it restarts nothing.
 */
export function configChecksum(uses: readonly DataUse[]): string | undefined {
  const used = new Map<string, Map<string, DataEntry>>();
  for (const { source, keys } of uses) {
    if (!source.entries) continue;
    const entries = used.get(source.emittedName()) ?? new Map<string, DataEntry>();
    used.set(source.emittedName(), entries);
    for (const entry of source.entries()) {
      if (!keys || keys.includes(entry.key) || keys.includes(entry.path)) entries.set(entry.key, entry);
    }
  }
  if (used.size === 0) return undefined;
  const hash = createHash('sha256');
  for (const [name, entries] of sorted(used)) {
    hash.update(JSON.stringify([name, entries.size]));
    hashEntries(hash, [...entries.values()]);
  }
  return hash.digest('hex').slice(0, 16);
}

/** What tells one content from another at the end of a name: 10 characters, as Kustomize's. */
export function contentHash(entries: readonly DataEntry[]): string {
  const hash = createHash('sha256');
  hashEntries(hash, entries);
  return hash.digest('hex').slice(0, 10);
}

function hashEntries(hash: ReturnType<typeof createHash>, entries: readonly DataEntry[]): void {
  for (const [key, { content }] of sorted(new Map(entries.map((entry) => [entry.key, entry])))) {
    const text = typeof content === 'string';
    hash.update(JSON.stringify([key, text ? content : Buffer.from(content).toString('base64'), text]));
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
