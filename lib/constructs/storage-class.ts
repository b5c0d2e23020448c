import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectName } from '../input/names';
import {
  type ReadStorageClass,
  STORAGE_CLASS,
  type StorageClassProps,
  storageClassAnnotations,
  storageClassFields,
} from '../storage/storage-class';
import { StatecraftConstruct } from './statecraft-construct';

/**
 * How volumes of one kind are made: `Storage.claim('data', { storageClass: fast.name, … })`.
 *
 * Emits a StorageClass. Claims in its environment may name it, as if it stood in the platform's `storageClasses`.
 */
export class StorageClass extends StatecraftConstruct {
  /** The name, for claims. */
  readonly name: string;
  /** The StorageClass; also the construct's default child. */
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id);
    const read: ReadStorageClass = STORAGE_CLASS.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    objectName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    for (const [key, values] of Object.entries(read.allowedTopologies ?? {})) {
      if (values.length > 0) continue;
      this.place.key('allowedTopologies').key(key).complain({
        rule: 'no-topology',
        what: 'is empty: the API server wants a value for each label',
        got: values,
        allowed: "at least one value, such as ['zone-a']",
        fix: 'name where volumes may be, or remove the label',
      });
    }
    const metadata = {
      name: this.name,
      labels: read.labels && { ...read.labels },
      annotations: storageClassAnnotations(read),
    };
    const fields = Object.entries(storageClassFields(read)).filter(([, value]) => value !== undefined);
    this.apiObject = this.addObject(
      'StorageClass',
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata },
      Object.fromEntries(fields.map(([key, value]) => [key, () => value])),
    );
    this.node.defaultChild = this.apiObject;
  }
}
