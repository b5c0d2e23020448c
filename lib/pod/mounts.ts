import type { DataUse } from '../config/data-source';
import { complainTwice } from '../input/names';
import type { Place } from '../input/place';
import type { Volume, VolumeDevice, VolumeMount } from '../kubernetes/generated';

/** One path of a container at which it has a volume. */
export type MountPoint = Omit<VolumeMount, 'name'>;

/** A volume of the Pod, and where its main container has it. Other containers mount it by its name. */
export interface PodVolume {
  /** Without one it is named after its first path. */
  readonly name?: string;
  /** What it is, such as `{ emptyDir: {} }`; none where a claim template provides it. */
  readonly source?: Omit<Volume, 'name'>;
  /** None where only other containers mount it. */
  readonly mounts: readonly MountPoint[];
  /** Whether it has no file system: `mounts` are then the paths of a block device. */
  readonly block?: boolean;
  /** The sources of ours whose files it holds. */
  readonly use?: DataUse | readonly DataUse[];
}

/** A volume that has its name. */
export type NamedVolume = PodVolume & { readonly name: string };

/** A volume with the props that asked for it. */
export interface PlacedVolume {
  readonly volume: PodVolume;
  /** The places of `mounts`, in their order. */
  readonly mountPlaces: readonly Place[];
  /** Where the user gives its name. */
  readonly namePlace?: Place;
}

/** Complains about two volumes of one name, and about two mounts at one path. */
export function checkVolumes(volumes: readonly PlacedVolume[]): void {
  const named = volumes.filter(({ volume, namePlace }) => volume.name && namePlace);
  complainTwice(
    named,
    ({ volume }) => volume.name!,
    (index) => named[index]!.namePlace!,
    (name, first) => ({
      rule: 'duplicate-volume',
      what: `is also the name of ${named[first]!.namePlace!.path}`,
      fix: `name one of them something else than ${name}`,
    }),
  );
  const mounts = volumes
    .flatMap(({ volume, mountPlaces }) =>
      volume.mounts.map(({ mountPath }, index) => ({ mountPath, place: mountPlaces[index]! })),
    )
    .filter(({ mountPath }) => mountPath !== '');
  complainTwice(
    mounts,
    ({ mountPath }) => mountPath.replace(/\/+$/, ''),
    (index) => mounts[index]!.place,
    (path, first) => ({
      rule: 'duplicate-mount-path',
      what: `is mounted twice, also as ${mounts[first]!.place.path}`,
      fix: `keep one of the two, or mount one below ${path}/`,
    }),
  );
}

/** Names the volumes that the user gave no name. */
export function namedVolumes(volumes: readonly PodVolume[]): readonly NamedVolume[] {
  const taken = new Set(volumes.flatMap(({ name }) => name ?? []));
  return volumes.map((volume) => ({
    ...volume,
    name: volume.name ?? freeName(volume.mounts[0]?.mountPath ?? '', taken),
  }));
}

/** What the main container mounts. */
export function volumeMountFields(volumes: readonly NamedVolume[]): readonly VolumeMount[] | undefined {
  const mounts = volumes.flatMap(({ name, mounts, block }) =>
    block ? [] : mounts.map((mount) => ({ name, ...mount })),
  );
  return mounts.length > 0 ? mounts : undefined;
}

/** The main container's block devices. */
export function volumeDeviceFields(volumes: readonly NamedVolume[]): readonly VolumeDevice[] | undefined {
  const devices = volumes.flatMap(({ name, mounts, block }) =>
    block ? mounts.map(({ mountPath }) => ({ name, devicePath: mountPath })) : [],
  );
  return devices.length > 0 ? devices : undefined;
}

/** The Pod's volumes. */
export function volumeFields(volumes: readonly NamedVolume[]): readonly Volume[] | undefined {
  const fields = volumes.flatMap(({ name, source }) => (source ? [{ name, ...source }] : []));
  return fields.length > 0 ? fields : undefined;
}

/** A volume is named after its path, which no other mount has: `/var/cache/nginx` → `var-cache-nginx`. */
function freeName(mountPath: string, taken: Set<string>): string {
  const slug =
    mountPath
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'root';
  for (let n = 1; ; n++) {
    const name = n === 1 ? slug : `${slug}-${n}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
