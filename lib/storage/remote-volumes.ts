import { objectName } from '../input/names';
import { optional, required, shape } from '../input/reader';
import { map, nonEmptyText, text, textThat } from '../input/readers';
import { VOLUME_FIELDS, type VolumeProps } from './mount-points';
import type { VolumeKind } from './volume-kind';

/** A folder of an NFS server. */
export interface NfsProps extends VolumeProps {
  /** The server's host name or address. */
  readonly server: string;
  /** The folder that it exports. */
  readonly path: string;
}

/** A host name or an address: kubelet hands it to mount as it is. */
export const nfsServer = textThat("a host name or an address, such as 'nfs.example.com'", (server) =>
  /^[\w.:[\]-]+$/.test(server),
);

/** k8s.io/kubernetes pkg/apis/core/validation, validateNFSVolumeSource. */
export const nfsPath = textThat(
  "an absolute path of the server, such as '/exports/web'",
  (path) => /^\/[^\0]*$/.test(path),
  (path) => (/^[^/.]/.test(path) ? `write '/${path}'` : undefined),
);

const NFS_SHAPE = shape<NfsProps>()('Storage.nfs', {
  ...VOLUME_FIELDS,
  server: required(nfsServer),
  path: required(nfsPath),
});

export const NFS: VolumeKind<typeof NFS_SHAPE.fallback> = {
  shape: NFS_SHAPE,
  part: ({ server, path, readOnly }) => ({ source: { nfs: { server, path, readOnly } } }),
};

/** A volume that a CSI driver makes for the Pod and that goes with it, such as one of secrets from a store. */
export interface CsiProps extends VolumeProps {
  /** The driver's name, such as `secrets-store.csi.k8s.io`. */
  readonly driver: string;
  /** What the driver asks for. @default - nothing */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The file system. @default - the driver decides */
  readonly fsType?: string;
  /** The Secret that the driver gets for mounting, in the same namespace. @default - none */
  readonly nodePublishSecret?: string;
}

/** k8s.io/kubernetes pkg/apis/core/validation, ValidateCSIDriverName. */
export const csiDriver = textThat(
  "a CSI driver's name of at most 63 characters, such as 'secrets-store.csi.k8s.io'",
  (name) =>
    name.length <= 63 &&
    /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/.test(name),
);

const CSI_SHAPE = shape<CsiProps>()('Storage.csi', {
  ...VOLUME_FIELDS,
  driver: required(csiDriver),
  attributes: optional(map(text)),
  fsType: optional(nonEmptyText),
  nodePublishSecret: optional(objectName),
});

export const CSI: VolumeKind<typeof CSI_SHAPE.fallback> = {
  shape: CSI_SHAPE,
  part: ({ driver, attributes, fsType, nodePublishSecret, readOnly }) => ({
    source: {
      csi: {
        driver,
        fsType,
        readOnly,
        nodePublishSecretRef: nodePublishSecret === undefined ? undefined : { name: nodePublishSecret },
        volumeAttributes: attributes,
      },
    },
  }),
};
