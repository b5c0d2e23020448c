import { namespaceOf } from './identify';
import type { Manifest } from './manifest';
import { at, items, matches } from './workloads';

type Labels = Readonly<Record<string, string>>;
type Direction = 'Ingress' | 'Egress';

/** Whether a label selector matches labels. One with expressions counts as matching: what it says is not looked into. */
export function selects(selector: unknown, labels: Labels): boolean {
  if (at(selector, 'matchExpressions') !== undefined) return true;
  const wanted = at(selector, 'matchLabels');
  return typeof wanted !== 'object' || wanted === null || matches(wanted as Labels, labels);
}

/** The policies of a namespace, by its name, so that each workload looks at those of its own only. */
export function policiesByNamespace(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'NetworkPolicy' || !manifest.apiVersion.startsWith('networking.k8s.io/')) continue;
    const namespace = namespaceOf(manifest);
    const known = found.get(namespace);
    if (known) known.push(manifest);
    else found.set(namespace, [manifest]);
  }
  return found;
}

/** Whether a policy speaks of a direction: without policyTypes of ingress always, of egress where it has rules for it. */
export function governs(policy: Manifest, direction: Direction): boolean {
  const types = at(policy, 'spec', 'policyTypes');
  if (Array.isArray(types)) return types.includes(direction);
  return direction === 'Ingress' || at(policy, 'spec', 'egress') !== undefined;
}

/** Whether it is for all Pods of its namespace, and lets nothing through in a direction. */
export function deniesAll(policy: Manifest, direction: Direction): boolean {
  const selector = at(policy, 'spec', 'podSelector');
  const isForAll =
    typeof selector === 'object' &&
    selector !== null &&
    Object.keys((at(selector, 'matchLabels') as object | null) ?? {}).length === 0 &&
    at(selector, 'matchExpressions') === undefined;
  return isForAll && governs(policy, direction) && rulesOf(policy, direction).length === 0;
}

/** What a policy lets through. */
export function rulesOf(policy: Manifest, direction: Direction): readonly unknown[] {
  return items(at(policy, 'spec', direction === 'Ingress' ? 'ingress' : 'egress'));
}
