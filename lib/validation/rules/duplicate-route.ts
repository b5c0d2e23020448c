import { namespaceOf, title } from '../../manifests/identify';
import { entryKey, entryTitle, ROUTE_KINDS, type RouteEntry, routeEntries } from '../route-entries';
import type { Rule } from '../rule';

/** One path of a host leads to one place: of two routes through one controller or listener, the older one would win. */
export const duplicateRoute: Rule = {
  name: 'duplicate-route',
  severity: 'unsafe',
  kinds: ROUTE_KINDS,
  *check({ manifests }) {
    const seen = new Map<string, RouteEntry>();
    const found = new Set<string>();
    for (const entry of routeEntries(manifests)) {
      const key = entryKey(entry);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, entry);
      if (first === undefined || first.repeats || entry.repeats) continue;
      const manifest = manifests[entry.manifest]!;
      const other = manifests[first.manifest]!;
      // A path stands once for each listener that a route is attached to.
      const once = `${entry.manifest} ${first.manifest} ${entryTitle(entry)} ${entry.rule}`;
      if (found.has(once)) continue;
      found.add(once);
      if (manifest === other) {
        // Of an Ingress, the paths of one controller may repeat each other: their annotations tell them apart.
        if (manifest.kind === 'Ingress' || entry.rule === first.rule) continue;
        yield {
          manifest: entry.manifest,
          what: `spec.rules[${entry.rule}] never gets a request: ${entryTitle(entry)} goes to spec.rules[${first.rule}]`,
          got: title(manifest),
          allowed: 'each match once',
          fix: 'remove one of the two rules, or give it another match',
        };
        continue;
      }
      yield {
        manifest: entry.manifest,
        also: first.manifest,
        what:
          entry.path === ''
            ? `${entryTitle(entry)} is also that of ${title(other)}`
            : `${entryTitle(entry)} is also a path of ${title(other)}`,
        got: `${title(manifest)}${namespaceOf(manifest) === '' ? ' (namespace not known)' : ''}`,
        allowed:
          manifest.kind === 'Ingress'
            ? 'each path of a host once for an Ingress class'
            : 'each match once for a listener',
        fix:
          entry.path === ''
            ? 'give one of the two a listener of its own, or both services to one route: split'
            : 'remove one of the two, or give it another path',
      };
    }
  },
};
