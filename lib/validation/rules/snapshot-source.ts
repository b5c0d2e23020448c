import { claimsIn } from '../../manifests/claims';
import { namespaceOf, title } from '../../manifests/identify';
import { at } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** A snapshot of a member's claim is of a member that there is: of another one it waits for ever. */
export const snapshotSource: Rule = {
  name: 'snapshot-of-no-member',
  severity: 'unsafe',
  kinds: ['VolumeSnapshot', 'StatefulSet'],
  *check({ manifests }) {
    const sets = new Map<string, { readonly index: number; readonly names: readonly string[] }>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'StatefulSet') continue;
      for (const { names, namespace } of claimsIn(manifest)) {
        const stem = names[0] && stemOf(names[0]);
        if (stem) sets.set(`${namespace}/${stem}`, { index, names });
      }
    }
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'VolumeSnapshot') continue;
      const name = at(manifest, 'spec', 'source', 'persistentVolumeClaimName');
      const stem = typeof name === 'string' ? stemOf(name) : undefined;
      const set = stem && sets.get(`${namespaceOf(manifest)}/${stem}`);
      if (!set || set.names.includes(name as string)) continue;
      yield {
        manifest: index,
        also: set.index,
        what: `spec.source.persistentVolumeClaimName is the claim of a member that ${title(manifests[set.index]!)} does not have`,
        got: name as string,
        allowed: `${set.names[0]} … ${set.names.at(-1)}`,
        fix: 'name the claim of one of its members',
      };
    }
  },
};

/** `data-db-3` → `data-db` */
function stemOf(name: string): string | undefined {
  return /^(.+)-\d+$/.exec(name)?.[1];
}
