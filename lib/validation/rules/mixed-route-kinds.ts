import { hostsMeet } from '../../manifests/hosts';
import { title } from '../../manifests/identify';
import { type RouteEntry, routeEntries } from '../route-entries';
import type { Rule } from '../rule';

/**
 * On a listener, a host has HTTP routes or gRPC routes: of two that share one, the Gateway accepts the older route only.
 * Source: `GRPCRouteSpec.hostnames` and «Cross Serving» of GRPCRoute in the Gateway API.
 */
export const mixedRouteKinds: Rule = {
  name: 'mixed-route-kinds',
  severity: 'unsafe',
  kinds: ['HTTPRoute', 'GRPCRoute'],
  *check({ manifests }) {
    const doors = new Map<string, { readonly http: RouteEntry[]; readonly grpc: RouteEntry[] }>();
    const seen = new Set<string>();
    for (const entry of routeEntries(manifests)) {
      const once = `${entry.manifest} ${entry.door} ${entry.host}`;
      if (seen.has(once)) continue;
      seen.add(once);
      const door = doors.get(entry.door) ?? { http: [], grpc: [] };
      doors.set(entry.door, door);
      (manifests[entry.manifest]!.kind === 'GRPCRoute' ? door.grpc : door.http).push(entry);
    }
    const said = new Set<number>();
    for (const { http, grpc } of doors.values()) {
      for (const call of grpc) {
        const other = http.find(({ host }) => hostsMeet(host, call.host));
        if (other === undefined) continue;
        const [first, second] = [call, other].sort((a, b) => a.manifest - b.manifest) as [RouteEntry, RouteEntry];
        if (said.has(second.manifest)) continue;
        said.add(second.manifest);
        yield {
          manifest: second.manifest,
          also: first.manifest,
          what: `shares ${call.host || other.host || 'all hosts'} with ${title(manifests[first.manifest]!)}: a listener takes HTTP routes or gRPC routes of a host, and accepts the older of the two only`,
          got: `${second.host || 'any host'} and ${first.host || 'any host'}`,
          allowed: 'hosts that only one of the two kinds has',
          fix: "give gRPC a host of its own, or write its calls as paths: { path: '/shop.v1.Orders/', to: … }",
        };
      }
    }
  },
};
