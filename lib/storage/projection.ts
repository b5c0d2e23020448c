import type { Duration } from 'cdk8s';
import type { DataUse } from '../config/data-source';
import { configMapReference, type NamedObject, type Reference, secretReference } from '../config/references';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { labelKey, labelValue, pathInFolder } from '../input/names';
import { optional, type Reader, required, shape } from '../input/reader';
import { flag, map, nonEmptyText } from '../input/readers';
import type { VolumeProjection } from '../kubernetes/generated';
import { POD_FILES_FIELDS, type PodFilesProps, podFilesFields } from './downward-api';
import { KEY_FILES_FIELDS, type KeyFilesProps, keyFilesFields, lateSource, usedKeys } from './keys';

/** A token of the Pod's ServiceAccount as a file. */
export interface ServiceAccountTokenProps {
  /** The file's path in the volume. */
  readonly path: string;
  /** Who is to accept it. @default - the API server */
  readonly audience?: string;
  /** How long it is valid, from 10 minutes on; kubelet renews it in time. @default - one hour */
  readonly expiration?: number | Duration;
}

/**
 * Certificates as a file. Needs the features ClusterTrustBundle and ClusterTrustBundleProjection, which are off by
 * default (KEP-3257): without them the API server drops the source, with no more than a warning (tried on 1.36.3).
 */
export interface TrustBundleProps {
  /** The file's path in the volume. */
  readonly path: string;
  /** Start the Pod also when there is none. @default false */
  readonly optional?: boolean;
}

/** The certificates of all bundles of a signer. */
export interface SignerBundlesProps extends TrustBundleProps {
  /** Labels of the signer's bundles that count. @default - all of them */
  readonly labels?: Readonly<Record<string, string>>;
}

const KEY_FILES = shape<KeyFilesProps>()('Projection', KEY_FILES_FIELDS);
const POD_FILES = shape<PodFilesProps>()('Projection.downwardApi', POD_FILES_FIELDS);
const TOKEN = shape<ServiceAccountTokenProps>()('Projection.serviceAccountToken', {
  path: required(pathInFolder),
  audience: optional(nonEmptyText),
  // k8s.io/kubernetes pkg/apis/core/validation, validateProjectionSources.
  expiration: optional(seconds(600)),
});
const BUNDLE_FIELDS = { path: required(pathInFolder), optional: optional(flag) };
const BUNDLE = shape<TrustBundleProps>()('Projection.trustBundle', BUNDLE_FIELDS);
const SIGNER_BUNDLES = shape<SignerBundlesProps>()('Projection.signerBundles', {
  ...BUNDLE_FIELDS,
  labels: optional(map(labelValue, labelKey)),
});

/** One part of a projected volume, as read. */
export interface ReadProjection {
  readonly fields: VolumeProjection;
  /** The source of ours whose files it holds. */
  readonly use?: DataUse;
}

/** One part of a projected volume: several of them share one folder. */
export class Projection extends Choice<ReadProjection> {
  /**
   * Keys of a ConfigMap of the same namespace.
   * @param configMap its name, a ConfigMap of ours or one of cdk8s-plus
   */
  static configMap(configMap: string | NamedObject, props: KeyFilesProps = {}): Projection {
    return Projection.ofKeys('configMap', configMapReference, configMap, props);
  }

  /**
   * Keys of a Secret of the same namespace.
   * @param secret its name, an ExternalSecret, a SealedSecret or one of cdk8s-plus
   */
  static secret(secret: string | NamedObject, props: KeyFilesProps = {}): Projection {
    return Projection.ofKeys('secret', secretReference, secret, props);
  }

  /** What kubelet knows of the Pod. */
  static downwardApi(props: PodFilesProps): Projection {
    return new Projection('Projection', (at) => ({
      fields: { downwardAPI: { items: podFilesFields(POD_FILES.read(props, at)) } },
    }));
  }

  /** A token of the Pod's ServiceAccount, for an audience of its own; kubelet renews it. */
  static serviceAccountToken(props: ServiceAccountTokenProps): Projection {
    return new Projection('Projection', (at) => {
      const { path, audience, expiration } = TOKEN.read(props, at);
      return { fields: { serviceAccountToken: { path, audience, expirationSeconds: expiration } } };
    });
  }

  /**
   * The certificates of one ClusterTrustBundle, which belongs to no signer.
   *
   * Kubernetes has the feature gate ClusterTrustBundleProjection on by default since 1.37; before, this is an unsafe finding,
   * `feature-off`, to be accepted where the cluster has the gate on.
   */
  static trustBundle(name: string, props: TrustBundleProps): Projection {
    return new Projection('Projection', (at) => ({
      fields: { clusterTrustBundle: { name: nonEmptyText.read(name, at.key('name')), ...BUNDLE.read(props, at) } },
    }));
  }

  /**
   * The certificates of all ClusterTrustBundles of a signer, such as `example.com/ca`.
   *
   * Kubernetes has the feature gate ClusterTrustBundleProjection on by default since 1.37; before, this is an unsafe finding,
   * `feature-off`, to be accepted where the cluster has the gate on.
   */
  static signerBundles(signerName: string, props: SignerBundlesProps): Projection {
    return new Projection('Projection', (at) => {
      const { labels, ...read } = SIGNER_BUNDLES.read(props, at);
      const signer = nonEmptyText.read(signerName, at.key('signerName'));
      const labelSelector = labels && { matchLabels: labels };
      return { fields: { clusterTrustBundle: { signerName: signer, ...read, labelSelector } } };
    });
  }

  private static ofKeys(
    kind: 'configMap' | 'secret',
    reference: Reader<Reference>,
    object: string | NamedObject,
    props: KeyFilesProps,
  ): Projection {
    return new Projection('Projection', (at) => {
      const read = KEY_FILES.read(props, at);
      const of = reference.read(object, at.key('name'));
      const { name, use } = usedKeys(of, read, at, 'name');
      const keys = keyFilesFields(read, at, of.source);
      return { use, fields: lateSource(kind, () => ({ name: name(), ...keys })) };
    });
  }
}

export const projection = choice<ReadProjection>('Projection', "Projection.configMap('web')", { fields: {} });
