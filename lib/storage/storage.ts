import type { Size } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { Choice, choice } from '../input/choice';
import { containerPath, labelKey, labelValue, nameOf, pathInFolder } from '../input/names';
import { bytes } from '../input/quantities';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { map, oneOf, text, textThat } from '../input/readers';
import type { PersistentVolumeClaim } from '../kubernetes/generated';
import { hasForm, toForm } from '../kubernetes/names';

/** Who may mount a volume at once. */
export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** A claim of each member. */
export interface ClaimProps {
  /** Where the volume is mounted. */
  readonly mountPath: string;
  /** The size, such as `20Gi`. Kubernetes can raise it later by hand, never lower it. */
  readonly size: string | Size;
  /**
   * The StorageClass; `''` asks for a volume without one.
   * @default - the cluster's default class: no name is written
   */
  readonly storageClass?: string;
  /** @default 'ReadWriteOnce' */
  readonly accessMode?: AccessMode;
  /**
   * A folder of the volume that is mounted instead of its root, where `lost+found` may stand.
   * @default - the root
   */
  readonly subPath?: string;
  /**
   * Labels of the claim. They can't be changed while the StatefulSet exists.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the claim. They can't be changed while the StatefulSet exists.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The empty text asks for a volume without a class: a static one. */
const storageClassName = textThat(
  "the name of a StorageClass, or '' for a volume without one",
  (name) => name === '' || hasForm(name, 'dns-1123-subdomain'),
  (name) => `write ${toForm(name, 'dns-1123-subdomain')}`,
);

const FIELDS = {
  mountPath: required(containerPath),
  size: required(bytes),
  storageClass: optional(storageClassName),
  accessMode: optional(oneOf<AccessMode>('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod')),
  subPath: optional(pathInFolder),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
};
const CLAIM = shape<ClaimProps>()('Storage.claim', FIELDS);
const claimName = nameOf('dns-1123-label');

/** A claim as read. */
export interface ReadClaim extends ReadOf<typeof FIELDS> {
  readonly name: string;
}

/** What a member keeps its data on. */
export class Storage extends Choice<ReadClaim> {
  /**
   * A PersistentVolumeClaim of each member, made by the StatefulSet: `<name>-<cluster>-<ordinal>`.
   * Kubernetes accepts no change of it; it stays when the set is deleted or scaled down, unless `retention` says else.
   */
  static claim(name: string, props: ClaimProps): Storage {
    return new Storage('Storage', (at) => ({ ...CLAIM.read(props, at), name: claimName.read(name, at.key('name')) }));
  }
}

export const storage = choice<ReadClaim>('Storage', "Storage.claim('data', { mountPath: '/data', size: '20Gi' })", {
  ...CLAIM.fallback,
  name: '',
});

/** The claim template. apiVersion and kind are written although optional: without them Argo CD sees a difference. */
export function claimTemplate(claim: ReadClaim, defaults: DefaultValues): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim.name, labels: claim.labels, annotations: claim.annotations },
    spec: {
      accessModes: [claim.accessMode ?? defaults.accessMode],
      storageClassName: claim.storageClass,
      resources: { requests: { storage: claim.size } },
    },
  };
}
