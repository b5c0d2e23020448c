import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import { isGatewayRoute, ROUTE_KINDS } from '../route-entries';
import type { Rule } from '../rule';

/** Every host is in a domain of the platform: for another one no DNS leads here, or it is somebody else's. */
export const foreignHost: Rule = {
  name: 'foreign-host',
  severity: 'unsafe',
  kinds: ['Gateway', 'ListenerSet', ...ROUTE_KINDS],
  *check({ manifests, cluster: { domains } }) {
    if (domains === undefined) return;
    for (const [index, manifest] of manifests.entries()) {
      for (const host of new Set(hostsOf(manifest))) {
        const name = host.replace(/^\*\./, '');
        if (domains.some((domain) => name === domain || name.endsWith(`.${domain}`))) continue;
        yield {
          manifest: index,
          what: `${host} is in no domain of the platform`,
          got: host,
          allowed: domains.map((domain) => `${domain}, *.${domain}`).join(', ') || 'none: the platform has no domain',
          fix: `write a host of these, or add its domain to the platform's domains`,
        };
      }
    }
  },
};

function hostsOf(manifest: Manifest): readonly string[] {
  const found = () => {
    if (manifest.kind === 'Ingress') return items(at(manifest, 'spec', 'rules')).map((rule) => at(rule, 'host'));
    if (isGatewayRoute(manifest)) return items(at(manifest, 'spec', 'hostnames'));
    if (manifest.kind !== 'Gateway' && manifest.kind !== 'ListenerSet') return [];
    return items(at(manifest, 'spec', 'listeners')).map((listener) => at(listener, 'hostname'));
  };
  return found().filter((host): host is string => typeof host === 'string' && host !== '');
}
