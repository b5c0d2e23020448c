import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import type { AccessMode } from './claim';
import type { ReadStorage } from './volume-kind';

/** What of a kind of workload says how its Pods share volumes. */
export interface SharingPlan {
  /** Each Pod has claims of its own, by template. */
  readonly claimTemplates?: true;
  /** The Pods belong to their nodes: a path of the node is theirs. */
  readonly onNodes?: true;
  /** How several Pods can be there at once, and what to do against it; none where that never is. */
  readonly together?: { readonly what: string; readonly fix: string };
}

/** Modes in which only one node, or one Pod, has the volume: k8s.io/api core/v1, PersistentVolumeAccessMode. */
const SINGLE: readonly AccessMode[] = ['ReadWriteOnce', 'ReadWriteOncePod'];

/** Complains about claims that several Pods of a workload would fight for, and about paths of nodes. */
export function checkSharing(
  storage: readonly ReadStorage[],
  plan: SharingPlan,
  defaults: DefaultValues,
  at: Place,
): void {
  for (const [index, { claim, hostPath }] of storage.entries()) {
    const here = at.item(index);
    const mode = claim && (claim.accessMode ?? defaults.accessMode);
    if (mode && plan.together && !plan.claimTemplates && SINGLE.includes(mode)) {
      here.key('accessMode').complain({
        rule: 'claim-of-one',
        severity: 'unsafe',
        what: `gives the volume to one ${mode === 'ReadWriteOnce' ? 'node' : 'Pod'}, but ${plan.together.what}`,
        got: mode,
        allowed: 'ReadWriteMany (or ReadOnlyMany) for several Pods',
        fix: `${plan.together.fix}, write accessMode: 'ReadWriteMany', or give each Pod its own: a StatefulCluster`,
      });
    }
    if (hostPath !== undefined && !plan.onNodes) {
      here.key('path').complain({
        rule: 'host-path',
        severity: 'unsafe',
        what: 'is a path of the node: on another node a Pod finds other files, and Pod Security refuses it',
        got: hostPath,
        allowed: 'volumes that follow the Pod',
        fix: "use a claim; for a program of the node a NodeAgent; or Unsafe.accept(workload, 'host-path', '<reason>')",
      });
    }
  }
}
