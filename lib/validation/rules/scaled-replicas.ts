import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** What an autoscaler scales states no replicas of its own: each apply would reset what the autoscaler chose. */
export const scaledReplicas: Rule = {
  name: 'replicas-beside-scaling',
  severity: 'unsafe',
  *check({ manifests }) {
    const scalers = [...manifests.entries()].filter(([, { kind }]) => kind === 'HorizontalPodAutoscaler');
    if (scalers.length === 0) return;
    const stating = new Map<string, { readonly also: number; readonly replicas: unknown }>();
    for (const [also, manifest] of manifests.entries()) {
      const replicas = at(manifest, 'spec', 'replicas');
      if (replicas !== undefined) stating.set(placeOf(manifest, manifest), { also, replicas });
    }
    for (const [index, scaler] of scalers) {
      const target = at(scaler, 'spec', 'scaleTargetRef') as Partial<Target> | undefined;
      const found = stating.get(placeOf(scaler, { kind: target?.kind, metadata: { name: target?.name } }));
      if (found === undefined) continue;
      const { also, replicas } = found;
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

interface Target {
  readonly kind: string;
  readonly name: string;
}

/** Where an object of the same namespace as another is found. */
function placeOf(
  { metadata }: Pick<Manifest, 'metadata'>,
  { kind, metadata: own }: { readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } },
): string {
  return `${metadata?.namespace}/${kind}/${own?.name}`;
}
