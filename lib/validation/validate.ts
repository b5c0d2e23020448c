import type { Finding, Found, ManifestSet, Rule } from './rule';
import { RULES } from './rules';

/** All findings in the manifests of one environment. */
export function validate(set: ManifestSet): readonly Finding[] {
  const kinds = indicesByKind(set);
  return RULES.flatMap((rule) =>
    foundBy(rule, set, kinds).map((found) => ({ rule: rule.name, severity: rule.severity, ...found })),
  );
}

/** What one rule finds: it is shown the manifests of its kinds. */
export function foundBy(rule: Rule, set: ManifestSet, kinds = indicesByKind(set)): readonly Found[] {
  if (rule.kinds === undefined) return [...rule.check(set)];
  const shown = rule.kinds.flatMap((kind) => kinds.get(kind) ?? []);
  if (shown.length === 0) return [];
  // In the order of the set: of two that contradict each other, the second one is told.
  if (rule.kinds.length > 1) shown.sort((a, b) => a - b);
  const manifests = shown.map((index) => set.manifests[index]!);
  return [...rule.check({ ...set, manifests })].map((found) => ({
    ...found,
    manifest: shown[found.manifest]!,
    ...(found.also === undefined ? {} : { also: shown[found.also]! }),
  }));
}

function indicesByKind({ manifests }: ManifestSet): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { kind }] of manifests.entries()) {
    const known = found.get(kind);
    if (known) known.push(index);
    else found.set(kind, [index]);
  }
  return found;
}
