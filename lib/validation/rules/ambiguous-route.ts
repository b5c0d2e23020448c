import { title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import { samePath } from '../../routes/match';
import { entryTitle, ROUTE_KINDS, type RouteEntry, routeEntries } from '../route-entries';
import type { Found, Rule } from '../rule';

/**
 * It is the YAML that says which route takes a request: not the routes' age, and not the order in which an
 * implementation compares its patterns. Source: HTTPRouteRule.matches of the Gateway API on precedence.
 */
export const ambiguousRoute: Rule = {
  name: 'ambiguous-route',
  severity: 'unsafe',
  kinds: ROUTE_KINDS,
  *check({ manifests }) {
    const doors = new Map<string, RouteEntry[]>();
    for (const entry of routeEntries(manifests)) {
      if (manifests[entry.manifest]!.kind === 'Ingress' || entry.repeats) continue;
      const key = `${entry.door} ${entry.host}`;
      doors.set(key, [...(doors.get(key) ?? []), entry]);
    }
    const said = new Set<string>();
    for (const entries of doors.values()) {
      for (const found of [...ties(entries, manifests), ...patterns(entries, manifests)]) {
        const once = JSON.stringify([found.manifest, found.also, found.what]);
        if (!said.has(once)) yield found;
        said.add(once);
      }
    }
  },
};

/** Two routes whose matches are equally narrow, and can both hold: the older route wins. */
function* ties(entries: readonly RouteEntry[], manifests: readonly Manifest[]): Iterable<Found> {
  const paths = new Map<string, RouteEntry[]>();
  for (const entry of entries) {
    const narrowness = [entry.method === '', entry.headers.length, entry.query.length];
    const key = JSON.stringify([entry.pathType, samePath(entry.pathType, entry.path), entry.method, narrowness]);
    const before = paths.get(key) ?? [];
    for (const other of before) {
      if (other.manifest === entry.manifest || isSame(entry, other) || excludes(entry, other)) continue;
      yield {
        manifest: entry.manifest,
        also: other.manifest,
        what: `${entryTitle(entry)} is matched as narrowly by ${title(manifests[other.manifest]!)}: a request that fits both goes to the older one`,
        got: [...entry.headers, ...entry.query].join(', '),
        allowed: 'matches of which one is narrower, or that exclude each other',
        fix: 'put both into one route, where the first wins; or add a header to one of them',
      };
    }
    paths.set(key, [...before, entry]);
  }
}

function isSame(a: RouteEntry, b: RouteEntry): boolean {
  return JSON.stringify([a.headers, a.query]) === JSON.stringify([b.headers, b.query]);
}

/** Two exact values of one header, or parameter, are never in one request. */
function excludes(a: RouteEntry, b: RouteEntry): boolean {
  const exact = (entry: RouteEntry) =>
    new Map(
      [...entry.headers, ...entry.query].flatMap((condition): [string, string][] => {
        const [, name, value] = /^(\w+ \S+) Exact (.*)$/.exec(condition) ?? [];
        return name === undefined ? [] : [[name, value!]];
      }),
    );
  const others = exact(b);
  return [...exact(a)].some(([name, value]) => others.has(name) && others.get(name) !== value);
}

/** A pattern that also takes what a plain path of another rule takes: which comes first, the specification leaves open. */
function* patterns(entries: readonly RouteEntry[], manifests: readonly Manifest[]): Iterable<Found> {
  const regexes = entries.filter(({ pathType }) => pathType === 'RegularExpression');
  for (const pattern of regexes) {
    for (const plain of entries) {
      if (!/^(Exact|PathPrefix)$/.test(plain.pathType) || plain.path === '/' || !takes(pattern.path, plain.path))
        continue;
      yield {
        manifest: plain.manifest,
        ...(pattern.manifest === plain.manifest ? {} : { also: pattern.manifest }),
        what: `${entryTitle(plain)} is also matched by the pattern ${pattern.path} of ${title(manifests[pattern.manifest]!)}: which comes first is the implementation’s choice`,
        got: plain.path,
        allowed: 'a path that no pattern of the host matches',
        fix: 'make the pattern narrower, or write plain paths',
      };
    }
  }
}

function takes(pattern: string, path: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(path);
  } catch {
    return false; // Not JavaScript's dialect: nothing is known of it.
  }
}

const NGINX = 'nginx.ingress.kubernetes.io';

/**
 * On ingress-nginx, no path of a host is compared otherwise than it says: with one Ingress that uses patterns, those of
 * all others become patterns too. Source: docs/user-guide/ingress-path-matching.md of the project.
 */
export const regexHost: Rule = {
  name: 'regex-host',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const usesPatterns = (index: number) => {
      const annotations = manifests[index]!.metadata?.annotations;
      return (
        at(annotations, `${NGINX}/use-regex`) === 'true' || at(annotations, `${NGINX}/rewrite-target`) !== undefined
      );
    };
    const entries = routeEntries(manifests).filter(({ manifest }) => manifests[manifest]!.kind === 'Ingress');
    const first = new Map<string, number>();
    for (const { manifest, door, host } of entries) {
      if (usesPatterns(manifest) && !first.has(`${door} ${host}`)) first.set(`${door} ${host}`, manifest);
    }
    for (const entry of entries) {
      const also = first.get(`${entry.door} ${entry.host}`);
      const plain = /^(Exact|Prefix)$/.test(entry.pathType) && !(entry.path === '/' && entry.pathType === 'Prefix');
      if (also === undefined || also === entry.manifest || entry.repeats || usesPatterns(entry.manifest) || !plain)
        continue;
      yield {
        manifest: entry.manifest,
        also,
        what: `${entryTitle(entry)} is taken as the beginning of a regular expression, because ${title(manifests[also]!)} uses some on this host`,
        got: `pathType: ${entry.pathType}`,
        allowed: 'a host without patterns and rewrites',
        fix: 'put both into one IngressRoute, which writes the ends out; or give the patterns a host of their own',
      };
    }
  },
};
