import type { Manifest } from '../manifests/manifest';
import type { Finding, Found, ManifestSet, ObjectRule, Rule, SetRule } from './rule';
import { RULES } from './rules';

/** All findings in the manifests of one environment, in the order of the rules. */
export function validate(set: ManifestSet, rules: readonly Rule[] = RULES): readonly Finding[] {
  const within = foundWithin(rules.filter(isObjectRule), set);
  const shown = shownTo(rules.filter(isSetRule), set.manifests);
  return rules.flatMap((rule) => {
    const found = isSetRule(rule) ? foundBetween(rule, set, shown.get(rule)!) : within.get(rule)!;
    return found.map((one) => ({ rule: rule.name, severity: rule.severity, ...one }));
  });
}

function isObjectRule(rule: Rule): rule is ObjectRule {
  return 'within' in rule;
}

function isSetRule(rule: Rule): rule is SetRule {
  return !isObjectRule(rule);
}

/** By the rule. All rules look at one manifest before any looks at the next: while it is in the processor's cache. */
function foundWithin(
  rules: readonly ObjectRule[],
  { manifests, cluster }: ManifestSet,
): ReadonlyMap<ObjectRule, readonly Found[]> {
  const found = new Map(rules.map((rule) => [rule, [] as Found[]]));
  const asking = byKind((kind) => rules.filter((rule) => asksAbout(rule, kind)));
  for (const [index, manifest] of manifests.entries()) {
    for (const rule of asking(manifest.kind)) {
      const here = rule.within(manifest, cluster);
      // Nearly always: an iterator of each empty list would take longer than most rules.
      if (Array.isArray(here) && here.length === 0) continue;
      for (const one of here) found.get(rule)!.push({ manifest: index, ...one });
    }
  }
  return found;
}

/** The manifests that a rule is shown, in the order of the set, and where they stand in it. */
interface Shown {
  readonly indices: number[];
  readonly manifests: Manifest[];
}

/** By the rule; those that ask about the same kinds are shown the same. */
function shownTo(rules: readonly SetRule[], manifests: readonly Manifest[]): ReadonlyMap<SetRule, Shown> {
  const byKinds = new Map<string | undefined, Shown>();
  for (const { kinds } of rules) byKinds.set(kinds?.join(), { indices: [], manifests: [] });
  const shown = new Map(rules.map((rule) => [rule, byKinds.get(rule.kinds?.join())!]));
  const asking = byKind((kind) => {
    const all = rules.filter((rule) => asksAbout(rule, kind)).map((rule) => shown.get(rule)!);
    return [...new Set(all)];
  });
  for (const [index, manifest] of manifests.entries()) {
    for (const { indices, manifests: own } of asking(manifest.kind)) {
      indices.push(index);
      own.push(manifest);
    }
  }
  return shown;
}

function asksAbout({ kinds }: Rule, kind: string): boolean {
  return kinds?.includes(kind) ?? true;
}

/** Answers as `find` does, which it asks once for each kind. */
function byKind<T>(find: (kind: string) => T): (kind: string) => T {
  const known = new Map<string, T>();
  return (kind) => {
    const found = known.get(kind) ?? find(kind);
    known.set(kind, found);
    return found;
  };
}

/** What a rule finds that holds manifests against each other. */
function foundBetween(rule: SetRule, set: ManifestSet, { indices, manifests }: Shown): readonly Found[] {
  if (manifests.length === 0) return [];
  return [...rule.check({ ...set, manifests })].map((found) => ({
    ...found,
    manifest: indices[found.manifest]!,
    ...(found.also === undefined ? {} : { also: indices[found.also]! }),
  }));
}
