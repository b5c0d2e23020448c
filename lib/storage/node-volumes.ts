import type { Size } from 'cdk8s';
import { bytes } from '../input/quantities';
import { optional, required, shape } from '../input/reader';
import { oneOf, textThat } from '../input/readers';
import { image } from '../pod/image';
import { VOLUME_FIELDS, type VolumeProps } from './mount-points';
import type { VolumeKind } from './volume-kind';

/** An empty folder that goes with the Pod. */
export interface EmptyDirProps extends VolumeProps {
  /** Where it is; what is in 'Memory' counts as memory of the container that wrote it. @default - the node's disk */
  readonly medium?: 'Memory';
  /** How much fits; a Pod that exceeds it is evicted. @default - what the node, or the memory limit, has */
  readonly sizeLimit?: string | Size;
}

const EMPTY_DIR_SHAPE = shape<EmptyDirProps>()('Storage.emptyDir', {
  ...VOLUME_FIELDS,
  medium: optional(oneOf<'Memory'>('Memory')),
  sizeLimit: optional(bytes),
});

export const EMPTY_DIR: VolumeKind<typeof EMPTY_DIR_SHAPE.fallback> = {
  shape: EMPTY_DIR_SHAPE,
  part: ({ medium, sizeLimit }) => ({ source: { emptyDir: { medium, sizeLimit } } }),
};

/** What kubelet checks before it mounts a path of the node. */
export type HostPathType =
  | 'Directory'
  | 'DirectoryOrCreate'
  | 'File'
  | 'FileOrCreate'
  | 'Socket'
  | 'CharDevice'
  | 'BlockDevice';

/** A path of the node. */
export interface HostPathProps extends VolumeProps {
  /** The path on the node. */
  readonly path: string;
  /** What must be there. @default - nothing is checked */
  readonly type?: HostPathType;
}

/** k8s.io/kubernetes pkg/apis/core/validation, validatePathNoBacksteps. */
export const nodePath = textThat(
  "an absolute path of the node, such as '/var/log', without '..'",
  (path) => path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..'),
  (path) => (/^[^/.]/.test(path) ? `write '/${path}'` : undefined),
);

export const hostPathType = oneOf<HostPathType>(
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
  'CharDevice',
  'BlockDevice',
);

const HOST_PATH_SHAPE = shape<HostPathProps>()('Storage.hostPath', {
  ...VOLUME_FIELDS,
  path: required(nodePath),
  type: optional(hostPathType),
});

export const HOST_PATH: VolumeKind<typeof HOST_PATH_SHAPE.fallback> = {
  shape: HOST_PATH_SHAPE,
  part: ({ path, type }) => ({ source: { hostPath: { path, type } }, hostPath: path }),
};

/** The files of an image, or of another OCI artifact. */
export interface ImageVolumeProps extends VolumeProps {
  /** The image, with a tag other than `latest` or with a digest. */
  readonly image: string;
  /** When kubelet pulls it. @default - Kubernetes' default: 'IfNotPresent', as the tag is not `latest` */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}

const IMAGE_SHAPE = shape<ImageVolumeProps>()('Storage.image', {
  ...VOLUME_FIELDS,
  image: required(image),
  pullPolicy: optional(oneOf<'Always' | 'IfNotPresent' | 'Never'>('Always', 'IfNotPresent', 'Never')),
});

export const IMAGE: VolumeKind<typeof IMAGE_SHAPE.fallback> = {
  shape: IMAGE_SHAPE,
  readOnly: true,
  part: ({ image, pullPolicy }) => ({ source: { image: { reference: image, pullPolicy } } }),
};
