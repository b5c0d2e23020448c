import type { DataUse } from '../config/data-source';
import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import type { ReadOf, ShapeReader } from '../input/reader';
import type { Volume } from '../kubernetes/generated';
import type { NamedVolume, PlacedVolume } from '../pod/mounts';
import type { ReadClaimSpec } from './claim';
import { readMounts, type VOLUME_FIELDS } from './mount-points';

/** What one volume of a workload is, as read. */
export interface ReadStorage extends PlacedVolume {
  readonly volume: NamedVolume;
  readonly namePlace?: Place;
  /** A claim of the workload: a claim template, or an object beside the workload. */
  readonly claim?: ReadClaimSpec;
  /** The folder of the node, which Pods elsewhere don't find. */
  readonly hostPath?: string;
}

/** What a kind of volume gives. */
export interface VolumePart extends Pick<ReadStorage, 'claim' | 'hostPath'> {
  readonly source?: Omit<Volume, 'name'>;
  /** Whether it is a device: its path is where it would be mounted. */
  readonly block?: boolean;
  /** The sources of ours whose files it holds. */
  readonly use?: DataUse | readonly DataUse[];
}

/** A kind of volume: how its props are read, and what they make. */
export interface VolumeKind<R> {
  readonly shape: ShapeReader<R>;
  /** Set where nobody can write to such a volume: the mounts say so. */
  readonly readOnly?: true;
  part(read: R, at: Place): VolumePart;
}

const volumeName = nameOf('dns-1123-label');

/** Reads a volume of a kind. */
export function readVolume<R extends Partial<ReadOf<typeof VOLUME_FIELDS>>>(
  kind: VolumeKind<R>,
  name: unknown,
  props: unknown,
  at: Place,
): ReadStorage {
  const read = kind.shape.read(props, at);
  const { source, block, use, ...rest } = kind.part(read, at);
  const { mountPath, readOnly, subPath, mounts } = read;
  const mounted = readMounts({ mountPath, readOnly, subPath, mounts }, at, kind.readOnly);
  const namePlace = at.key('name');
  return {
    volume: { name: volumeName.read(name, namePlace), source, mounts: mounted.mounts, block, use },
    mountPlaces: mounted.mountPlaces,
    namePlace,
    ...rest,
  };
}
