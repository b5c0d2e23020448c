import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { givenName, objectName } from '../input/names';
import { optional, shape } from '../input/reader';
import { CLAIM_OVERLAYS, type PersistentVolumeClaimOverlays } from '../overlay/object-overlays';
import { CLAIM_SPEC_FIELDS, type ClaimSpecProps, claimSpecFields, type VolumeMode, volumeMode } from '../storage/claim';
import type { ClaimReference } from '../storage/pool';
import { StatecraftConstruct } from './statecraft-construct';

/** A claim that stands for itself. */
export interface PersistentVolumeClaimProps extends ClaimSpecProps {
  /** Its name. @default - the construct's id */
  readonly name?: string;
  /** Whether the volume has a file system, or is a device. @default - Kubernetes' default of 'Filesystem' */
  readonly volumeMode?: VolumeMode;
  /** The PersistentVolume that it must get, and no other. @default - any that fits */
  readonly volumeName?: string;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: PersistentVolumeClaimOverlays;
}

const CLAIM = shape<PersistentVolumeClaimProps>()('PersistentVolumeClaim', {
  ...CLAIM_SPEC_FIELDS,
  name: optional(givenName),
  volumeMode: optional(volumeMode),
  volumeName: optional(objectName),
  overlays: optional(CLAIM_OVERLAYS),
});

/**
 * A claim that several workloads share, or that outlives them: `Storage.existingClaim('media', { claim: media.name, … })`.
 * What needs its own claim has `Storage.claim` instead.
 *
 * Emits a PersistentVolumeClaim.
 */
export class PersistentVolumeClaim extends StatecraftConstruct {
  /** The name, for `Storage.existingClaim`. */
  readonly name: string;
  /** The PersistentVolumeClaim; also the construct's default child. */
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PersistentVolumeClaimProps) {
    super(scope, id);
    const read = CLAIM.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    objectName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    const metadata = {
      name: this.name,
      labels: read.labels && { ...read.labels },
      annotations: read.annotations && { ...read.annotations },
    };
    this.apiObject = this.addObject(
      'PersistentVolumeClaim',
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata },
      { spec: () => ({ ...claimSpecFields(read, this.defaults.accessMode), volumeName: read.volumeName }) },
    );
    this.node.defaultChild = this.apiObject;
  }

  /** What a PersistentVolumePool keeps a volume for. */
  get reference(): ClaimReference {
    return { name: this.name, namespace: this.namespace };
  }
}
