import { quantityValue } from '../../input/quantities';
import { type Claim, claimsIn } from '../../manifests/claims';
import type { Manifest } from '../../manifests/manifest';
import { at, items, matches } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** One claim that will be there, and the manifest that makes it. */
interface Wanted extends Claim {
  readonly manifest: number;
  readonly name: string;
}

/**
 * Every claim of a class whose volumes are static finds a volume of its own: of its class, large enough, with its access
 * modes, its volume mode and its labels, and not kept for another claim. Which classes are static is known where their
 * volumes, or a StorageClass without a provisioner, are in the set. A claim that asks for labels takes static volumes only:
 * «a PVC with a non-empty selector can't have a PV dynamically provisioned for it»
 * (kubernetes.io/docs/concepts/storage/persistent-volumes, «Selector»).
 */
export const claimFindsVolume: Rule = {
  name: 'claim-without-volume',
  severity: 'unsafe',
  *check({ manifests }) {
    const volumes = manifests.filter(({ kind }) => kind === 'PersistentVolume');
    const { fixed, provisioned } = classesOf(manifests, volumes);
    if (fixed.size + provisioned.size === 0) return;
    const searches = (spec: unknown) => {
      const name = at(spec, 'storageClassName');
      return fixed.has(name) || (provisioned.has(name) && at(spec, 'selector') !== undefined);
    };
    const wanted = manifests.flatMap((manifest, index) =>
      claimsIn(manifest)
        .filter(({ spec }) => searches(spec))
        .flatMap((claim) => claim.names.map((name) => ({ ...claim, manifest: index, name }))),
    );
    for (const claim of withoutVolume(wanted, volumes)) {
      const ofClass = volumes.filter((volume) => at(volume, 'spec', 'storageClassName') === classOf(claim));
      yield {
        manifest: claim.manifest,
        what: `${claim.path} finds no volume: the claim ${claim.name} would stay Pending`,
        got: describeSpec(claim.spec),
        allowed: ofClass.map(describeVolume).slice(0, 5).join('; ') || 'none: the class has no volumes here',
        fix: provisioned.has(classOf(claim))
          ? 'remove volumeLabels: no provisioner gives volumes by their labels'
          : `add a volume of class '${classOf(claim)}' that fits, or ask for less`,
      };
    }
  },
};

/** The classes whose volumes nobody provisions, and those of which the set says who does. */
export function classesOf(manifests: readonly Manifest[], volumes: readonly Manifest[]) {
  const fixed = new Set(volumes.map((volume) => at(volume, 'spec', 'storageClassName')));
  const provisioned = new Set<unknown>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'StorageClass') continue;
    const name = manifest.metadata?.name;
    if (at(manifest, 'provisioner') === 'kubernetes.io/no-provisioner') fixed.add(name);
    else {
      fixed.delete(name);
      provisioned.add(name);
    }
  }
  fixed.delete(undefined);
  return { fixed, provisioned };
}

/** The claims that get no volume when as many as possible get one: augmenting paths, as Kuhn found them. */
function withoutVolume(wanted: readonly Wanted[], volumes: readonly Manifest[]): readonly Wanted[] {
  const holder = new Map<Manifest, Wanted>();
  const byClass = new Map<unknown, Manifest[]>();
  for (const volume of volumes) {
    const name = at(volume, 'spec', 'storageClassName');
    byClass.set(name, [...(byClass.get(name) ?? []), volume]);
  }
  const place = (claim: Wanted, tried: Set<Manifest>): boolean => {
    for (const volume of byClass.get(classOf(claim)) ?? []) {
      if (tried.has(volume) || !fits(claim, volume)) continue;
      tried.add(volume);
      const other = holder.get(volume);
      if (other && !place(other, tried)) continue;
      holder.set(volume, claim);
      return true;
    }
    return false;
  };
  return wanted.filter((claim) => !place(claim, new Set()));
}

function classOf({ spec }: Claim): unknown {
  return at(spec, 'storageClassName');
}

/** k8s.io/component-helpers storage/volume, FindMatchingVolume. */
function fits(claim: Wanted, volume: Manifest): boolean {
  const { spec } = claim;
  const kept = at(volume, 'spec', 'claimRef');
  // Where the deployer decides on the namespace, the name alone says whose it is.
  const elsewhere = claim.namespace !== '' && at(kept, 'namespace') !== claim.namespace;
  if (kept && (at(kept, 'name') !== claim.name || elsewhere)) return false;
  const name = at(spec, 'volumeName');
  if (typeof name === 'string' && name !== volume.metadata?.name) return false;
  const modes = items(at(volume, 'spec', 'accessModes'));
  return (
    size(at(volume, 'spec', 'capacity', 'storage')) >= size(at(spec, 'resources', 'requests', 'storage')) &&
    items(at(spec, 'accessModes')).every((mode) => modes.includes(mode)) &&
    (at(volume, 'spec', 'volumeMode') ?? 'Filesystem') === (at(spec, 'volumeMode') ?? 'Filesystem') &&
    (at(volume, 'spec', 'volumeAttributesClassName') ?? '') === (at(spec, 'volumeAttributesClassName') ?? '') &&
    matches(labels(at(spec, 'selector', 'matchLabels')), labels(at(volume, 'metadata', 'labels')))
  );
}

function labels(value: unknown): Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

function size(value: unknown): number {
  return quantityValue(String(value)) ?? 0;
}

function describeSpec(spec: unknown): string {
  const name = at(spec, 'volumeName');
  const named = typeof name === 'string' ? [`volume ${name}`] : [];
  return [describe(spec, at(spec, 'resources', 'requests'), at(spec, 'selector', 'matchLabels')), ...named].join(', ');
}

function describeVolume(volume: Manifest): string {
  const kept = at(volume, 'spec', 'claimRef', 'name');
  const spec = at(volume, 'spec');
  const said = describe(spec, at(spec, 'capacity'), at(volume, 'metadata', 'labels'));
  return `${volume.metadata?.name}: ${said}${kept ? ` for ${kept}` : ''}`;
}

/** What decides whether a volume fits, beside its class. */
function describe(spec: unknown, sizes: unknown, labelled: unknown): string {
  const modes = items(at(spec, 'accessModes')).map(String).join(', ');
  const pairs = Object.entries(labels(labelled)).map(([key, value]) => `${key}=${value}`);
  const attributes = at(spec, 'volumeAttributesClassName');
  return [
    `${at(sizes, 'storage')} ${modes}`,
    ...(at(spec, 'volumeMode') === 'Block' ? ['Block'] : []),
    ...(attributes ? [`VolumeAttributesClass ${attributes}`] : []),
    ...(pairs.length > 0 ? [`labels ${pairs.join(', ')}`] : []),
  ].join(', ');
}
