import type { Manifest } from '../manifests/manifest';
import type { Finding, Found, ManifestSet, Rule } from './rule';
import { RULES } from './rules';

/** All findings in the manifests of one environment. */
export function validate(set: ManifestSet): readonly Finding[] {
  const kinds = new Kinds(set.manifests);
  return RULES.flatMap((rule) =>
    foundBy(rule, set, kinds).map((found) => ({ rule: rule.name, severity: rule.severity, ...found })),
  );
}

/** What one rule finds: it is shown the manifests of its kinds. */
export function foundBy(rule: Rule, set: ManifestSet, kinds = new Kinds(set.manifests)): readonly Found[] {
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
