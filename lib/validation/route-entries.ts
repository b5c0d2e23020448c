import { groupOf, namespaceOf } from '../manifests/identify';
import type { Manifest } from '../manifests/manifest';
import { at, items } from '../manifests/workloads';
import { samePath } from '../routes/match';

/** One path of one host, in whichever kind it stands: what of a request it takes. */
export interface RouteEntry {
  /** The index of the manifest. */
  readonly manifest: number;
  /** What the requests come through: an Ingress class, or a listener. Entries of different doors never meet. */
  readonly door: string;
  /** '' for all hosts. */
  readonly host: string;
  readonly pathType: string;
  readonly path: string;
  /** '' for all methods. */
  readonly method: string;
  /** Further conditions, `header x-version Exact 2`, sorted. */
  readonly headers: readonly string[];
  readonly query: readonly string[];
  /** The index of the rule in its manifest. */
  readonly rule: number;
  /** Such entries may repeat others: a controller's canary objects, a redirect to HTTPS. */
  readonly repeats: boolean;
  /** Whether the Ingress has a certificate for the host; the listener of a Gateway says nothing here. */
  readonly tls: boolean;
}

const ROUTES = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute']);
/** Of a listener's whole port: of two, the older one has it. */
const PORT_ROUTES = new Set(['TCPRoute', 'UDPRoute']);

/** The kinds with paths of hosts. */
export const ROUTE_KINDS: readonly string[] = ['Ingress', ...ROUTES, ...PORT_ROUTES];

/** Whether a manifest is a route of the Gateway API with hosts. */
export function isGatewayRoute(manifest: Manifest): boolean {
  return ROUTES.has(manifest.kind) && isOfGateways(manifest);
}

/** Several rules ask for those of one list; nothing changes a manifest once it is rendered. */
const known = new WeakMap<readonly Manifest[], readonly RouteEntry[]>();

/** All paths of all hosts in a set of manifests. */
export function routeEntries(manifests: readonly Manifest[]): readonly RouteEntry[] {
  const entries = known.get(manifests) ?? readEntries(manifests);
  known.set(manifests, entries);
  return entries;
}

function readEntries(manifests: readonly Manifest[]): readonly RouteEntry[] {
  return manifests.flatMap((manifest, index) => {
    if (manifest.kind === 'Ingress') return ofIngress(manifest, index);
    const ofPort = PORT_ROUTES.has(manifest.kind) && isOfGateways(manifest);
    return ofPort || isGatewayRoute(manifest) ? ofRoute(manifest, index) : [];
  });
}

function isOfGateways({ apiVersion }: Manifest): boolean {
  return groupOf(apiVersion) === 'gateway.networking.k8s.io';
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

function ofIngress(manifest: Manifest, index: number): readonly RouteEntry[] {
  const annotations = manifest.metadata?.annotations;
  // Traefik serves one host on HTTP and on HTTPS by two Ingresses; GKE knows its class by an annotation.
  const className = at(manifest, 'spec', 'ingressClassName') ?? at(annotations, 'kubernetes.io/ingress.class');
  const entryPoint = text(at(annotations, 'traefik.ingress.kubernetes.io/router.entrypoints'));
  const repeats = Object.keys(annotations ?? {}).some((key) => key.endsWith('/canary'));
  const secured = new Set(items(at(manifest, 'spec', 'tls')).flatMap((one) => items(at(one, 'hosts')).map(text)));
  return items(at(manifest, 'spec', 'rules')).flatMap((rule) =>
    items(at(rule, 'http', 'paths')).map((path, position) => {
      // A rule of an AWS load balancer has more conditions, in an annotation of the backend's name.
      const service = at(path, 'backend', 'service', 'name');
      const conditions = text(at(annotations, `alb.ingress.kubernetes.io/conditions.${service}`));
      return {
        manifest: index,
        door: `class ${text(className)} ${entryPoint}`.trim(),
        host: text(at(rule, 'host')),
        pathType: text(at(path, 'pathType')),
        path: text(at(path, 'path')) || '/',
        method: '',
        headers: conditions === '' ? [] : [conditions],
        query: [],
        rule: position,
        repeats,
        tls: secured.has(text(at(rule, 'host'))),
      };
    }),
  );
}

function ofRoute(manifest: Manifest, index: number): readonly RouteEntry[] {
  const doors = items(at(manifest, 'spec', 'parentRefs')).map((parent) => {
    const namespace = at(parent, 'namespace') ?? namespaceOf(manifest);
    const parts = [at(parent, 'kind') ?? 'Gateway', `${namespace}/${at(parent, 'name')}`, at(parent, 'sectionName')];
    return parts.filter((part) => part !== undefined).join(' ');
  });
  const stated = items(at(manifest, 'spec', 'hostnames')).map(text);
  const hosts = stated.length > 0 ? stated : [''];
  const rules = items(at(manifest, 'spec', 'rules')).flatMap((rule, position) => ofRule(manifest.kind, rule, position));
  return doors.flatMap((door) =>
    hosts.flatMap((host) => rules.map((rule) => ({ ...rule, manifest: index, door: `${door}`, host }))),
  );
}

type Matched = Omit<RouteEntry, 'manifest' | 'door' | 'host'>;

function ofRule(kind: string, rule: unknown, position: number): readonly Matched[] {
  const stated = items(at(rule, 'matches'));
  const matches = stated.length > 0 ? stated : [{}];
  const repeats = items(at(rule, 'filters')).some((filter) => at(filter, 'requestRedirect', 'scheme') === 'https');
  return matches.map((match) => ({
    ...(kind === 'HTTPRoute' ? pathOf(match) : callOf(kind, match)),
    headers: conditions('header', at(match, 'headers')),
    query: conditions('query', at(match, 'queryParams')),
    rule: position,
    repeats,
    tls: false,
  }));
}

function pathOf(match: unknown) {
  return {
    pathType: text(at(match, 'path', 'type') ?? 'PathPrefix'),
    path: text(at(match, 'path', 'value') ?? '/'),
    method: text(at(match, 'method')),
  };
}

function callOf(kind: string, match: unknown) {
  const call = `${text(at(match, 'method', 'service') ?? '*')}/${text(at(match, 'method', 'method') ?? '*')}`;
  return { pathType: kind, path: kind === 'GRPCRoute' ? call : PORT_ROUTES.has(kind) ? '' : '/', method: '' };
}

function conditions(what: string, list: unknown): readonly string[] {
  return items(list)
    .map((one) => [what, text(at(one, 'name')).toLowerCase(), text(at(one, 'type') ?? 'Exact'), text(at(one, 'value'))])
    .map((parts) => parts.join(' '))
    .sort();
}

/** What two entries share that take the same requests. */
export function entryKey({ door, host, pathType, path, method, headers, query }: RouteEntry): string {
  return JSON.stringify([door, host, pathType, samePath(pathType, path), method, headers, query]);
}

/** `a.example.com/api`. */
export function entryTitle({ host, path, method, pathType, door }: RouteEntry): string {
  if (PORT_ROUTES.has(pathType)) return `the whole of ${door}`;
  return `${method === '' ? '' : `${method} `}${host || 'any host'}${path.startsWith('/') ? '' : ' '}${path}`;
}
