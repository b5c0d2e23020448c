import { quantityValue } from '../../input/quantities';
import { type Claim, claimsIn } from '../../manifests/claims';
import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, POD_KINDS } from '../../manifests/workloads';
import type { FoundWithin, Rule } from '../rule';
import { classesOf } from './claim-finds-volume';

/**
 * A claim that is to be filled gets a new volume that can take what it is filled with: of a class that provisions, at least
 * as large as its source, and of the same volume mode. Sources: kubernetes.io/docs/concepts/storage/volume-pvc-datasource
 * («only available for dynamic provisioners», «the same or larger», «the same VolumeMode»); kubernetes-csi
 * external-provisioner («requested volume size is less than the size for the source snapshot»).
 */
export const claimSource: Rule = {
  name: 'claim-cannot-be-filled',
  severity: 'unsafe',
  kinds: ['PersistentVolume', 'StorageClass', 'PersistentVolumeClaim', 'VolumeSnapshot', ...POD_KINDS],
  *check({ manifests }) {
    const filled = manifests.flatMap((manifest, index) =>
      claimsIn(manifest).flatMap((claim) => (sourceOf(claim) === undefined ? [] : [{ claim, index }])),
    );
    if (filled.length === 0) return;
    const volumes = manifests.filter(({ kind }) => kind === 'PersistentVolume');
    const { fixed } = classesOf(manifests, volumes);
    for (const { claim, index } of filled) {
      const source = sourceOf(claim);
      const manifest = { manifest: index };
      const { path, spec } = claim;
      if (fixed.has(at(spec, 'storageClassName'))) yield { ...manifest, ...staticVolume(claim) };
      const from = cloned(source, claim, manifests) ?? snapshotted(source, claim, manifests);
      if (!from) continue;
      if (from.claim === claim || claim.names.includes(from.name)) {
        yield { ...manifest, ...fromItself(claim) };
        continue;
      }
      const least = at(from.claim.spec, 'resources', 'requests', 'storage');
      const size = at(spec, 'resources', 'requests', 'storage');
      // 0 stands for an error of the size that is reported already.
      if (bytes(size) > 0 && bytes(size) < bytes(least)) {
        yield {
          ...manifest,
          also: from.index,
          what: `${path}.resources.requests.storage is less than what it is filled from: ${from.title}`,
          got: String(size),
          allowed: `${least} or more`,
          fix: `write ${least}`,
        };
      }
      const mode = at(spec, 'volumeMode') ?? 'Filesystem';
      const other = at(from.claim.spec, 'volumeMode') ?? 'Filesystem';
      if (mode === other) continue;
      yield {
        ...manifest,
        also: from.index,
        what: `${path}.volumeMode is another than that of what it is filled from: ${from.title}`,
        got: String(mode),
        allowed: String(other),
        fix: `write volumeMode: '${other}'`,
      };
    }
  },
};

interface Source {
  readonly claim: Claim;
  readonly name: string;
  readonly index: number;
  readonly title: string;
}

function sourceOf({ spec }: Claim): unknown {
  return at(spec, 'dataSource') ?? at(spec, 'dataSourceRef');
}

/** A volume that is there already is bound as it is, and never filled: 1.36 did so without a word. */
function staticVolume({ path, spec }: Claim): FoundWithin {
  return {
    what: `${path} asks for data, but its class has static volumes: it would get one as it is, without that data`,
    got: String(at(spec, 'storageClassName')),
    allowed: 'a class whose CSI driver makes volumes',
    fix: 'name another class, or remove from and copy the data',
  };
}

function fromItself({ path, names }: Claim): FoundWithin {
  return {
    what: `${path} is to be filled from the claim itself`,
    got: names.join(', '),
    allowed: 'another claim, or a snapshot',
    fix: 'give the new claim another name than the one that is cloned',
  };
}

function cloned(source: unknown, { namespace }: Claim, manifests: readonly Manifest[]): Source | undefined {
  const name = at(source, 'name');
  if (at(source, 'kind') !== 'PersistentVolumeClaim' || typeof name !== 'string') return undefined;
  for (const [index, manifest] of manifests.entries()) {
    if (namespaceOf(manifest) !== namespace) continue;
    const claim = claimsIn(manifest).find(({ names }) => names.includes(name));
    if (claim) return { claim, name, index, title: `the claim ${name}` };
  }
  return undefined;
}

/** The claim that the snapshot is of. */
function snapshotted(source: unknown, claim: Claim, manifests: readonly Manifest[]): Source | undefined {
  if (at(source, 'kind') !== 'VolumeSnapshot') return undefined;
  const snapshot = manifests.find(
    (one) =>
      one.kind === 'VolumeSnapshot' &&
      namespaceOf(one) === claim.namespace &&
      one.metadata?.name === at(source, 'name'),
  );
  if (!snapshot) return undefined;
  const name = at(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  const of = cloned({ kind: 'PersistentVolumeClaim', name }, claim, manifests);
  // A claim that is restored in place has the name of the one that the snapshot was taken of.
  if (!of || claim.names.includes(of.name)) return undefined;
  return { ...of, title: `${title(snapshot)}, of the claim ${of.name}` };
}

function bytes(value: unknown): number {
  return quantityValue(String(value)) ?? 0;
}
