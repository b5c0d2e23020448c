import { Choice, choice } from '../input/choice';
import { labelValue, nameOf, objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, required, type ShapeReader, shape } from '../input/reader';
import { flag, list, map, nonEmptyText, text } from '../input/readers';
import type { PersistentVolumeSpec } from '../kubernetes/generated';
import type { AccessMode } from './claim';
import { type HostPathType, hostPathType, nodePath } from './node-volumes';
import { csiDriver, nfsPath, nfsServer } from './remote-volumes';

/** A volume of a pool. */
export interface PoolVolumeProps {
  /** The PersistentVolume's name. @default - `<pool>-<place in the list>`: append to the list, never insert */
  readonly name?: string;
}

/** A folder of an NFS server. */
export interface NfsPoolVolumeProps extends PoolVolumeProps {
  /** The server's host name or address. */
  readonly server: string;
  /** The folder that it exports: one for each volume. */
  readonly path: string;
  /** Whether nobody can write to it. @default false */
  readonly readOnly?: boolean;
}

/** A disk or a folder of certain nodes, which Pods follow. */
export interface LocalPoolVolumeProps extends PoolVolumeProps {
  /** The path on the node: a mounted disk, a folder that exists, or a block device. */
  readonly path: string;
  /** The nodes that have it, by `kubernetes.io/hostname`: mostly one. */
  readonly nodes: readonly string[];
  /** The file system that a block device is formatted with. @default - it is mounted as it is */
  readonly fsType?: string;
}

/** A path of whatever node the Pod is on: for clusters of a single node. */
export interface HostPathPoolVolumeProps extends PoolVolumeProps {
  /** The path on the node. */
  readonly path: string;
  /** What must be there. @default - nothing is checked */
  readonly type?: HostPathType;
}

/** A Secret of any namespace, for a CSI driver. */
export interface SecretReferenceProps {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** A volume that exists already behind a CSI driver. */
export interface CsiPoolVolumeProps extends PoolVolumeProps {
  /** The driver's name, such as `ebs.csi.aws.com`. */
  readonly driver: string;
  /** The volume's id, as the driver knows it. */
  readonly handle: string;
  /** What the driver asks for. @default - nothing */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The file system. @default - the driver decides */
  readonly fsType?: string;
  /** Whether nobody can write to it. @default false */
  readonly readOnly?: boolean;
  /** The Secret that the driver gets when it stages the volume on a node. @default - none */
  readonly nodeStageSecret?: SecretReferenceProps;
}

const NAME = { name: optional(objectName) };
const NFS_SHAPE = shape<NfsPoolVolumeProps>()('PoolVolume.nfs', {
  ...NAME,
  server: required(nfsServer),
  path: required(nfsPath),
  readOnly: optional(flag),
});
const LOCAL_SHAPE = shape<LocalPoolVolumeProps>()('PoolVolume.local', {
  ...NAME,
  path: required(nodePath),
  nodes: required(list(labelValue)),
  fsType: optional(nonEmptyText),
});
const HOST_PATH_SHAPE = shape<HostPathPoolVolumeProps>()('PoolVolume.hostPath', {
  ...NAME,
  path: required(nodePath),
  type: optional(hostPathType),
});
const SECRET_REFERENCE = shape<SecretReferenceProps>()('a Secret', {
  name: required(objectName),
  namespace: required(nameOf('dns-1123-label', 'a namespace')),
});
const CSI_SHAPE = shape<CsiPoolVolumeProps>()('PoolVolume.csi', {
  ...NAME,
  driver: required(csiDriver),
  handle: required(nonEmptyText),
  attributes: optional(map(text)),
  fsType: optional(nonEmptyText),
  readOnly: optional(flag),
  nodeStageSecret: optional(SECRET_REFERENCE),
});

/** The kinds of static volumes. */
export type PoolVolumeType = 'nfs' | 'local' | 'hostPath' | 'csi';

/** A volume of a pool, as read. */
export interface ReadPoolVolume {
  readonly name?: string;
  readonly type: PoolVolumeType;
  readonly fields: Pick<PersistentVolumeSpec, PoolVolumeType | 'nodeAffinity'>;
}

/**
 * The access modes that each kind can give (kubernetes.io/docs/concepts/storage/persistent-volumes, «Access Modes»; local
 * disks are of one node). What a CSI driver gives, only it knows; ReadWriteOncePod only such volumes have.
 */
export const ACCESS_MODES: Readonly<Record<PoolVolumeType, readonly AccessMode[]>> = {
  nfs: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  local: ['ReadWriteOnce'],
  hostPath: ['ReadWriteOnce'],
  csi: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
};

/** Which kinds can be emptied for the next claim: the same page, «Recycle». */
export const RECYCLED: readonly PoolVolumeType[] = ['nfs', 'hostPath'];

/**
 * Which kinds nothing in Kubernetes deletes: «no deletable volume plugin matched», and the volume is Failed for good, unless
 * an external provisioner looks after it (kubernetes/kubernetes, pkg/controller/volume/persistentvolume, findDeletablePlugin).
 */
export const NEVER_DELETED: readonly PoolVolumeType[] = ['nfs', 'local'];

/** By which annotation a volume names that provisioner. */
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';

/** Which kinds can be devices: kubernetes.io/docs/concepts/storage/persistent-volumes, «Raw Block Volume Support». */
export const BLOCK: readonly PoolVolumeType[] = ['local', 'csi'];

/** One static volume of a PersistentVolumePool. */
export class PoolVolume extends Choice<ReadPoolVolume> {
  /** A folder of an NFS server. */
  static nfs(props: NfsPoolVolumeProps): PoolVolume {
    return PoolVolume.of('nfs', NFS_SHAPE, props, ({ server, path, readOnly }) => ({
      nfs: { server, path, readOnly },
    }));
  }

