import type { Duration } from 'cdk8s';
import { dataKey } from '../config/keys';
import { seconds } from '../input/durations';
import { labelKey, labelValue, objectName } from '../input/names';
import { optional, type Reader, type ReadOf, required, shape, wrong } from '../input/reader';
import { flag, list, map, nonEmptyText, oneOf, text } from '../input/readers';
import { EXTERNAL_SECRET_OVERLAYS, type ExternalSecretOverlays } from '../overlay/object-overlays';

/** Which SecretStore is asked. */
export interface SecretStoreProps {
  readonly name: string;
  /**
   * A SecretStore belongs to a namespace, a ClusterSecretStore to all.
   * @default 'SecretStore'
   */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** One value of the store. */
export interface RemoteKeyProps {
  /** The entry's name in the store. */
  readonly key: string;
  /** A field of the entry, where it is a map. @default - the whole entry */
  readonly property?: string;
  /** @default - the newest */
  readonly version?: string;
  /** How the value is decoded. @default 'None' */
  readonly decodingStrategy?: 'None' | 'Auto' | 'Base64' | 'Base64URL';
  /** How names that no key can have are converted. @default 'Default' */
  readonly conversionStrategy?: 'Default' | 'Unicode';
  /** Whether tags and labels are fetched instead of the value. @default 'None' */
  readonly metadataPolicy?: 'None' | 'Fetch';
}

/** What the Secret is made into. */
export interface SecretTemplateProps {
  /** The Secret's type. @default - Opaque */
  readonly type?: string;
  /**
   * Keys made from the fetched values, in the template language of the controller: `{{ .password }}`. They replace the
   * fetched keys.
   * @default - the fetched values as they are
   */
  readonly data?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an ExternalSecret says. */
export interface ExternalSecretProps {
  /** The store that is asked: its name, or with its kind. */
  readonly store: string | SecretStoreProps;
  /**
   * The keys of the Secret, each with the entry of the store: its name, or with its property and version.
   * @default - none
   */
  readonly data?: Readonly<Record<string, string | RemoteKeyProps>>;
  /**
   * Entries of the store whose every field becomes a key.
   * @default - none
   */
  readonly extract?: readonly (string | RemoteKeyProps)[];
  /**
   * The object's name, and the Secret's.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * How often the store is asked; 0 for once.
   * @default - 1 hour
   */
  readonly refresh?: number | Duration;
  /**
   * What leads to another look into the store.
   * @default 'Periodic'
   */
  readonly refreshPolicy?: 'Periodic' | 'OnChange' | 'CreatedOnce';
  /**
   * Whose the Secret is. 'Owner': it goes with the ExternalSecret; 'Orphan': it stays; 'Merge': it is another's, and gets
   * these keys too.
   * @default 'Owner'
   */
  readonly creationPolicy?: 'Owner' | 'Orphan' | 'Merge';
  /**
   * What becomes of the Secret when the store has lost all values.
   * @default 'Retain'
   */
  readonly deletionPolicy?: 'Retain' | 'Delete' | 'Merge';
  /** What the Secret is made into. @default - the fetched values as they are */
  readonly template?: SecretTemplateProps;
  /** Make the Secret immutable: the controller can't rotate it. @default false */
  readonly immutable?: boolean;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: ExternalSecretOverlays;
}

const STORE = shape<SecretStoreProps>()('store', {
  name: required(objectName),
  kind: optional(oneOf<'SecretStore' | 'ClusterSecretStore'>('SecretStore', 'ClusterSecretStore')),
});
const REMOTE_FIELDS = {
  key: required(nonEmptyText),
  property: optional(nonEmptyText),
  version: optional(nonEmptyText),
  decodingStrategy: optional(oneOf<'None' | 'Auto' | 'Base64' | 'Base64URL'>('None', 'Auto', 'Base64', 'Base64URL')),
  conversionStrategy: optional(oneOf<'Default' | 'Unicode'>('Default', 'Unicode')),
  metadataPolicy: optional(oneOf<'None' | 'Fetch'>('None', 'Fetch')),
};
const REMOTE = shape<RemoteKeyProps>()('an entry of the store', REMOTE_FIELDS);
export const SECRET_TEMPLATE = shape<SecretTemplateProps>()('template', {
  type: optional(nonEmptyText),
  data: optional(map(text, dataKey)),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
});

type ReadRemote = ReadOf<typeof REMOTE_FIELDS>;

/** A text stands for the object that has it as its only field. */
function shorthand<T>(whole: Reader<T>, field: string): Reader<T> {
  const allowed = `a text, or ${whole.allowed}`;
  return {
    allowed,
    fallback: whole.fallback,
    read(value, at) {
      if (typeof value !== 'object' && typeof value !== 'string') return wrong(value, at, allowed, whole.fallback);
      return whole.read(typeof value === 'string' ? { [field]: value } : value, at);
    },
  };
}

const remote = shorthand<ReadRemote>(REMOTE, 'key');

export const EXTERNAL_SECRET_FIELDS = {
  store: required(shorthand(STORE, 'name')),
  data: optional(map(remote, dataKey)),
  extract: optional(list(remote)),
  name: optional(objectName),
  refresh: optional(seconds(0)),
  refreshPolicy: optional(oneOf<'Periodic' | 'OnChange' | 'CreatedOnce'>('Periodic', 'OnChange', 'CreatedOnce')),
  creationPolicy: optional(oneOf<'Owner' | 'Orphan' | 'Merge'>('Owner', 'Orphan', 'Merge')),
  deletionPolicy: optional(oneOf<'Retain' | 'Delete' | 'Merge'>('Retain', 'Delete', 'Merge')),
  template: optional(SECRET_TEMPLATE),
  immutable: optional(flag),
  overlays: optional(EXTERNAL_SECRET_OVERLAYS),
};

export const EXTERNAL_SECRET = shape<ExternalSecretProps>()('ExternalSecret', EXTERNAL_SECRET_FIELDS);

/** An ExternalSecret as read. */
export type ReadExternalSecret = ReadOf<typeof EXTERNAL_SECRET_FIELDS>;

/**
 * The spec of external-secrets.io/v1 (apis/externalsecrets/v1/externalsecret_types.go). Defaults are written out: the
 * controller's CRD adds them to list items, and Argo CD then sees a difference for ever (external-secrets issues 5145,
 * 6797).
 */
export function externalSecretFields(read: ReadExternalSecret, name: string): object {
  const { template } = read;
  return {
    refreshPolicy: read.refreshPolicy ?? 'Periodic',
    refreshInterval: goDuration(read.refresh ?? 3600),
    secretStoreRef: { name: read.store.name, kind: read.store.kind ?? 'SecretStore' },
    target: {
      name,
      creationPolicy: read.creationPolicy ?? 'Owner',
      deletionPolicy: read.deletionPolicy ?? 'Retain',
      immutable: read.immutable,
      template: template && {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        type: template.type,
        metadata:
          template.labels || template.annotations
            ? { labels: template.labels, annotations: template.annotations }
            : undefined,
        data: template.data,
      },
    },
    data: read.data && Object.entries(read.data).map(([secretKey, one]) => ({ secretKey, remoteRef: remoteRef(one) })),
    dataFrom: read.extract?.map((one) => ({ extract: remoteRef(one) })),
  };
}

function remoteRef(one: ReadRemote): object {
  return {
    ...one,
    conversionStrategy: one.conversionStrategy ?? 'Default',
    decodingStrategy: one.decodingStrategy ?? 'None',
    metadataPolicy: one.metadataPolicy ?? 'None',
  };
}

/** As the controller prints it, so that nobody sees a difference: `1h0m0s`. */
function goDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours > 0 ? `${hours}h` : ''}${seconds >= 60 ? `${minutes}m` : ''}${seconds % 60}s`;
}
