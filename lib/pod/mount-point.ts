import { containerPath, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, oneOf } from '../input/readers';
import type { MountPoint } from './mounts';

/** Whether a mount also sees what is mounted later: on the node, or by the container. */
export type MountPropagation = 'None' | 'HostToContainer' | 'Bidirectional';

/** One path of the container at which a volume is mounted. */
export interface MountPointProps {
  /** The path in the container. */
  readonly mountPath: string;
  /** Whether the container can't write there. @default - what the volume says for the main container, else false */
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

const FIELDS = {
  mountPath: required(containerPath),
  readOnly: optional(flag),
  subPath: optional(pathInFolder),
  mountPropagation: optional(oneOf<MountPropagation>('None', 'HostToContainer', 'Bidirectional')),
  recursiveReadOnly: optional(oneOf<'Enabled' | 'IfPossible' | 'Disabled'>('Enabled', 'IfPossible', 'Disabled')),
};

export const MOUNT_POINT = shape<MountPointProps>()('a mount', FIELDS);

/** A mount as the API spells it. */
export function mountFields(read: ReadOf<typeof FIELDS>): MountPoint {
  const { subPath, ...mount } = read;
  return { ...mount, ...subPathFields(subPath) };
}

/** The API keeps paths with variables in a field of their own. */
export function subPathFields(subPath: string | undefined): Pick<MountPoint, 'subPath' | 'subPathExpr'> {
  return subPath?.includes('$(') ? { subPathExpr: subPath } : { subPath };
}

/** What the API server refuses together: k8s.io/kubernetes pkg/apis/core/validation, validateMountRecursiveReadOnly. */
export function checkMount(
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
