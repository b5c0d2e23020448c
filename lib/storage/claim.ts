import type { Size } from 'cdk8s';
import { labelKey, labelValue, objectName } from '../input/names';
import { bytes } from '../input/quantities';
import { optional, type Reader, type ReadOf, required, wrong } from '../input/reader';
import { map, oneOf, text, textThat } from '../input/readers';
import type { PersistentVolumeClaimSpec } from '../kubernetes/generated';
import { hasForm, toForm } from '../kubernetes/names';
import { type ClaimSource, claimSource } from './claim-source';

/** Who may mount a volume at once: one node, many nodes for reading, many nodes, one Pod. */
export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** Whether a volume has a file system, or is a device. */
export type VolumeMode = 'Filesystem' | 'Block';

/** What every claim asks for. */
export interface ClaimSpecProps {
  /** The size, such as `20Gi`. Kubernetes can raise it later where the class allows expansion, never lower it. */
  readonly size: string | Size;
  /**
   * The StorageClass; `''` asks for a static volume without one.
   * @default - the cluster's default class: no name is written
   */
  readonly storageClass?: string;
  /** Who may mount it at once. @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
  /** What the new volume is filled with: a snapshot, another claim. @default - nothing */
  readonly from?: ClaimSource;
  /** Labels that a static volume must carry to be taken. Dynamic provisioners refuse them. @default - any volume */
  readonly volumeLabels?: Readonly<Record<string, string>>;
  /**
   * The VolumeAttributesClass (IOPS, throughput) of a CSI driver that has such classes. It can be changed later.
   * @default - none
   */
  readonly volumeAttributesClass?: string;
  /** Labels of the claim. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the claim. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The empty text asks for a volume without a class: a static one. */
export const storageClassName = textThat(
  "the name of a StorageClass, or '' for a volume without one",
  (name) => name === '' || hasForm(name, 'dns-1123-subdomain'),
  (name) => `write ${toForm(name, 'dns-1123-subdomain')}`,
);

/** How kubectl and people shorten them. */
const SHORT: Readonly<Record<string, AccessMode>> = {
  RWO: 'ReadWriteOnce',
  ROX: 'ReadOnlyMany',
  RWX: 'ReadWriteMany',
  RWOP: 'ReadWriteOncePod',
};
const ACCESS_MODE = oneOf<AccessMode>('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');

export const accessMode: Reader<AccessMode> = {
  ...ACCESS_MODE,
  read(value, at) {
    const meant = typeof value === 'string' ? SHORT[value.toUpperCase()] : undefined;
    if (meant === undefined) return ACCESS_MODE.read(value, at);
    return wrong(value, at, ACCESS_MODE.allowed, meant, `write ${meant}`);
  },
};

export const volumeMode = oneOf<VolumeMode>('Filesystem', 'Block');

export const CLAIM_SPEC_FIELDS = {
  size: required(bytes),
  storageClass: optional(storageClassName),
  accessMode: optional(accessMode),
  from: optional(claimSource),
  volumeLabels: optional(map(labelValue, labelKey)),
  volumeAttributesClass: optional(objectName),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
};

/** What a claim asks for, as read. */
export interface ReadClaimSpec extends ReadOf<typeof CLAIM_SPEC_FIELDS> {
  readonly volumeMode?: VolumeMode;
}

/** The claim's spec. A class that nobody named is not written: the cluster's default fills it in. */
export function claimSpecFields(read: ReadClaimSpec, fallback: AccessMode): PersistentVolumeClaimSpec {
  return {
    accessModes: [read.accessMode ?? fallback],
    storageClassName: read.storageClass,
    volumeAttributesClassName: read.volumeAttributesClass,
    volumeMode: read.volumeMode,
    selector: read.volumeLabels && { matchLabels: read.volumeLabels },
    ...read.from,
    resources: { requests: { storage: read.size } },
  };
}
