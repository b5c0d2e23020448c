import { configMapReference, type NamedObject, secretReference } from '../config/references';
import { fileMode } from '../input/file-mode';
import { optional, required, shape } from '../input/reader';
import { list } from '../input/readers';
import { POD_FILES_FIELDS, type PodFilesProps, podFilesFields } from './downward-api';
import { KEY_FILES_FIELDS, type KeyFilesProps, keyFilesFields, lateSource, usedKeys } from './keys';
import { VOLUME_FIELDS, type VolumeProps } from './mount-points';
import { type Projection, projection } from './projection';
import type { VolumeKind } from './volume-kind';

/** The files of a volume that an object's data becomes. */
export interface FilesVolumeProps extends VolumeProps {
  /** The files' mode, such as `0o440`. @default - Kubernetes' default of 0o644 */
  readonly defaultMode?: number;
}

/** A ConfigMap as files. kubelet updates them after a change, but not where a single one is mounted by `subPath`. */
export interface ConfigMapVolumeProps extends FilesVolumeProps, KeyFilesProps {
  /**
   * The ConfigMap, of the same namespace: its name, one of ours or of cdk8s-plus. A change of one of ours replaces the Pods,
   * unless they say `rollOnConfigChange: false`.
   */
  readonly configMap: string | NamedObject;
}

/** A Secret as files. kubelet updates them after a change, but not where a single one is mounted by `subPath`. */
export interface SecretVolumeProps extends FilesVolumeProps, KeyFilesProps {
  /** The Secret, of the same namespace: its name, an ExternalSecret, a SealedSecret or one of cdk8s-plus. */
  readonly secret: string | NamedObject;
}

/** What kubelet knows of the Pod, as files. */
export interface DownwardApiVolumeProps extends FilesVolumeProps, PodFilesProps {}

/** Several sources in one folder. */
export interface ProjectedVolumeProps extends FilesVolumeProps {
  /** The sources. */
  readonly sources: readonly Projection[];
}

const FILES_FIELDS = { ...VOLUME_FIELDS, defaultMode: optional(fileMode) };

const CONFIG_MAP_SHAPE = shape<ConfigMapVolumeProps>()('Storage.configMap', {
  ...FILES_FIELDS,
  ...KEY_FILES_FIELDS,
  configMap: required(configMapReference),
});
const SECRET_SHAPE = shape<SecretVolumeProps>()('Storage.secret', {
  ...FILES_FIELDS,
  ...KEY_FILES_FIELDS,
  secret: required(secretReference),
});
const DOWNWARD_API_SHAPE = shape<DownwardApiVolumeProps>()('Storage.downwardApi', {
  ...FILES_FIELDS,
  ...POD_FILES_FIELDS,
});
const PROJECTED_SHAPE = shape<ProjectedVolumeProps>()('Storage.projected', {
  ...FILES_FIELDS,
  sources: required(list(projection)),
});

export const CONFIG_MAP: VolumeKind<typeof CONFIG_MAP_SHAPE.fallback> = {
  shape: CONFIG_MAP_SHAPE,
  readOnly: true,
  part: (read, at) => {
    const { name, use } = usedKeys(read.configMap, read, at, 'configMap');
    const files = keyFilesFields(read, at, read.configMap.source);
    const { defaultMode } = read;
    return { use, source: lateSource('configMap', () => ({ name: name(), defaultMode, ...files })) };
  },
};

export const SECRET: VolumeKind<typeof SECRET_SHAPE.fallback> = {
  shape: SECRET_SHAPE,
  readOnly: true,
  part: (read, at) => {
    const { name, use } = usedKeys(read.secret, read, at, 'secret');
    const files = keyFilesFields(read, at, read.secret.source);
    const { defaultMode } = read;
    return { use, source: lateSource('secret', () => ({ secretName: name(), defaultMode, ...files })) };
  },
};

export const DOWNWARD_API: VolumeKind<typeof DOWNWARD_API_SHAPE.fallback> = {
  shape: DOWNWARD_API_SHAPE,
  readOnly: true,
  part: (read) => ({
    source: { downwardAPI: { defaultMode: read.defaultMode, items: podFilesFields(read) } },
  }),
};

export const PROJECTED: VolumeKind<typeof PROJECTED_SHAPE.fallback> = {
  shape: PROJECTED_SHAPE,
  readOnly: true,
  part: ({ defaultMode, sources }) => ({
    use: sources.flatMap(({ use }) => use ?? []),
    source: { projected: { defaultMode, sources: sources.map(({ fields }) => fields) } },
  }),
};
