import { complainTwice } from '../input/names';
import type { Place } from '../input/place';
import type { Volume, VolumeMount } from '../kubernetes/generated';

/** Something at a path of the container: the mount, and the Pod's volume unless a claim template provides it. */
export interface Mount {
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
  /** The volume's source, such as `{ emptyDir: {} }`. */
  readonly source?: Omit<Volume, 'name'>;
  /** The volume's name, where it is the user's: a claim template's. */
  readonly name?: string;
}

/** Complains about two mounts at one path. `places` are those of the mounts, in the same order. */
export function checkMounts(mounts: readonly Mount[], places: readonly Place[]): void {
  complainTwice(
    mounts,
    (mount) => mount.mountPath.replace(/\/+$/, ''),
    (index) => places[index]!,
    (path, first) => ({
      rule: 'duplicate-mount-path',
      what: `is mounted twice, also as ${places[first]!.path}`,
      fix: `keep one of the two, or mount one below ${path}/`,
    }),
  );
}

/** A mount whose volume has its name. */
export type NamedMount = Mount & { readonly name: string };

/** Names the volumes that the user gave no name. */
export function namedMounts(mounts: readonly Mount[]): readonly NamedMount[] {
  const taken = new Set(mounts.flatMap(({ name }) => name ?? []));
  return mounts.map((mount) => ({ ...mount, name: mount.name ?? freeName(mount.mountPath, taken) }));
}

/** What a container mounts. */
export function volumeMountFields(mounts: readonly NamedMount[]): readonly VolumeMount[] | undefined {
  if (mounts.length === 0) return undefined;
  return mounts.map(({ name, mountPath, readOnly, subPath }) => ({ name, mountPath, readOnly, subPath }));
}

/** The Pod's volumes. */
export function volumeFields(mounts: readonly NamedMount[]): readonly Volume[] | undefined {
  const volumes = mounts.flatMap(({ name, source }) => (source ? [{ name, ...source }] : []));
  return volumes.length > 0 ? volumes : undefined;
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
