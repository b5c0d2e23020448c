import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { labelKey, labelValue, objectName, pathInFolder } from '../input/names';
import { optional, required, shape } from '../input/reader';
import { flag, map, nonEmptyText } from '../input/readers';
import type { VolumeProjection } from '../kubernetes/generated';
import { POD_FILES_FIELDS, type PodFilesProps, podFilesFields } from './downward-api';
import { KEY_FILES_FIELDS, type KeyFilesProps, keyFilesFields } from './keys';

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

/** One part of a projected volume: several of them share one folder. */
export class Projection extends Choice<VolumeProjection> {
  /** Keys of a ConfigMap of the same namespace. */
  static configMap(name: string, props: KeyFilesProps = {}): Projection {
    return Projection.ofKeys('configMap', name, props);
  }

  /** Keys of a Secret of the same namespace. */
  static secret(name: string, props: KeyFilesProps = {}): Projection {
    return Projection.ofKeys('secret', name, props);
  }

  /** What kubelet knows of the Pod. */
  static downwardApi(props: PodFilesProps): Projection {
    return new Projection('Projection', (at) => ({
      downwardAPI: { items: podFilesFields(POD_FILES.read(props, at)) },
    }));
  }

  /** A token of the Pod's ServiceAccount, for an audience of its own; kubelet renews it. */
  static serviceAccountToken(props: ServiceAccountTokenProps): Projection {
    return new Projection('Projection', (at) => {
      const { path, audience, expiration } = TOKEN.read(props, at);
      return { serviceAccountToken: { path, audience, expirationSeconds: expiration } };
    });
  }

  /** The certificates of one ClusterTrustBundle, which belongs to no signer. */
  static trustBundle(name: string, props: TrustBundleProps): Projection {
    return new Projection('Projection', (at) => ({
      clusterTrustBundle: { name: nonEmptyText.read(name, at.key('name')), ...BUNDLE.read(props, at) },
    }));
  }

  /** The certificates of all ClusterTrustBundles of a signer, such as `example.com/ca`. */
  static signerBundles(signerName: string, props: SignerBundlesProps): Projection {
    return new Projection('Projection', (at) => {
      const { labels, ...read } = SIGNER_BUNDLES.read(props, at);
      const signer = nonEmptyText.read(signerName, at.key('signerName'));
      return { clusterTrustBundle: { signerName: signer, ...read, labelSelector: labels && { matchLabels: labels } } };
    });
  }

  private static ofKeys(kind: 'configMap' | 'secret', name: string, props: KeyFilesProps): Projection {
    return new Projection('Projection', (at) => ({
      [kind]: {
        name: objectName.read(name, at.key('name')),
        ...keyFilesFields(KEY_FILES.read(props, at), at),
      },
    }));
  }
}

export const projection = choice<VolumeProjection>('Projection', "Projection.configMap('web')", {});
