import type { Finding, ManifestSet } from './rule';
import { RULES } from './rules';

/** All findings in the manifests of one environment. */
export function validate(set: ManifestSet): readonly Finding[] {
  return RULES.flatMap(({ name: rule, severity, check }) =>
    [...check(set)].map((found) => ({ rule, severity, ...found })),
  );
}
