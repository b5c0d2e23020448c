import type { Place } from '../input/place';
import type { RouteRule } from './model';

/** Complains about regular expressions that no dialect reads: a proxy refuses them, some with all that they serve. */
export function checkPatterns({ path, pathType, headers, query }: RouteRule, at: Place): void {
  if (pathType === 'RegularExpression') checkPattern(path, at.key('path'));
  for (const [key, values] of Object.entries({ headers, query })) {
    for (const [name, { type, value }] of Object.entries(values)) {
      if (type === 'RegularExpression') checkPattern(value, at.key(key).key(name));
    }
  }
}

function checkPattern(pattern: string, at: Place): void {
  const problem = problemOf(pattern);
  if (problem === undefined) return;
  at.complain({
    rule: 'wrong-pattern',
    severity: 'unsafe',
    what: 'is no regular expression',
    got: pattern,
    allowed: "one such as '/v[0-9]+/.*'",
    fix: `mend it: ${problem}`,
  });
}

/**
 * JavaScript's own syntax stands for those of RE2 and PCRE, without what they have beside it: flags (`(?i)`), names of
 * groups (`(?P<a>`), classes of POSIX (`[[:alpha:]]`), the ends `\\A` and `\\z`, atomic groups and possessive quantifiers.
 */
function problemOf(pattern: string): string | undefined {
  const plain = pattern
    .replace(/\(\?[a-zA-Z-]*(:|\))/g, (_, end: string) => (end === ':' ? '(?:' : ''))
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?>/g, '(?:')
    .replace(/([*+?}])\+/g, '$1');
  try {
    new RegExp(plain);
    return undefined;
  } catch (error) {
    return (error as Error).message.split(': ').at(-1)!.toLowerCase();
  }
}
