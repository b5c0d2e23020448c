import { complainTwice } from '../input/names';
import type { Place } from '../input/place';
import type { RouteRule } from './model';
import type { RouteSettings } from './settings';

/**
 * Complains about headers that are named twice. Their names have no case (RFC 9110, 5.1): of two that are matched, the
 * Gateway API takes the first and leaves the other out (`HTTPRouteMatch.headers`); in which order one header is set, added
 * and removed it leaves open (`HTTPHeaderFilter`).
 */
export function checkHeaders(rule: RouteRule, at: Place, settingAt: (key: keyof RouteSettings) => Place): void {
  const matched = Object.keys(rule.headers);
  const { requestHeaders, responseHeaders } = rule.settings;
  if (matched.length === 0 && requestHeaders === undefined && responseHeaders === undefined) return;
  const once = (names: readonly (readonly [place: Place, name: string])[]) =>
    complainTwice(
      names,
      ([, name]) => name.toLowerCase(),
      (index) => names[index]![0],
      () => ({
        rule: 'duplicate-header',
        severity: 'unsafe',
        what: 'names a header for the second time: its name has no case',
        fix: 'keep one of the two',
      }),
    );
  once(matched.map((name) => [at.key('headers').key(name), name]));
  for (const key of ['requestHeaders', 'responseHeaders'] as const) {
    const { set = {}, add = {}, remove = [] } = rule.settings[key] ?? {};
    const here = settingAt(key);
    once([
      ...Object.keys(set).map((name) => [here.key('set').key(name), name] as const),
      ...Object.keys(add).map((name) => [here.key('add').key(name), name] as const),
      ...remove.map((name, index) => [here.key('remove').item(index), name] as const),
    ]);
  }
  const { header } = rule.canary ?? {};
  if (header === undefined || !matched.some((name) => name.toLowerCase() === header.name.toLowerCase())) return;
  at.key('canary').key('header').key('name').complain({
    rule: 'contradicting-props',
    what: 'is also one of the headers by which the route itself takes requests',
    got: header.name,
    allowed: 'a header that the route does not ask for',
    fix: 'choose another header',
  });
}
