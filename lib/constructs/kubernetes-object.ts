import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainData } from '../input/plain-data';
import { isObject, type Reader, reader, wrong } from '../input/reader';
import { nonEmptyText } from '../input/readers';
import type { KubernetesManifest } from '../kubernetes/generated';
import type { Manifest } from '../manifests/manifest';
import { EmittedObject } from '../synth/emitted-object';
import { StatecraftConstruct } from './statecraft-construct';

/**
 * One Kubernetes object of any kind, said as the Kubernetes API says it.
 *
 * `new KubernetesObject(chart, 'debug', { apiVersion: 'v1', kind: 'Pod', spec: {…} })` is typed by its kind for all kinds
 * of Kubernetes itself; `KubernetesObject.custom` takes any other. The name is `metadata.name`, or the construct's id.
 * The object is emitted as given and validated like all others.
 */
export class KubernetesObject extends StatecraftConstruct {
  /** An object of a kind that Kubernetes itself does not have: a custom resource. */
  static custom(scope: Construct, id: string, manifest: Manifest): KubernetesObject {
    return new KubernetesObject(scope, id, manifest as unknown as KubernetesManifest);
  }

  /** The object, for patches and annotations; also the construct's default child. */
  readonly apiObject: ApiObject;
  /** `metadata.name`, or the construct's id. */
  readonly name: string;

  constructor(scope: Construct, id: string, manifest: KubernetesManifest) {
    super(scope, id);
    const given = this.read(manifest);
    this.name = given.metadata?.name ?? this._givenId;
    this.apiObject = new EmittedObject(this.objectScope(), 'Object', {
      ...given,
      metadata: { ...given.metadata, name: this.name },
    });
    this.node.defaultChild = this.apiObject;
  }

  private read(given: unknown): Manifest {
    const manifest = plainData.read(given, this.place);
    // What is no data at all is an error already.
    if (manifest === undefined && given !== undefined) return FALLBACK;
    if (!isObject(manifest)) {
      return wrong(manifest, this.place, 'a Kubernetes object: apiVersion, kind, metadata, spec, …', FALLBACK);
    }
    const { apiVersion, kind, metadata, ...rest } = manifest as Manifest;
    return {
      ...rest,
      apiVersion: this.readApiVersion(apiVersion),
      kind: nonEmptyText.read(kind, this.place.key('kind')) || FALLBACK.kind,
      metadata: this.readMetadata(metadata),
    };
  }

  /** cdk8s looks into these at once, so they cannot wait for validation. */
  private readMetadata(metadata: unknown): Manifest['metadata'] {
    if (metadata === undefined || metadata === null) return undefined;
    const at = this.place.key('metadata');
    if (!isObject(metadata)) return wrong(metadata, at, 'an object', {});
    const others = Object.entries(metadata).filter(([key]) => !Object.hasOwn(METADATA, key));
    const read = Object.entries(METADATA).flatMap(([key, one]) => {
      const value = (metadata as Record<string, unknown>)[key];
      return value === undefined || value === null ? [] : [[key, one.read(value, at.key(key))]];
    });
    return Object.fromEntries([...others, ...read]);
  }

  private readApiVersion(value: unknown): string {
    const read = nonEmptyText.read(value, this.place.key('apiVersion'));
    if (read === '') return FALLBACK.apiVersion;
    if (read.split('/').length <= 2) return read;
    // cdk8s's ApiObject throws for it.
    return wrong(read, this.place.key('apiVersion'), "a version such as 'v1' or 'apps/v1'", FALLBACK.apiVersion);
  }
}

const object = reader<object>('an object', {}, isObject);
const list = reader<readonly unknown[]>('a list', [], Array.isArray);
/** What cdk8s looks into. */
const METADATA: Readonly<Record<string, Reader<unknown>>> = {
  name: nonEmptyText,
  labels: object,
  annotations: object,
  finalizers: list,
  ownerReferences: list,
};

const FALLBACK: Manifest = { apiVersion: 'v1', kind: 'Unknown', metadata: {} };
