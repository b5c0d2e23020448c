import { objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { CLAIM_SPEC_FIELDS, type ClaimSpecProps, claimSpecFields, type VolumeMode, volumeMode } from './claim';
import { VOLUME_FIELDS, type VolumeProps } from './mount-points';
import type { VolumeKind } from './volume-kind';

/** Where the main container has a claimed volume, and as what. */
export interface ClaimedVolumeProps extends VolumeProps {
  /**
   * 'Block' gives a device without a file system: `mountPath` is the device's path, such as `/dev/xvda`.
   * @default 'Filesystem'
   */
  readonly volumeMode?: VolumeMode;
}

/** A claim of the workload's own. */
export interface ClaimProps extends ClaimedVolumeProps, ClaimSpecProps {}

/** A claim that is there already, or made by somebody else. */
export interface ExistingClaimProps extends ClaimedVolumeProps {
  /** The PersistentVolumeClaim's name, of the same namespace. */
  readonly claim: string;
}

const CLAIMED_FIELDS = { ...VOLUME_FIELDS, volumeMode: optional(volumeMode) };
const CLAIM_SHAPE = shape<ClaimProps>()('Storage.claim', { ...CLAIMED_FIELDS, ...CLAIM_SPEC_FIELDS });
const EPHEMERAL_SHAPE = shape<ClaimProps>()('Storage.ephemeral', { ...CLAIMED_FIELDS, ...CLAIM_SPEC_FIELDS });
const EXISTING_SHAPE = shape<ExistingClaimProps>()('Storage.existingClaim', {
  ...CLAIMED_FIELDS,
  claim: required(objectName),
});

export const CLAIM: VolumeKind<typeof CLAIM_SHAPE.fallback> = {
  shape: CLAIM_SHAPE,
  part: (read, at) => ({ block: isBlock(read, at), claim: read }),
};

export const EPHEMERAL: VolumeKind<typeof EPHEMERAL_SHAPE.fallback> = {
  shape: EPHEMERAL_SHAPE,
  part: (read, at) => {
    const { labels, annotations } = read;
    const metadata = labels || annotations ? { labels, annotations } : undefined;
    // Each Pod has one of its own, which nobody else can mount.
    const spec = claimSpecFields(read, 'ReadWriteOnce');
    return { block: isBlock(read, at), source: { ephemeral: { volumeClaimTemplate: { metadata, spec } } } };
  },
};

export const EXISTING_CLAIM: VolumeKind<typeof EXISTING_SHAPE.fallback> = {
  shape: EXISTING_SHAPE,
  part: (read, at) => ({
    block: isBlock(read, at),
    source: { persistentVolumeClaim: { claimName: read.claim, readOnly: read.readOnly } },
  }),
};

/** A device has no folders. */
function isBlock(read: ReadOf<typeof CLAIMED_FIELDS>, at: Place): boolean {
  if (read.volumeMode !== 'Block') return false;
  for (const key of ['subPath', 'mounts'] as const) {
    if (read[key] === undefined) continue;
    at.key(key).complain({
      rule: 'mount-conflict',
      what: 'is given, but a block device has no folders',
      got: read[key],
      allowed: "mountPath alone with volumeMode: 'Block'",
      fix: `remove ${key}`,
    });
  }
  return true;
}
