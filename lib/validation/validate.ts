import type { Finding, ManifestSet } from './rule';
import { RULES } from './rules';

/**
 * All findings in the manifests of one environment.
 *
 * @param judged whether a manifest is judged alone too; those whose construct has errors are not
 */
export function validate(set: ManifestSet, judged: (index: number) => boolean = () => true): readonly Finding[] {
  return RULES.flatMap(({ name: rule, severity, scope, check }) =>
    [...check(set)]
      .filter(({ manifest }) => scope === 'set' || judged(manifest))
      .map((found) => ({ rule, severity, ...found })),
  );
}
