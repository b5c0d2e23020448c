import type { Place } from '../input/place';
import type { PlacedVolume, PodVolume } from '../pod/mounts';
import { inContainer } from '../storage/downward-api';
import type { ReadStorage } from '../storage/volume-kind';
import type { ReadWorkload } from './workload-props';

/** What a workload's volumes depend on beside its props. */
export interface VolumeFacts {
  readonly name: string;
  /** The main container's name. */
  readonly container: string;
  /** Whether claims are templates of a StatefulSet; otherwise they are objects that all Pods share. */
  readonly claimTemplates?: boolean;
  readonly place: Place;
}

/** The volumes of a workload, each with the prop that asked for it: files, writable paths, storage. */
export function workloadVolumes(
  { writable = [], storage = [] }: ReadWorkload,
  files: readonly PodVolume[],
  facts: VolumeFacts,
): readonly PlacedVolume[] {
  return [
    ...files.map((volume, index) => ({
      volume,
      mountPlaces: volume.mounts.map(() => facts.place.key('files').item(index).key('mountPath')),
    })),
    ...writable.map((mountPath, index) => ({
      volume: { mounts: [{ mountPath }], source: { emptyDir: {} } },
      mountPlaces: [facts.place.key('writable').item(index)],
    })),
    ...storage.map((one) => storedVolume(one, facts)),
  ];
}

function storedVolume(one: ReadStorage, { name, container, claimTemplates }: VolumeFacts): PlacedVolume {
  const { volume, claim } = one;
  if (claim && !claimTemplates) {
    const source = { persistentVolumeClaim: { claimName: claimName(name, volume.name) } };
    return { ...one, volume: { ...volume, source } };
  }
  return { ...one, volume: { ...volume, source: volume.source && inContainer(volume.source, container) } };
}

/** What the claim of a workload that is no StatefulCluster is called. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

/** Whether a volume holds a token for the API server: one that names no other audience. */
export function hasToken({ source }: PodVolume): boolean {
  return (source?.projected?.sources ?? []).some(
    ({ serviceAccountToken }) => serviceAccountToken && serviceAccountToken.audience === undefined,
  );
}