  /** A disk or a folder of certain nodes: Pods that use it run there and nowhere else. */
  static local(props: LocalPoolVolumeProps): PoolVolume {
    return PoolVolume.of('local', LOCAL_SHAPE, props, ({ path, nodes, fsType }, at) => {
      if (nodes.length === 0) {
        at.key('nodes').complain({
          rule: 'local-without-node',
          what: 'is empty: a local volume is on certain nodes',
          got: nodes,
          allowed: 'at least one node',
          fix: "write nodes: ['worker-1']",
        });
      }
      const onNodes = { key: 'kubernetes.io/hostname', operator: 'In' as const, values: nodes };
      return {
        local: { path, fsType },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [onNodes] }] } },
      };
    });
  }

  /** A path of the node that the Pod is on: right for one node only; elsewhere a local volume follows its data. */
  static hostPath(props: HostPathPoolVolumeProps): PoolVolume {
    return PoolVolume.of('hostPath', HOST_PATH_SHAPE, props, ({ path, type }) => ({ hostPath: { path, type } }));
  }

  /** A volume that exists already behind a CSI driver. */
  static csi(props: CsiPoolVolumeProps): PoolVolume {
    return PoolVolume.of(
      'csi',
      CSI_SHAPE,
      props,
      ({ driver, handle, attributes, fsType, readOnly, nodeStageSecret }) => ({
        csi: {
          driver,
          volumeHandle: handle,
          fsType,
          readOnly,
          volumeAttributes: attributes,
          nodeStageSecretRef: nodeStageSecret,
        },
      }),
    );
  }

  private static of<R extends { readonly name: string | undefined }>(
    type: PoolVolumeType,
    reader: ShapeReader<R>,
    props: unknown,
    fields: (read: R, at: Place) => ReadPoolVolume['fields'],
  ): PoolVolume {
    return new PoolVolume('PoolVolume', (at) => {
      const read = reader.read(props, at);
      return { name: read.name, type, fields: fields(read, at) };
    });
  }
}

const EXAMPLE = "PoolVolume.nfs({ server: 'nfs.example.com', path: '/exports/0' })";
export const poolVolume = choice<ReadPoolVolume>('PoolVolume', EXAMPLE, { type: 'csi', fields: {} });
