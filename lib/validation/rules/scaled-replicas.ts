import { at } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** What an autoscaler scales states no replicas of its own: each apply would reset what the autoscaler chose. */
export const scaledReplicas: Rule = {
  name: 'replicas-beside-scaling',
  severity: 'unsafe',
  *check({ manifests }) {
    for (const [index, scaler] of manifests.entries()) {
      if (scaler.kind !== 'HorizontalPodAutoscaler') continue;
      const target = at(scaler, 'spec', 'scaleTargetRef') as
        | { readonly kind?: string; readonly name?: string }
        | undefined;
      const also = manifests.findIndex(
        ({ kind, metadata }) =>
          kind === target?.kind &&
          metadata?.name === target?.name &&
          metadata?.namespace === scaler.metadata?.namespace,
      );
      const replicas = at(manifests[also], 'spec', 'replicas');
      if (replicas === undefined) continue;
      yield {
        manifest: index,
        also,
        what: `spec.scaleTargetRef scales ${target?.kind} ${target?.name}, which states spec.replicas`,
        got: String(replicas),
        allowed: 'a target without replicas',
        fix: 'remove replicas from the target; minReplicas is the least number of Pods',
      };
    }
  },
};
