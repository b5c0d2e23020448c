import { title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import { entryTitle, ROUTE_KINDS, type RouteEntry, routeEntries } from '../route-entries';
import type { Found, Rule } from '../rule';

/**
 * A host has TLS for all its paths, or for none: a path of plain HTTP beside others with TLS is redirected to HTTPS by some
 * controllers (ingress-nginx: `ssl-redirect` holds for a host that has a certificate), and is not found by HTTPS with others.
 */
export const mixedTls: Rule = {
  name: 'mixed-tls',
  severity: 'unsafe',
  kinds: ROUTE_KINDS,
  *check({ manifests }) {
    const entries = routeEntries(manifests);
    const secured = firstByHost(entries, (entry) => entry.tls || (entry.repeats && isRoute(manifests, entry)));
    const served = new Set(entries.filter(({ tls }) => tls).map(pathKey));
    const doors = doorsOf(entries);
    const said = new Set<string>();
    for (const entry of entries) {
      const also = secured.get(hostKey(entry));
      const once = `${entry.manifest} ${entry.host}`;
      if (also === undefined || also === entry.manifest || entry.tls || entry.repeats || said.has(once)) continue;
      // The twin of a route with TLS, for HTTP; a route on both listeners.
      if (isRoute(manifests, entry) ? doors.get(entry.manifest)!.size > 1 : served.has(pathKey(entry))) continue;
      if (passesThrough(manifests[also]!) || passesThrough(manifests[entry.manifest]!)) continue;
      // Whoever makes certificates by HTTP-01 asks there.
      if (entry.path.startsWith('/.well-known/acme-challenge')) continue;
      said.add(once);
      yield {
        manifest: entry.manifest,
        also,
        what: `${entryTitle(entry)} is plain HTTP, but ${title(manifests[also]!)} serves the host with TLS: by HTTPS the path is not there, or by HTTP it is not`,
        got: title(manifests[entry.manifest]!),
        allowed: 'TLS for all paths of a host, or for none',
        fix: 'write tls: Tls.sharedWith(route) with the other route, or give this one a host of its own',
      };
    }
  },
};

/** Who lets TLS through sees the host of the handshake only: no path of the host is anybody else's. */
export const passthroughHost: Rule = {
  name: 'passthrough-host',
  severity: 'unsafe',
  kinds: ROUTE_KINDS,
  *check({ manifests }): Iterable<Found> {
    const entries = routeEntries(manifests);
    const through = firstByHost(entries, ({ manifest }) => passesThrough(manifests[manifest]!), byHostOnly(manifests));
    const said = new Set<string>();
    for (const entry of entries) {
      const also = through.get(byHostOnly(manifests)(entry));
      const once = `${entry.manifest} ${entry.host}`;
      if (also === undefined || passesThrough(manifests[entry.manifest]!) || entry.repeats || said.has(once)) continue;
      said.add(once);
      yield {
        manifest: entry.manifest,
        also,
        what: `${entryTitle(entry)} gets no request by HTTPS: ${title(manifests[also]!)} lets TLS of the host through to its service`,
        got: title(manifests[entry.manifest]!),
        allowed: 'a host that only one of the two has',
        fix: 'give one of the two another host',
      };
    }
  },
};

/** Gateway routes of TLS and of HTTP have different listeners: their host is what they share. */
function byHostOnly(manifests: readonly Manifest[]) {
  return (entry: RouteEntry) => (isRoute(manifests, entry) ? `Gateway ${entry.host}` : hostKey(entry));
}

function passesThrough({ kind, metadata }: Manifest): boolean {
  if (kind === 'TLSRoute') return true;
  return Object.keys(metadata?.annotations ?? {}).some(
    (name) => name.endsWith('/ssl-passthrough') && at(metadata?.annotations, name) === 'true',
  );
}

function isRoute(manifests: readonly Manifest[], { manifest }: RouteEntry): boolean {
  return manifests[manifest]!.kind !== 'Ingress';
}

/** A host of an Ingress class, whatever the entry point of Traefik; or of a listener. */
function hostKey({ door, host }: RouteEntry): string {
  return `${door.startsWith('class ') ? door.split(' ', 2).join(' ') : door} ${host}`;
}

function pathKey(entry: RouteEntry): string {
  return JSON.stringify([hostKey(entry), entry.pathType, entry.path]);
}

function firstByHost(
  entries: readonly RouteEntry[],
  is: (entry: RouteEntry) => boolean,
  key: (entry: RouteEntry) => string = hostKey,
): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const entry of entries) {
    if (entry.host !== '' && is(entry) && !first.has(key(entry))) first.set(key(entry), entry.manifest);
  }
  return first;
}

function doorsOf(entries: readonly RouteEntry[]): ReadonlyMap<number, ReadonlySet<string>> {
  const doors = new Map<number, Set<string>>();
  for (const { manifest, door } of entries) doors.set(manifest, (doors.get(manifest) ?? new Set()).add(door));
  return doors;
}
