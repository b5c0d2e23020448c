import { containerPath, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, list, oneOf } from '../input/readers';
import type { MountPoint } from '../pod/mounts';

/** Whether a mount also sees what is mounted later: on the node, or by the container. */
export type MountPropagation = 'None' | 'HostToContainer' | 'Bidirectional';

/** One path of the container at which a volume is mounted. */
export interface MountPointProps {
  /** The path in the container. */
  readonly mountPath: string;
  /** Whether the container can't write there. @default - what the volume says */
  readonly readOnly?: boolean;
  /**
   * A folder or file of the volume that is mounted instead of its root. Variables of the container such as `$(POD_NAME)`
   * are expanded: it is then emitted as subPathExpr.
   * @default - the root
   */
  readonly subPath?: string;
  /**
   * Whether mounts that come later are seen: 'HostToContainer' sees those of the node, 'Bidirectional' (privileged
   * containers only) also shows its own to the node.
   * @default 'None'
   */
  readonly mountPropagation?: MountPropagation;
  /**
   * Whether mounts below a read-only one are read-only too. 'Enabled' fails on nodes that can't.
   * @default 'Disabled'
   */
  readonly recursiveReadOnly?: 'Enabled' | 'IfPossible' | 'Disabled';
}

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

const MOUNT_POINT = shape<MountPointProps>()('a mount', {
  mountPath: required(containerPath),
  readOnly: optional(flag),
  subPath: optional(pathInFolder),
  mountPropagation: optional(oneOf<MountPropagation>('None', 'HostToContainer', 'Bidirectional')),
  recursiveReadOnly: optional(oneOf<'Enabled' | 'IfPossible' | 'Disabled'>('Enabled', 'IfPossible', 'Disabled')),
});

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
      ...mounts.map(({ subPath, ...mount }) => ({
        ...mount,
        readOnly: mount.readOnly ?? whole,
        ...subPathFields(subPath),
      })),
    ],
    mountPlaces: [
      ...(mountPath === undefined ? [] : [at.key('mountPath')]),
      ...mounts.map((_, index) => at.key('mounts').item(index).key('mountPath')),
    ],
  };
}

/** The API keeps paths with variables in a field of their own. */
function subPathFields(subPath: string | undefined): Pick<MountPoint, 'subPath' | 'subPathExpr'> {
  return subPath?.includes('$(') ? { subPathExpr: subPath } : { subPath };
}

/** What the API server refuses together: k8s.io/kubernetes pkg/apis/core/validation, validateMountRecursiveReadOnly. */
function checkMount(
  mount: Pick<MountPointProps, 'recursiveReadOnly' | 'mountPropagation'>,
  readOnly: boolean | undefined,
  at: Place,
): void {
  const { recursiveReadOnly = 'Disabled', mountPropagation = 'None' } = mount;
  if (recursiveReadOnly !== 'Disabled' && (!readOnly || mountPropagation !== 'None')) {
    at.key('recursiveReadOnly').complain({
      rule: 'mount-conflict',
      what: readOnly
        ? `is given with mountPropagation ${mountPropagation}`
        : 'is given for a mount that is not readOnly',
      got: recursiveReadOnly,
      allowed: 'a mount with readOnly: true and without mountPropagation',
      fix: readOnly ? 'remove mountPropagation' : 'write readOnly: true',
    });
  }
}
