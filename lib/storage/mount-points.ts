import { containerPath, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf } from '../input/reader';
import { flag, list } from '../input/readers';
import { checkMount, MOUNT_POINT, type MountPointProps, mountFields, subPathFields } from '../pod/mount-point';
import type { MountPoint } from '../pod/mounts';

/** Where the main container has a volume. Init containers and sidecars mount it by its name. */
export interface VolumeProps {
  /**
   * The path in the container.
   * @default - none: only init containers or sidecars mount it, or `mounts` says where
   */
  readonly mountPath?: string;
  /** Whether the container can't write to it. @default false */
  readonly readOnly?: boolean;
  /**
   * A folder or file of the volume that is mounted at `mountPath` instead of its root, where `lost+found` may stand.
   * Variables of the container such as `$(POD_NAME)` are expanded: it is then emitted as subPathExpr.
   * @default - the root
   */
  readonly subPath?: string;
  /**
   * More paths at which the container has it, and what is rare: mountPropagation, recursiveReadOnly.
   * @default - none
   */
  readonly mounts?: readonly MountPointProps[];
}

export const VOLUME_FIELDS = {
  mountPath: optional(containerPath),
  readOnly: optional(flag),
  subPath: optional(pathInFolder),
  mounts: optional(list(MOUNT_POINT)),
};

/** Where a volume is mounted, with the places of the paths. */
export interface ReadMounts {
  readonly mounts: readonly MountPoint[];
  readonly mountPlaces: readonly Place[];
}

/** The mounts that a volume's props ask for. `readOnly` is for volumes that nobody can write to. */
export function readMounts(read: ReadOf<typeof VOLUME_FIELDS>, at: Place, readOnly?: true): ReadMounts {
  const { mountPath, subPath, mounts = [] } = read;
  const whole = read.readOnly ?? readOnly;
  if (subPath !== undefined && mountPath === undefined) {
    at.key('mountPath').complain({
      rule: 'mount-conflict',
      what: 'is missing, but subPath is given',
      got: subPath,
      allowed: 'subPath together with mountPath',
      fix: 'state mountPath, or write it as one of mounts',
    });
  }
  for (const [index, mount] of mounts.entries()) {
    checkMount(mount, mount.readOnly ?? whole, at.key('mounts').item(index));
  }
  return {
    mounts: [
      ...(mountPath === undefined ? [] : [{ mountPath, readOnly: whole, ...subPathFields(subPath) }]),
      ...mounts.map((mount) => mountFields({ ...mount, readOnly: mount.readOnly ?? whole })),
    ],
    mountPlaces: [
      ...(mountPath === undefined ? [] : [at.key('mountPath')]),
      ...mounts.map((_, index) => at.key('mounts').item(index).key('mountPath')),
    ],
  };
}
