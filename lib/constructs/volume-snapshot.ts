import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { givenName, objectName } from '../input/names';
import { optional, required, shape } from '../input/reader';
import { SNAPSHOT_OVERLAYS, type VolumeSnapshotOverlays } from '../overlay/object-overlays';
import { StatecraftConstruct } from './statecraft-construct';

/** What a snapshot says. */
export interface VolumeSnapshotProps {
  /** Its name. @default - the construct's id */
  readonly name?: string;
  /** The claim whose volume is copied, of the same namespace: `data-etcd-0`. */
  readonly claim: string;
  /** The VolumeSnapshotClass. @default - the cluster's default class of the volume's driver */
  readonly snapshotClass?: string;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: VolumeSnapshotOverlays;
}

const SNAPSHOT = shape<VolumeSnapshotProps>()('VolumeSnapshot', {
  name: optional(givenName),
  claim: required(objectName),
  snapshotClass: optional(objectName),
  overlays: optional(SNAPSHOT_OVERLAYS),
});

/**
 * A copy of a volume at one moment: when the object is created. `ClaimSource.snapshot(snapshot.name)` restores it into a
 * new claim. Nothing repeats it; and what the program held in memory is not in it.
 *
 * Emits a VolumeSnapshot (snapshot.storage.k8s.io/v1), for clusters with the snapshot controller and a CSI driver that has
 * snapshots: github.com/kubernetes-csi/external-snapshotter.
 */
export class VolumeSnapshot extends StatecraftConstruct {
  /** The name, for `ClaimSource.snapshot`. */
  readonly name: string;
  /** The VolumeSnapshot; also the construct's default child. */
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: VolumeSnapshotProps) {
    super(scope, id);
    const { name, claim, snapshotClass, overlays } = SNAPSHOT.read(props, this.place);
    this.layOver(overlays);
    this.name = name ?? this._givenId;
    objectName.read(this.name, this.place.key(name === undefined ? 'id' : 'name'));
    const metadata = { name: this.name };
    const head = { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshot', metadata };
    this.apiObject = this.addObject('VolumeSnapshot', head, {
      spec: () => ({ volumeSnapshotClassName: snapshotClass, source: { persistentVolumeClaimName: claim } }),
    });
    this.node.defaultChild = this.apiObject;
  }
}
