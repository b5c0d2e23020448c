import { Choice, choice } from '../input/choice';
import { nameOf, objectName } from '../input/names';
import { optional, required, shape } from '../input/reader';
import { nonEmptyText } from '../input/readers';
import type { PersistentVolumeClaimSpec } from '../kubernetes/generated';

/** Any object that a volume populator of the cluster knows. */
export interface PopulatorProps {
  /** The API group of its kind, such as `forklift.konveyor.io`. */
  readonly apiGroup: string;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /**
   * Its namespace; another one needs a ReferenceGrant there, and the alpha feature CrossNamespaceVolumeDataSource.
   * @default - the claim's
   */
  readonly namespace?: string;
}

const POPULATOR = shape<PopulatorProps>()('ClaimSource.populator', {
  apiGroup: required(nameOf('dns-1123-subdomain', 'an API group')),
  kind: required(nonEmptyText),
  name: required(objectName),
  namespace: optional(nameOf('dns-1123-label', 'a namespace')),
});

type SourceFields = Pick<PersistentVolumeClaimSpec, 'dataSource' | 'dataSourceRef'>;

/** What a new volume is filled with. It counts when the volume is made, and never again. */
export class ClaimSource extends Choice<SourceFields> {
  /** A VolumeSnapshot of the same namespace: a restore. The claim must be at least as large as the snapshot. */
  static snapshot(name: string): ClaimSource {
    return new ClaimSource('ClaimSource', (at) => ({
      dataSource: {
        apiGroup: 'snapshot.storage.k8s.io',
        kind: 'VolumeSnapshot',
        name: objectName.read(name, at.key('name')),
      },
    }));
  }

  /** Another claim of the same namespace and the same CSI driver: a clone. */
  static claim(name: string): ClaimSource {
    return new ClaimSource('ClaimSource', (at) => ({
      dataSource: { kind: 'PersistentVolumeClaim', name: objectName.read(name, at.key('name')) },
    }));
  }

  /** An object that a volume populator fills volumes from. */
  static populator(props: PopulatorProps): ClaimSource {
    return new ClaimSource('ClaimSource', (at) => ({ dataSourceRef: POPULATOR.read(props, at) }));
  }
}

export const claimSource = choice<SourceFields>('ClaimSource', "ClaimSource.snapshot('data-before-upgrade')", {});
