import { Choice, choice } from '../input/choice';
import type { PersistentVolumeClaim } from '../kubernetes/generated';
import { type AccessMode, claimSpecFields, type ReadClaimSpec } from './claim';
import { CLAIM, type ClaimProps, EPHEMERAL, EXISTING_CLAIM, type ExistingClaimProps } from './claim-volumes';
import {
  EMPTY_DIR,
  type EmptyDirProps,
  HOST_PATH,
  type HostPathProps,
  IMAGE,
  type ImageVolumeProps,
} from './node-volumes';
import {
  CONFIG_MAP,
  type ConfigMapVolumeProps,
  DOWNWARD_API,
  type DownwardApiVolumeProps,
  PROJECTED,
  type ProjectedVolumeProps,
  SECRET,
  type SecretVolumeProps,
} from './object-volumes';
import { CSI, type CsiProps, NFS, type NfsProps } from './remote-volumes';
import { type ReadStorage, readVolume, type VolumeKind } from './volume-kind';

/**
 * A volume of a workload, with the path at which its main container has it. Init containers and sidecars mount it by its
 * name.
 */
export class Storage extends Choice<ReadStorage> {
  /**
   * A PersistentVolumeClaim of the workload. A StatefulCluster has one for each member, `<name>-<cluster>-<ordinal>`:
   * Kubernetes accepts no change of it, and it stays when the set is deleted or scaled down, unless `retention` says
   * else. Other workloads have one for all their Pods, `<workload>-<name>`, an object of its own beside the workload.
   */
  static claim(name: string, props: ClaimProps): Storage {
    return Storage.of(CLAIM, name, props);
  }

  /** A PersistentVolumeClaim that is there already, or made by somebody else; all Pods share it. */
  static existingClaim(name: string, props: ExistingClaimProps): Storage {
    return Storage.of(EXISTING_CLAIM, name, props);
  }

  /** A claim of each Pod, `<pod>-<name>`, that is deleted with the Pod, and its data with it. */
  static ephemeral(name: string, props: ClaimProps): Storage {
    return Storage.of(EPHEMERAL, name, props);
  }

  /** An empty folder of each Pod, on the node's disk or in memory; it goes with the Pod. */
  static emptyDir(name: string, props: EmptyDirProps = {}): Storage {
    return Storage.of(EMPTY_DIR, name, props);
  }

  /** A folder of an NFS server; all Pods share it. */
  static nfs(name: string, props: NfsProps): Storage {
    return Storage.of(NFS, name, props);
  }

  /**
   * A path of the node. Pod Security refuses it (baseline and restricted), and a Pod on another node finds other files:
   * outside of a NodeAgent it is unsafe, to be accepted by `Unsafe.accept(workload, 'host-path', '…')`.
   */
  static hostPath(name: string, props: HostPathProps): Storage {
    return Storage.of(HOST_PATH, name, props);
  }

  /** A ConfigMap as files, read-only. */
  static configMap(name: string, props: ConfigMapVolumeProps): Storage {
    return Storage.of(CONFIG_MAP, name, props);
  }

  /** A Secret as files, read-only. */
  static secret(name: string, props: SecretVolumeProps): Storage {
    return Storage.of(SECRET, name, props);
  }

  /** Labels, annotations and resources of the Pod as files, read-only. */
  static downwardApi(name: string, props: DownwardApiVolumeProps): Storage {
    return Storage.of(DOWNWARD_API, name, props);
  }

  /** Several sources in one folder, read-only. */
  static projected(name: string, props: ProjectedVolumeProps): Storage {
    return Storage.of(PROJECTED, name, props);
  }

  /** A volume that a CSI driver makes for the Pod and that goes with it. */
  static csi(name: string, props: CsiProps): Storage {
    return Storage.of(CSI, name, props);
  }

  /** The files of an image or another OCI artifact, read-only. Kubernetes has it by default from 1.35 on. */
  static image(name: string, props: ImageVolumeProps): Storage {
    return Storage.of(IMAGE, name, props);
  }

  private static of<R extends object>(kind: VolumeKind<R>, name: string, props: unknown): Storage {
    return new Storage('Storage', (at) => readVolume(kind, name, props, at));
  }
}

const EXAMPLE = "Storage.claim('data', { mountPath: '/data', size: '20Gi' })";
const NOTHING = { volume: { name: '', mounts: [] }, mountPlaces: [] };
export const storage = choice<ReadStorage>('Storage', EXAMPLE, NOTHING);

/** A claim of a workload, with its name. */
export interface NamedClaim {
  readonly name: string;
  readonly claim: ReadClaimSpec;
}

/** The claims among the volumes. */
export function claimsOf(volumes: readonly ReadStorage[]): readonly NamedClaim[] {
  return volumes.flatMap(({ volume, claim }) => (claim ? [{ name: volume.name, claim }] : []));
}

/** The claim template. apiVersion and kind are written although optional: without them Argo CD sees a difference. */
export function claimTemplate({ name, claim }: NamedClaim, fallback: AccessMode): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: claim.labels, annotations: claim.annotations },
    spec: claimSpecFields(claim, fallback),
  };
}
