import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

/**
 * One folder or disk behind two PersistentVolumes, of one pool or of two: the claims of both would write into each other's
 * data. A folder of NFS that many may have is shared on purpose, by claims of two namespaces; a CSI volume can't be: kubelet
 * tells volumes apart by their handle (kubernetes.io/docs/concepts/storage/volumes, «csi», volumeHandle).
 */
export const volumeTwice: Rule = {
  name: 'volume-twice',
  severity: 'unsafe',
  kinds: ['PersistentVolume'],
  *check({ manifests }) {
    const first = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      const places = placesOf(manifest);
      const also = places.map((place) => first.get(place)).find((other) => other !== undefined);
      for (const place of places) if (!first.has(place)) first.set(place, index);
      if (also === undefined) continue;
      const other = manifests[also]!;
      if (sharedFolder(manifest) && sharedFolder(other)) continue;
      yield {
        manifest: index,
        also,
        what: `${manifest.metadata?.name} is the same place as the PersistentVolume ${other.metadata?.name}: two claims would write into each other's data`,
        got: places[0]!,
        allowed: 'a folder or disk of its own for each volume',
        fix: 'give each volume a folder or disk of its own',
      };
    }
  },
};

/** Where a volume is: once for each node that has it. */
function placesOf(manifest: Manifest): readonly string[] {
  const source = (kind: string, key: string) => at(manifest, 'spec', kind, key);
  const handle = source('csi', 'volumeHandle');
  if (typeof handle === 'string') return [`${source('csi', 'driver')} ${handle}`];
  const folder = source('nfs', 'path');
  if (typeof folder === 'string') return [`${source('nfs', 'server')}:${trimmed(folder)}`];
  // A local volume and a path of the node are the same folder.
  const path = source('local', 'path') ?? source('hostPath', 'path');
  return typeof path === 'string' ? nodesOf(manifest).map((node) => `${trimmed(path)} of ${node}`) : [];
}

function nodesOf(manifest: Manifest): readonly string[] {
  const terms = items(at(manifest, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'));
  if (terms.length === 0) return ['whatever node the Pod is on'];
  return terms.flatMap((term) => {
    const [only, ...more] = items(at(term, 'matchExpressions'));
    const values = items(at(only, 'values')).map(String);
    const byName = more.length === 0 && at(only, 'operator') === 'In';
    return byName ? values.map((value) => `${at(only, 'key')} ${value}`) : [JSON.stringify(term)];
  });
}

function trimmed(path: string): string {
  return path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}

function sharedFolder(manifest: Manifest): boolean {
  const modes = items(at(manifest, 'spec', 'accessModes'));
  const many = modes.every((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');
  return at(manifest, 'spec', 'nfs') !== undefined && many;
}
