import { identityKey, namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { matches, POD_KINDS, podTemplateOf, selectorOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

type Labels = Readonly<Record<string, string>>;

/** No workload selects the Pods of another in its namespace: their controllers would fight over them. */
export const overlappingSelectors: Rule = {
  name: 'overlapping-selectors',
  severity: 'unsafe',
  kinds: POD_KINDS,
  *check({ manifests }) {
    const carriers = carriersByLabel(manifests);
    const reported = new Set<string>();
    for (const [index, manifest] of manifests.entries()) {
      const selector = selectorOf(manifest);
      if (!selector || Object.keys(selector).length === 0) continue;
      for (const other of rarest(selector, namespaceOf(manifest), carriers)) {
        const pair = [index, other].sort((a, b) => a - b).join();
        if (other === index || reported.has(pair)) continue;
        // One object made twice is another rule's.
        if (identityKey(manifest) === identityKey(manifests[other]!)) continue;
        if (!matches(selector, podTemplateOf(manifests[other]!)!.labels)) continue;
        reported.add(pair);
        yield {
          manifest: index,
          also: other,
          what: `the selector also matches the Pods of ${title(manifests[other]!)}`,
          got: Object.entries(selector)
            .map(([key, value]) => `${key}: ${value}`)
            .join(', '),
          allowed: 'a selector that matches the own Pods only',
          fix: 'give one of the two another name or selector',
        };
      }
    }
  },
};

const keyOf = (namespace: string, label: string, value: string) => `${namespace}\n${label}\n${value}`;

/** The manifests with Pods by each label that these carry, so that a selector need not be held against all others. */
function carriersByLabel(manifests: readonly Manifest[]): ReadonlyMap<string, readonly number[]> {
  const carriers = new Map<string, number[]>();
  for (const [index, manifest] of manifests.entries()) {
    const template = podTemplateOf(manifest);
    // Pods of Jobs belong to their Job by an owner and a label that nobody else has.
    if (!template || manifest.kind === 'Job' || manifest.kind === 'CronJob') continue;
    for (const [label, value] of Object.entries(template.labels)) {
      const key = keyOf(namespaceOf(manifest), label, value);
      const known = carriers.get(key);
      if (known) known.push(index);
      else carriers.set(key, [index]);
    }
  }
  return carriers;
}

function rarest(
  selector: Labels,
  namespace: string,
  carriers: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const candidates = Object.entries(selector).map(
    ([label, value]) => carriers.get(keyOf(namespace, label, value)) ?? [],
  );
  return candidates.reduce((fewest, some) => (some.length < fewest.length ? some : fewest));
}
