import type { Place } from '../input/place';
import { nearest } from '../kubernetes/nearest';
import type { DataEntry } from './content';

/** A ConfigMap or a Secret of ours, as those see it who use it. */
export interface DataSource {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Undefined where the deployer decides. */
  readonly namespace?: string;
  /** The object's name as it is emitted: complete when rendered, as that of a content-named ConfigMap follows its data. */
  emittedName(): string;
  /** The keys; undefined where they are not known. Complete when rendered. */
  keys(): readonly string[] | undefined;
  /** What a ConfigMap of ours holds; complete when rendered. */
  readonly files?: () => readonly DataEntry[];
  /** The same where a change of it must roll the Pods. */
  readonly entries?: () => readonly DataEntry[];
}

/** That a workload uses a source: some keys of it, or all. */
export interface DataUse {
  readonly source: DataSource;
  readonly keys?: readonly string[];
}

/** The key of a file: keys stand for themselves. */
export function keyOf(source: DataSource, keyOrPath: string): string {
  const entries = source.files?.() ?? [];
  const found = entries.find(({ key }) => key === keyOrPath) ?? entries.find(({ path }) => path === keyOrPath);
  return found?.key ?? keyOrPath;
}

/** Complains, when the app is complete, about keys that a source does not have and about a source in another namespace. */
export function checkUse(source: DataSource, keys: readonly string[], optional: boolean, at: Place): void {
  at.whenComplete((place, namespace) => {
    if (source.namespace !== undefined && namespace !== undefined && source.namespace !== namespace) {
      place.complain({
        rule: 'other-namespace',
        severity: 'unsafe',
        what: `is a ${source.kind} in another namespace: the Pods would not start`,
        got: `${source.emittedName()} in ${source.namespace}`,
        allowed: `a ${source.kind} in ${namespace}`,
        fix: `make the ${source.kind} in a chart of namespace ${namespace}`,
      });
    }
    const known = source.keys();
    if (optional || known === undefined) return;
    for (const key of keys) {
      if (known.includes(keyOf(source, key))) continue;
      place.complain({
        rule: 'unknown-key',
        severity: 'unsafe',
        what: `asks for a key that the ${source.kind} ${source.emittedName()} does not have: the Pods would not start`,
        got: key,
        allowed: known.join(', ') || 'none: it is empty',
        fix: `write ${nearest(key, known) ?? known[0] ?? 'a key'}, or add ${key} to the ${source.kind}`,
      });
    }
  });
}
