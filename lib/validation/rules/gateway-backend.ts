import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Found, Rule } from '../rule';

const KINDS = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']);

/** A route of the Gateway API sends to ports that the Service has, of its own namespace or one that lets it in. */
export const gatewayBackend: Rule = {
  name: 'unknown-port',
  severity: 'unsafe',
  kinds: ['Service', ...KINDS],
  *check({ manifests }) {
    for (const { index, ref, path, service } of references(manifests)) {
      const ports = items(at(service.manifest, 'spec', 'ports'));
      const port = at(ref, 'port');
      // Port 0 stands for an error of the route that is reported already.
      if (port === 0 || ports.some((has) => at(has, 'port') === port)) continue;
      yield {
        manifest: index,
        also: service.index,
        what: `${path} sends to a port that Service ${service.manifest.metadata?.name} does not have`,
        got: String(port),
        allowed: ports.map((has) => at(has, 'port')).join(', ') || 'none: it has no ports',
        fix: 'name one of its ports',
      };
    }
  },
};

/** A route reaches a Service of another namespace only with a ReferenceGrant there. */
export const referenceGrant: Rule = {
  name: 'missing-reference-grant',
  severity: 'unsafe',
  kinds: ['Service', 'ReferenceGrant', ...KINDS],
  *check({ manifests }) {
    const grants = manifests.filter(({ kind }) => kind === 'ReferenceGrant');
    for (const { index, ref, path, service } of references(manifests)) {
      const route = manifests[index]!;
      const [from, to] = [namespaceOf(route), namespaceOf(service.manifest)];
      if (from === '' || from === to || grants.some((grant) => lets(grant, route, from, to, at(ref, 'name')))) continue;
      yield {
        manifest: index,
        also: service.index,
        what: `${path} sends to ${title(service.manifest)}, which no ReferenceGrant there allows`,
        got: `${route.kind} in namespace ${from}`,
        allowed: `a ReferenceGrant in namespace ${to}`,
        fix: 'give the Service to an IngressRoute, which makes the grant; or write one',
      };
    }
  },
};

/** Some backend of a rule gets requests: with no weight at all, clients get an error. */
export const noWeight: Rule = {
  name: 'no-weight',
  severity: 'unsafe',
  kinds: [...KINDS],
  *check({ manifests }): Iterable<Found> {
    for (const [index, manifest] of manifests.entries()) {
      if (!KINDS.has(manifest.kind)) continue;
      for (const [position, rule] of items(at(manifest, 'spec', 'rules')).entries()) {
        const refs = items(at(rule, 'backendRefs'));
        if (refs.length === 0 || !refs.every((ref) => at(ref, 'weight') === 0)) continue;
        yield {
          manifest: index,
          what: `spec.rules[${position}].backendRefs gives no backend any weight`,
          got: '0',
          allowed: 'a weight above 0 for one of them',
          fix: 'raise one of the weights, or remove the rule',
        };
      }
    }
  },
};

interface Reference {
  readonly index: number;
  readonly ref: unknown;
  readonly path: string;
  readonly service: { readonly manifest: Manifest; readonly index: number };
}

/** References to Services that are in the set; others are somebody else's. */
function* references(manifests: readonly Manifest[]): Iterable<Reference> {
  const services = new Map(
    [...manifests.entries()].flatMap(([index, manifest]): [string, Reference['service']][] =>
      manifest.kind === 'Service' ? [[`${namespaceOf(manifest)}/${manifest.metadata?.name}`, { manifest, index }]] : [],
    ),
  );
  for (const [index, manifest] of manifests.entries()) {
    if (!KINDS.has(manifest.kind)) continue;
    for (const [r, rule] of items(at(manifest, 'spec', 'rules')).entries()) {
      for (const [b, ref] of items(at(rule, 'backendRefs')).entries()) {
        if ((at(ref, 'kind') ?? 'Service') !== 'Service') continue;
        const service = services.get(`${at(ref, 'namespace') ?? namespaceOf(manifest)}/${at(ref, 'name')}`);
        if (service) yield { index, ref, path: `spec.rules[${r}].backendRefs[${b}]`, service };
      }
    }
  }
}

function lets(grant: Manifest, route: Manifest, from: string, to: string, service: unknown): boolean {
  return (
    namespaceOf(grant) === to &&
    items(at(grant, 'spec', 'from')).some((one) => at(one, 'kind') === route.kind && at(one, 'namespace') === from) &&
    items(at(grant, 'spec', 'to')).some(
      (one) => at(one, 'kind') === 'Service' && (at(one, 'name') ?? service) === service,
    )
  );
}
