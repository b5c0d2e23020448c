import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject, wrong } from '../input/reader';
import { nonEmptyText } from '../input/readers';
import type { KubernetesManifest } from '../kubernetes/generated';
import type { Manifest } from '../manifests/manifest';
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
    this.apiObject = new ApiObject(this.objectScope(), 'Object', {
      ...given,
      metadata: { ...given.metadata, name: this.name },
    });
    this.node.defaultChild = this.apiObject;
  }

  private read(manifest: unknown): Manifest {
    if (!isObject(manifest)) {
      return wrong(manifest, this.place, 'a Kubernetes object: apiVersion, kind, metadata, spec, …', FALLBACK);
    }
    const { apiVersion, kind, metadata, ...rest } = manifest as Manifest;
    return {
      ...rest,
      apiVersion: this.readApiVersion(apiVersion),
      kind: nonEmptyText.read(kind, this.place.key('kind')) || FALLBACK.kind,
      metadata:
        metadata === undefined || isObject(metadata)
          ? metadata
          : wrong(metadata, this.place.key('metadata'), 'an object', {}),
    };
  }

  private readApiVersion(value: unknown): string {
    const read = nonEmptyText.read(value, this.place.key('apiVersion'));
    if (read === '') return FALLBACK.apiVersion;
    if (read.split('/').length <= 2) return read;
    // cdk8s's ApiObject throws for it.
    return wrong(read, this.place.key('apiVersion'), "a version such as 'v1' or 'apps/v1'", FALLBACK.apiVersion);
  }
}

const FALLBACK: Manifest = { apiVersion: 'v1', kind: 'Unknown', metadata: {} };
