import { namespaceOf } from './identify';
import type { Manifest } from './manifest';
import { at, items, matches } from './workloads';

type Labels = Readonly<Record<string, string>>;
type Direction = 'Ingress' | 'Egress';

/** A NetworkPolicy as rules ask for it. */
export interface Policy {
  /** Its index among the manifests. */
  readonly index: number;
  readonly selector: unknown;
  /** Of which directions it speaks, with what it lets through there. */
  readonly rules: Readonly<Partial<Record<Direction, readonly unknown[]>>>;
}

/** The policies of a namespace, those that are for one label found by it. */
interface OfNamespace {
  readonly forAll: Policy[];
  readonly byLabel: Map<string, Policy[]>;
}

/** The NetworkPolicies among manifests: each workload looks at those that may be for it only. */
export class Policies {
  private readonly namespaces = new Map<string, OfNamespace>();

  constructor(manifests: readonly Manifest[]) {
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind === 'NetworkPolicy') this.add(namespaceOf(manifest), toPolicy(manifest, index));
    }
  }

  /** Whether one lets nothing through, for all Pods of its namespace. */
  get haveDenial(): boolean {
    return [...this.namespaces.values()].some(({ forAll }) =>
      forAll.some((policy) => deniesAll(policy, 'Ingress') || deniesAll(policy, 'Egress')),
    );
  }

  /** The policies of a namespace that select Pods with some labels, and speak of a direction. */
  for(namespace: string, labels: Labels, direction: Direction): readonly Policy[] {
    const { forAll = [], byLabel } = this.namespaces.get(namespace) ?? {};
    const some = byLabel
      ? Object.entries(labels).flatMap(([key, value]) => byLabel.get(labelOf(key, value)) ?? [])
      : [];
    return [...forAll, ...some].filter(
      ({ selector, rules }) => rules[direction] !== undefined && selects(selector, labels),
    );
  }

  private add(namespace: string, policy: Policy): void {
    const there: OfNamespace = this.namespaces.get(namespace) ?? { forAll: [], byLabel: new Map() };
    this.namespaces.set(namespace, there);
    const first = Object.entries((at(policy.selector, 'matchLabels') as Labels | undefined | null) ?? {})[0];
    if (!first) there.forAll.push(policy);
    else {
      const label = labelOf(...first);
      there.byLabel.set(label, [...(there.byLabel.get(label) ?? []), policy]);
    }
  }
}

function labelOf(key: string, value: unknown): string {
  return `${key}=${value}`;
}

function toPolicy(manifest: Manifest, index: number): Policy {
  const spec = at(manifest, 'spec');
  const types = at(spec, 'policyTypes');
  // Without policyTypes it speaks of what comes in always, of what goes out where it has rules for it.
  const speaksOf = (direction: Direction) =>
    Array.isArray(types) ? types.includes(direction) : direction === 'Ingress' || at(spec, 'egress') !== undefined;
  return {
    index,
    selector: at(spec, 'podSelector'),
    rules: {
      ...(speaksOf('Ingress') ? { Ingress: items(at(spec, 'ingress')) } : {}),
      ...(speaksOf('Egress') ? { Egress: items(at(spec, 'egress')) } : {}),
    },
  };
}

/** Whether a label selector matches labels. One with expressions counts as matching: what it says is not looked into. */
export function selects(selector: unknown, labels: Labels): boolean {
  if (at(selector, 'matchExpressions') !== undefined) return true;
  const wanted = at(selector, 'matchLabels');
  return typeof wanted !== 'object' || wanted === null || matches(wanted as Labels, labels);
}

/** Whether a policy is for all Pods of its namespace, and lets nothing through in a direction. */
export function deniesAll({ selector, rules }: Policy, direction: Direction): boolean {
  if (typeof selector !== 'object' || selector === null || at(selector, 'matchExpressions') !== undefined) return false;
  const labels = Object.keys((at(selector, 'matchLabels') as object | null | undefined) ?? {});
  return labels.length === 0 && rules[direction]?.length === 0;
}
