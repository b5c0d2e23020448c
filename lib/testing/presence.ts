import { nearest } from '../kubernetes/nearest';
import type { Manifest } from '../manifests/manifest';

/** The names of manifests, each once. */
export function namesOf(manifests: readonly Manifest[]): readonly string[] {
  return [...new Set(manifests.map(({ metadata }) => metadata?.name ?? ''))];
}

/** Which kinds there are instead of the wanted one: `there are 2 Deployment and 1 Service`. */
export function describeKinds(manifests: readonly Manifest[], wanted: string): string {
  if (manifests.length === 0) return 'there are no manifests';
  const counts = new Map<string, number>();
  for (const { kind } of manifests) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const meant = nearest(wanted, counts.keys());
  const near = meant === undefined ? '' : `\n\nDid you mean ${meant}?`;
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`);
  return `there ${manifests.length === 1 ? 'is' : 'are'} ${kinds.join(', ')}${near}`;
}
