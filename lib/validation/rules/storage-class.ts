import { nearest } from '../../kubernetes/nearest';
import { claimsIn } from '../../manifests/claims';
import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** Every claim asks for a StorageClass that the platform has: with another, its Pod would stay Pending. */
export const storageClass: Rule = {
  name: 'unknown-storage-class',
  severity: 'unsafe',
  *check({ manifests, cluster }) {
    if (!cluster.storageClasses) return;
    const made = manifests.filter(({ kind }) => kind === 'StorageClass').map(({ metadata }) => metadata?.name ?? '');
    const known = [...cluster.storageClasses.map(({ name }) => name), ...made];
    for (const [index, manifest] of manifests.entries()) {
      for (const { path, name } of classesOf(manifest)) {
        // '' asks for a volume without a class.
        if (name === '' || known.includes(name)) continue;
        yield {
          manifest: index,
          what: `${path} asks for a StorageClass that the platform lacks`,
          got: name,
          allowed: known.join(', ') || 'none: the platform has no StorageClass',
          fix: `write ${nearest(name, known) ?? known[0] ?? 'no class'}, or add ${name} to the platform's storageClasses`,
        };
      }
    }
  },
};

function classesOf(manifest: Manifest): readonly { readonly path: string; readonly name: string }[] {
  return claimsIn(manifest).flatMap(({ path, spec }) => {
    const name = at(spec, 'storageClassName');
    return typeof name === 'string' ? [{ path: `${path}.storageClassName`, name }] : [];
  });
}
