import { Chart } from 'cdk8s';
import {
  Environment,
  Gateway,
  IngressRoute,
  type IngressRouteProps,
  Listener,
  Platform,
  Routing,
  TcpRoute,
  Tls,
  type TransportRouteProps,
} from '../../lib';
import type { Manifest } from '../../lib/manifests/manifest';
import { manifestsOf, newApp, problemsOf } from '../support/build';

/** A Gateway in a chart of its own, beside the environment whose routes go through it. */

const web = { name: 'web', ports: [{ name: 'http', port: 80 }] };
const db = { name: 'db', ports: [{ name: 'client', port: 5432 }] };
const LISTENERS = [
  Listener.http({ name: 'plain', allowedNamespaces: ['*'] }),
  Listener.https({ name: 'wide', certificates: ['wide-tls'], hostname: '*.example.com', allowedNamespaces: ['shop'] }),
  Listener.https({ name: 'near', certificates: ['near-tls'], hostname: 'a.example.com', allowedNamespaces: ['shop'] }),
  Listener.tcp({ name: 'db', port: 5432, allowedNamespaces: ['data'] }),
];

function build(namespace: string, make: (chart: Chart) => unknown) {
  const app = newApp();
  const edge = new Chart(app, 'edge', { namespace: 'infra' });
  const gateway = new Gateway(edge, 'public', { className: 'envoy', listeners: LISTENERS, listenersFrom: ['shop'] });
  const routing = Routing.ofGateway(gateway, { version: '1.6' });
  const platform = Platform.define({ kubernetesVersion: '1.36', routing });
  make(new Chart(new Environment(app, 'production', { platform }), 'routes', { namespace }));
  return app;
}
const route = (props: Partial<IngressRouteProps>) => (chart: Chart) =>
  new IngressRoute(chart, 'web', { host: 'a.example.com', routes: [{ to: web }], ...props });
const tcp = (props: Partial<TransportRouteProps>) => (chart: Chart) =>
  new TcpRoute(chart, 'db', { listener: 'db', to: db, ...props });
const sections = (manifests: readonly Manifest[], name: string) =>
  (
    manifests.find(({ kind, metadata }) => kind === 'HTTPRoute' && metadata?.name === name)!.spec as {
      parentRefs: { sectionName: string }[];
    }
  ).parentRefs.map(({ sectionName }) => sectionName);

test.each<readonly [string, Partial<IngressRouteProps>, string, readonly string[]]>([
  ['plain HTTP', {}, 'web', ['plain']],
  ['the nearest host', { tls: Tls.platform() }, 'web', ['near']],
  ['a wildcard that has the host', { tls: Tls.platform(), host: 'b.example.com' }, 'web', ['wide']],
  ['each host its own', { tls: Tls.platform(), hosts: ['b.example.com'] }, 'web', ['near', 'wide']],
  ['a wildcard both', { tls: Tls.platform(), host: '*.example.com' }, 'web', ['wide', 'near']],
  ['the redirect', { tls: Tls.platform() }, 'web-https-redirect', ['plain']],
])('a route is attached to the listeners of its hosts: %s', (_, props, name, expected) => {
  expect(sections(manifestsOf(build('shop', route(props))), name)).toEqual(expected);
});

test.each<readonly [string, string, (chart: Chart) => unknown, string]>([
  ['no listener serves the host', 'shop', route({ tls: Tls.platform(), host: 'a.other.com' }), 'has no host that'],
  ['the namespace is not let in', 'blog', route({ tls: Tls.platform() }), 'takes no routes of this namespace'],
  ['listeners are not taken from the namespace', 'blog', route({ tls: Tls.secret('a') }), 'takes none from this'],
  ['no such listener', 'data', tcp({ listener: 'redis' }), 'a listener that'],
  ['a listener of another protocol', 'data', tcp({ listener: 'plain' }), 'speaks another protocol'],
  ['TCP from a namespace that is not let in', 'shop', tcp({}), 'takes no routes of this namespace'],
])('the two are compared: %s', (_, namespace, make, what) => {
  expect(problemsOf(build(namespace, make))).toMatchObject([
    { rule: 'unknown-listener', severity: 'unsafe', what: expect.stringContaining(what) },
  ]);
});

test('what fits has no findings', () => {
  expect(problemsOf(build('shop', route({ tls: Tls.secret('a') })))).toEqual([]);
  expect(problemsOf(build('data', tcp({})))).toEqual([]);
});

test('a Gateway whose namespace nobody knows cannot be named', () => {
  const app = newApp();
  const gateway = new Gateway(new Chart(app, 'edge'), 'public', { className: 'envoy', listeners: LISTENERS });
  const platform = Platform.define({ kubernetesVersion: '1.36', routing: Routing.ofGateway(gateway) });
  new Environment(app, 'production', { platform });
  expect(problemsOf(app)).toMatchObject([{ rule: 'no-namespace' }]);
});

test('a route of TLS that is let through does not go to a listener that ends it', () => {
  const app = newApp();
  const listeners = [
    Listener.tls({ name: 'db', port: 5432, certificates: ['db-tls'], allowedNamespaces: ['*'] }),
    Listener.tlsPassthrough({ name: 'through', allowedNamespaces: ['*'] }),
  ];
  const edge = new Gateway(new Chart(app, 'edge', { namespace: 'infra' }), 'public', { className: 'envoy', listeners });
  const routing = Routing.ofGateway(edge, { version: '1.6' });
  const platform = Platform.define({ kubernetesVersion: '1.36', routing });
  const chart = new Chart(new Environment(app, 'production', { platform }), 'routes', { namespace: 'data' });
  new IngressRoute(chart, 'web', { host: 'a.example.com', tls: Tls.passthrough(), routes: [{ to: web }] });
  new TcpRoute(chart, 'db', { listener: 'db', to: db });
  const attached = manifestsOf(app).flatMap(({ kind, spec }) =>
    kind.endsWith('Route')
      ? [[kind, (spec as { parentRefs: { sectionName: string }[] }).parentRefs[0]!.sectionName]]
      : [],
  );
  expect(attached).toEqual([
    ['TLSRoute', 'through'],
    ['TCPRoute', 'db'],
  ]);
});
