import type { Size } from 'cdk8s';
import { complainTwice, givenName, labelKey, labelValue, nameOf, objectName } from '../input/names';
import type { Place } from '../input/place';
import { bytes } from '../input/quantities';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { list, map, nonEmptyText, oneOf, text } from '../input/readers';
import type { PersistentVolumeSpec } from '../kubernetes/generated';
import { type PersistentVolumePoolOverlays, POOL_OVERLAYS } from '../overlay/object-overlays';
import { type AccessMode, accessMode, storageClassName, type VolumeMode, volumeMode } from './claim';
import {
  ACCESS_MODES,
  BLOCK,
  NEVER_DELETED,
  type PoolVolume,
  PROVISIONED_BY,
  poolVolume,
  RECYCLED,
  type ReadPoolVolume,
} from './pool-volume';

/** A claim that a volume is kept for. */
export interface ClaimReference {
  /** The PersistentVolumeClaim's name, such as `data-etcd-0`; it need not be there yet. */
  readonly name: string;
  /** Its namespace. @default - that of the pool's chart */
  readonly namespace?: string;
}

/** What becomes of a static volume when its claim is deleted. */
export type ReclaimPolicy = 'Retain' | 'Delete' | 'Recycle';

/** What a pool of static volumes says. */
export interface PersistentVolumePoolProps {
  /** The name that the volumes' names begin with. @default - the construct's id */
  readonly name?: string;
  /** The volumes, in an order that stays: append to it. */
  readonly volumes: readonly PoolVolume[];
  /** The size of each. Kubernetes matches claims by it, and limits nothing. */
  readonly size: string | Size;
  /** The access modes that each gives. */
  readonly accessModes: readonly AccessMode[];
  /**
   * The class that claims name to get one of them; `''` for claims without a class. No StorageClass need be there, but
   * one of `kubernetes.io/no-provisioner` can make binding wait for the Pod.
   */
  readonly storageClass: string;
  /**
   * What becomes of a volume when its claim is deleted. 'Retain' keeps the data until somebody frees the volume; 'Delete'
   * asks the volume's driver to delete it; 'Recycle' empties it for the next claim, and is deprecated.
   * @default 'Retain'
   */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Options of mount, such as `nfsvers=4.1`. @default - none */
  readonly mountOptions?: readonly string[];
  /** Whether they have file systems, or are devices. @default - Kubernetes' default of 'Filesystem' */
  readonly volumeMode?: VolumeMode;
  /**
   * The claims that the volumes are kept for, in the order of the volumes: `etcd.memberClaims('data')`.
   * @default - any claim that fits by class, size and mode
   */
  readonly claims?: readonly ClaimReference[];
  /** Labels of the volumes, which claims can ask for. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the volumes. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: PersistentVolumePoolOverlays;
}

const CLAIM_REFERENCE = shape<ClaimReference>()('a claim', {
  name: required(objectName),
  namespace: optional(nameOf('dns-1123-label', 'a namespace')),
});

const FIELDS = {
  name: optional(givenName),
  volumes: required(list(poolVolume)),
  size: required(bytes),
  accessModes: required(list(accessMode)),
  storageClass: required(storageClassName),
  reclaimPolicy: optional(oneOf<ReclaimPolicy>('Retain', 'Delete', 'Recycle')),
  mountOptions: optional(list(nonEmptyText)),
  volumeMode: optional(volumeMode),
  claims: optional(list(CLAIM_REFERENCE)),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  overlays: optional(POOL_OVERLAYS),
};

export const POOL = shape<PersistentVolumePoolProps>()('PersistentVolumePool', FIELDS);

/** A pool as read. */
export type ReadPool = ReadOf<typeof FIELDS>;

/** Complains about what the volumes cannot give, and about claims that get none. */
export function checkPool(read: ReadPool, namespace: string | undefined, place: Place): void {
  for (const [index, mode] of read.accessModes.entries()) {
    const lacking = read.volumes.find(({ type }) => !ACCESS_MODES[type].includes(mode));
    if (!lacking) continue;
    place
      .key('accessModes')
      .item(index)
      .complain({
        rule: 'access-mode-of-volume',
        severity: 'unsafe',
        what: `is not what a volume of ${lacking.type} can give`,
        got: mode,
        allowed: ACCESS_MODES[lacking.type].join(', '),
        fix: mode === 'ReadWriteOncePod' ? 'use ReadWriteOnce, or a CSI driver' : 'use NFS, or a CSI driver that can',
      });
  }
  if (read.accessModes.length === 0) {
    place.key('accessModes').complain({
      rule: 'no-access-mode',
      what: 'is empty',
      got: read.accessModes,
      allowed: 'at least one access mode',
      fix: "write accessModes: ['ReadWriteOnce']",
    });
  }
  checkLoneMode(read.accessModes, place.key('accessModes'));
  checkReclaim(read, place.key('reclaimPolicy'));
  checkVolumeMode(read, place.key('volumeMode'));
  checkSameClaims(read.claims ?? [], namespace, place.key('claims'));
  const { claims = [], volumes } = read;
  if (claims.length > volumes.length) {
    place.key('volumes').complain({
      rule: 'pool-too-small',
      severity: 'unsafe',
      what: `are fewer than the claims: ${claims[volumes.length]!.name} gets none`,
      got: volumes.length,
      allowed: `at least ${claims.length} volumes`,
      fix: 'add volumes',
    });
  }
  for (const [index, claim] of claims.entries()) {
    if (claim.namespace !== undefined || namespace !== undefined) continue;
    place.key('claims').item(index).key('namespace').complain({
      rule: 'claim-without-namespace',
      what: 'is missing, and the chart has none',
      got: claim.name,
      allowed: 'a claim with its namespace: volumes are in none',
      fix: "give the namespace, or the chart one: new Chart(env, 'data', { namespace: 'shop' })",
    });
  }
}

/** k8s.io/kubernetes pkg/apis/core/validation, ValidatePersistentVolumeSpec; 1.36 refused it. */
function checkLoneMode(modes: readonly AccessMode[], at: Place): void {
  if (!modes.includes('ReadWriteOncePod') || modes.every((mode) => mode === 'ReadWriteOncePod')) return;
  at.complain({
    rule: 'access-mode-alone',
    what: 'has ReadWriteOncePod beside others: the API server refuses that',
    got: modes.join(', '),
    allowed: 'ReadWriteOncePod alone, or the others without it',
    fix: "write accessModes: ['ReadWriteOncePod'], or make it two pools",
  });
}

function checkReclaim({ reclaimPolicy, volumes, annotations }: ReadPool, at: Place): void {
  const kept = volumes.find(({ type }) => NEVER_DELETED.includes(type));
  if (reclaimPolicy === 'Delete' && kept && annotations?.[PROVISIONED_BY] === undefined) {
    at.complain({
      rule: 'delete-of-volume',
      severity: 'unsafe',
      what: `does nothing for a volume of ${kept.type}, which then fails for good: nobody deletes such volumes`,
      got: 'Delete',
      allowed: `Retain; Delete for CSI volumes, or where the annotation ${PROVISIONED_BY} names who does it`,
      fix: "write 'Retain'",
    });
  }
  if (reclaimPolicy !== 'Recycle') return;
  const other = volumes.find(({ type }) => !RECYCLED.includes(type));
  if (other) {
    at.complain({
      rule: 'recycle-of-volume',
      severity: 'unsafe',
      what: `does nothing for a volume of ${other.type}, which then fails for good`,
      got: 'Recycle',
      allowed: `Recycle for ${RECYCLED.join(' and ')}; Retain, Delete`,
      fix: "write 'Retain'",
    });
    return;
  }
  at.complain({
    rule: 'recycle-deprecated',
    severity: 'unsafe',
    what: 'is deprecated: it runs rm -rf over the volume when its claim is deleted',
    got: 'Recycle',
    allowed: 'Retain, or dynamic provisioning with Delete',
    fix: "write 'Retain', or Unsafe.accept(pool, 'recycle-deprecated', '<reason>')",
  });
}

function checkVolumeMode({ volumeMode, volumes }: ReadPool, at: Place): void {
  const files = volumes.find(({ type }) => !BLOCK.includes(type));
  if (volumeMode !== 'Block' || !files) return;
  at.complain({
    rule: 'block-of-volume',
    severity: 'unsafe',
    what: `asks for a device, and a volume of ${files.type} is a folder: no Pod could start with it`,
    got: 'Block',
    allowed: `Filesystem; Block for volumes of ${BLOCK.join(' and ')}`,
    fix: 'remove volumeMode',
  });
}

/** A claim has one volume: a second one that is kept for it is nobody's. */
function checkSameClaims(claims: readonly ClaimReference[], namespace: string | undefined, at: Place): void {
  complainTwice(
    claims,
    (claim) => [claim.namespace ?? namespace, claim.name].filter(Boolean).join('/'),
    (index) => at.item(index),
    (_, first) => ({
      rule: 'claim-twice',
      severity: 'unsafe' as const,
      what: `is the same claim as claims[${first}]: it gets one volume, and the other one is kept for nobody`,
      fix: 'name another claim, or remove this one and its volume',
    }),
    ({ name }) => name === '',
  );
}

/** The name of a volume. */
export function poolVolumeName(pool: string, volume: ReadPoolVolume, index: number): string {
  return volume.name ?? `${pool}-${index}`;
}

/** One volume's spec. */
export function persistentVolumeFields(
  read: ReadPool,
  index: number,
  namespace: string | undefined,
): PersistentVolumeSpec {
  const claim = read.claims?.[index];
  return {
    capacity: { storage: read.size },
    accessModes: read.accessModes,
    persistentVolumeReclaimPolicy: read.reclaimPolicy ?? 'Retain',
    storageClassName: read.storageClass,
    volumeMode: read.volumeMode,
    mountOptions: read.mountOptions,
    claimRef: claim && {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name: claim.name,
      namespace: claim.namespace ?? namespace,
    },
    ...read.volumes[index]!.fields,
  };
}
