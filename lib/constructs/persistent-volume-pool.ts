import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { complainTwice, objectName } from '../input/names';
import {
  checkPool,
  type PersistentVolumePoolProps,
  POOL,
  persistentVolumeFields,
  poolVolumeName,
  type ReadPool,
} from '../storage/pool';
import { StatecraftConstruct } from './statecraft-construct';

/**
 * Static volumes that are alike: NFS exports, local disks, volumes that somebody made. Claims of the pool's class get them
 * by size and mode, or each the one that is kept for it. Nothing but this list makes volumes: a claim too many stays
 * Pending, which is an error where claim and pool are in one environment.
 *
 * Emits a PersistentVolume for each. Wrong props are recorded, not thrown: `App.synth()` reports them all.
 */
export class PersistentVolumePool extends StatecraftConstruct {
  /** The name that the volumes' names begin with. */
  readonly name: string;
  /** The PersistentVolumes, in the order of `volumes`. */
  readonly volumes: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: PersistentVolumePoolProps) {
    super(scope, id);
    const read: ReadPool = POOL.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    objectName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    checkPool(read, this.namespace, this.place);
    const names = read.volumes.map((volume, index) => poolVolumeName(this.name, volume, index));
    complainTwice(
      names,
      (name) => name,
      (index) => this.place.key('volumes').item(index).key('name'),
      (name) => ({ rule: 'duplicate-volume', what: 'is the name of two volumes', fix: `name one else than ${name}` }),
    );
    this.volumes = [...new Set(names)].map((name) => this.addVolume(name, names.indexOf(name), read));
  }

  private addVolume(name: string, index: number, read: ReadPool): ApiObject {
    const metadata = {
      name,
      labels: read.labels && { ...read.labels },
      annotations: read.annotations && { ...read.annotations },
    };
    const head = { apiVersion: 'v1', kind: 'PersistentVolume', metadata };
    const fields = { spec: () => persistentVolumeFields(read, index, this.namespace) };
    return this.addObject(`Volume-${name}`, head, fields, { of: 'volumes', name });
  }
}
