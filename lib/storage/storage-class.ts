import { eachOnce, givenName, labelKey, labelValue } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, list, map, nonEmptyText, oneOf, text, textThat } from '../input/readers';
import type { StorageClass } from '../kubernetes/generated';
import { isLabelKey } from '../kubernetes/labels';
import { STORAGE_CLASS_OVERLAYS, type StorageClassOverlays } from '../overlay/object-overlays';

/** What a storage class says. Kubernetes accepts no change but of metadata, expansion and mount options. */
export interface StorageClassProps {
  /** Its name. @default - the construct's id */
  readonly name?: string;
  /** Who makes the volumes: `ebs.csi.aws.com`; `kubernetes.io/no-provisioner` where they are static. */
  readonly provisioner: string;
  /** What becomes of a volume, and its data, when its claim is deleted. A decision: there is no default. */
  readonly reclaimPolicy: 'Retain' | 'Delete';
  /** What the provisioner asks for. @default - nothing */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * 'WaitForFirstConsumer' makes or binds a volume where the Pod is to run, as zones and local disks need.
   * @default - Kubernetes' default of 'Immediate'
   */
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  /** Whether claims may be enlarged. @default false */
  readonly allowVolumeExpansion?: boolean;
  /** Options of mount, such as `nfsvers=4.1`. A wrong one is found when a Pod starts. @default - none */
  readonly mountOptions?: readonly string[];
  /** Where volumes may be, by node label: `{ 'topology.kubernetes.io/zone': ['a', 'b'] }`. @default - anywhere */
  readonly allowedTopologies?: Readonly<Record<string, readonly string[]>>;
  /** Whether claims get it that name no class. A cluster should have one such class. @default false */
  readonly isDefault?: boolean;
  /** Labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: StorageClassOverlays;
}

/** k8s.io/kubernetes/pkg/apis/storage/validation, validateProvisioner: a qualified name, upper case allowed. */
const provisionerName = textThat("a provisioner's name, such as ebs.csi.aws.com", (name) =>
  isLabelKey(name.toLowerCase()),
);

const FIELDS = {
  name: optional(givenName),
  provisioner: required(provisionerName),
  reclaimPolicy: required(oneOf<'Retain' | 'Delete'>('Retain', 'Delete')),
  parameters: optional(map(text)),
  volumeBindingMode: optional(oneOf<'Immediate' | 'WaitForFirstConsumer'>('Immediate', 'WaitForFirstConsumer')),
  allowVolumeExpansion: optional(flag),
  mountOptions: optional(list(nonEmptyText)),
  allowedTopologies: optional(map(eachOnce(list(labelValue)), labelKey)),
  isDefault: optional(flag),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  overlays: optional(STORAGE_CLASS_OVERLAYS),
};

export const STORAGE_CLASS = shape<StorageClassProps>()('StorageClass', FIELDS);

/** A storage class as read. */
export type ReadStorageClass = ReadOf<typeof FIELDS>;

/** k8s.io/component-helpers storage/volume: claims without a class get the class that says so. */
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Its annotations. */
export function storageClassAnnotations(read: ReadStorageClass): Record<string, string> | undefined {
  const all = { ...(read.isDefault ? { [DEFAULT_CLASS]: 'true' } : {}), ...read.annotations };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** The fields beside its metadata: a StorageClass has no spec. */
export function storageClassFields(read: ReadStorageClass): Omit<StorageClass, 'apiVersion' | 'kind' | 'metadata'> {
  const { provisioner, parameters, reclaimPolicy, volumeBindingMode, allowVolumeExpansion, mountOptions } = read;
  const topologies = Object.entries(read.allowedTopologies ?? {}).map(([key, values]) => ({ key, values }));
  return {
    provisioner,
    parameters,
    reclaimPolicy,
    volumeBindingMode,
    allowVolumeExpansion,
    mountOptions,
    allowedTopologies: topologies.length > 0 ? [{ matchLabelExpressions: topologies }] : undefined,
  };
}
