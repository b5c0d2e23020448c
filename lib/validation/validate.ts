import type { Manifest } from '../manifests/manifest';
import type { Finding, Found, ManifestSet, ObjectRule, Rule, SetRule } from './rule';
import { RULES } from './rules';

/** All findings in the manifests of one environment, in the order of the rules. */
export function validate(set: ManifestSet, rules: readonly Rule[] = RULES): readonly Finding[] {
  const kinds = new Kinds(set.manifests);
  const within = foundWithin(rules.filter(isObjectRule), set);
  return rules.flatMap((rule) => {
    const found = isObjectRule(rule) ? within.get(rule)! : foundBetween(rule, set, kinds);
    return found.map((one) => ({ rule: rule.name, severity: rule.severity, ...one }));
  });
}

function isObjectRule(rule: Rule): rule is ObjectRule {
  return 'within' in rule;
}

/** By the rule. All rules look at one manifest before any looks at the next: while it is in the processor's cache. */
function foundWithin(
  rules: readonly ObjectRule[],
  { manifests, cluster }: ManifestSet,
): ReadonlyMap<ObjectRule, readonly Found[]> {
  const found = new Map(rules.map((rule) => [rule, [] as Found[]]));
  const byKind = new Map<string, readonly ObjectRule[]>();
  for (const [index, manifest] of manifests.entries()) {
    let asking = byKind.get(manifest.kind);
    if (!asking) {
      asking = rules.filter(({ kinds }) => kinds?.includes(manifest.kind) ?? true);
      byKind.set(manifest.kind, asking);
    }
    for (const rule of asking) {
      const here = rule.within(manifest, cluster);
      // Nearly always: an iterator of each empty list would take longer than most rules.
      if (Array.isArray(here) && here.length === 0) continue;
      for (const one of here) found.get(rule)!.push({ manifest: index, ...one });
    }
  }
  return found;
}

/** What a rule finds that holds manifests against each other: it is shown those of its kinds. */
function foundBetween(rule: SetRule, set: ManifestSet, kinds: Kinds): readonly Found[] {
  if (rule.kinds === undefined) return [...rule.check(set)];
  const { indices, manifests } = kinds.only(rule.kinds);
  if (manifests.length === 0) return [];
  return [...rule.check({ ...set, manifests })].map((found) => ({
    ...found,
    manifest: indices[found.manifest]!,
    ...(found.also === undefined ? {} : { also: indices[found.also]! }),
  }));
}

/** The manifests of some kinds, with where they stand in the set. */
interface Shown {
  readonly indices: readonly number[];
  readonly manifests: readonly Manifest[];
}

/** The manifests by their kinds. Many rules ask about the same kinds. */
class Kinds {
  private readonly indices = new Map<string, number[]>();
  private readonly shown = new Map<string, Shown>();

  constructor(private readonly manifests: readonly Manifest[]) {
    for (const [index, { kind }] of manifests.entries()) {
      const known = this.indices.get(kind);
      if (known) known.push(index);
      else this.indices.set(kind, [index]);
    }
  }

  only(kinds: readonly string[]): Shown {
    const key = kinds.join();
    const known = this.shown.get(key);
    if (known) return known;
    const lists = kinds.map((kind) => this.indices.get(kind) ?? []).filter((list) => list.length > 0);
    // In the order of the set: of two that contradict each other, the second one is told.
    const indices = lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => a - b);
    const shown = { indices, manifests: indices.map((index) => this.manifests[index]!) };
    this.shown.set(key, shown);
    return shown;
  }
}
