import { Chart } from 'cdk8s';
import {
  App,
  Environment,
  Health,
  IngressRoute,
  KubernetesObject,
  Platform,
  Probe,
  Routing,
  type StatelessService,
} from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { manifestsOf, newApp } from '../support/build';
import { cluster, web } from '../support/objects';

const platform = Platform.define({ kubernetesVersion: '1.35', routing: Routing.ingress({ className: 'nginx' }) });

const alive = Health.probes({ ready: Probe.exec(['test', '-e', '/alive']), live: Probe.exec(['true']) });

/** What each construct emits, wherever it stands; routes find their services by name. */
type Made = Map<string, StatelessService>;
const CONSTRUCTS: Readonly<Record<string, (scope: Construct, made: Made) => void>> = {
  web: (scope, made) => made.set('web', web(scope, 'web')),
  worker: (scope) => web(scope, 'worker', { ports: [], application: 'web', health: alive, env: { KEY: 'value' } }),
  node: (scope) => web(scope, 'node', { replicas: 3, writable: ['/tmp'] }),
  etcd: (scope) => cluster(scope, 'etcd'),
  adopted: (scope) => cluster(scope, 'adopted', { selector: { app: 'old' }, serviceName: 'old', firstOrdinal: 1 }),
  pod: (scope) => new KubernetesObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }),
  www: (scope, made) =>
    new IngressRoute(scope, 'www', { host: 'a.example.com', tls: false, routes: [{ to: made.get('web')! }] }),
};
const NAMES = Object.keys(CONSTRUCTS);

/** Where one construct stands: in which chart, below how many constructs, beside how many others. */
interface Position {
  readonly chart: number;
  readonly depth: number;
  readonly before: number;
  readonly after: number;
}
const position: fc.Arbitrary<Position> = fc.record({
  chart: fc.nat({ max: 2 }),
  depth: fc.nat({ max: 4 }),
  before: fc.nat({ max: 2 }),
  after: fc.nat({ max: 2 }),
});

const HOME: Position = { chart: 0, depth: 0, before: 0, after: 0 };

/** All manifests by kind and name, as printed. */
function build(order: readonly string[], positions: Readonly<Record<string, Position>>, above = 0) {
  const app: App = newApp();
  let root: Construct = app;
  for (let n = 0; n < above; n++) root = new Construct(root, `above-${n}`);
  const environment = new Environment(root, 'production', { platform });
  const charts = [0, 1, 2].map((n) => new Chart(environment, `chart-${n}`, { namespace: 'shop' }));
  const made: Made = new Map();
  for (const name of order) place(charts, name, positions[name] ?? HOME, made);
  return new Map(
    manifestsOf(app)
      .filter(({ kind, metadata }) => !(kind === 'Secret' && metadata?.name?.startsWith('sibling')))
      .map((manifest) => [`${manifest.kind}/${manifest.metadata?.name}`, JSON.stringify(manifest)]),
  );
}

function place(charts: readonly Chart[], name: string, { chart, depth, before, after }: Position, made: Made): void {
  let scope: Construct = charts[chart]!;
  for (let n = 0; n < depth; n++) scope = new Construct(scope, `${name}-level-${n}`);
  for (let n = 0; n < before; n++) sibling(scope, `sibling-before-${name}-${n}`);
  CONSTRUCTS[name]!(scope, made);
  for (let n = 0; n < after; n++) sibling(scope, `sibling-after-${name}-${n}`);
}

const sibling = (scope: Construct, id: string) => new KubernetesObject(scope, id, { apiVersion: 'v1', kind: 'Secret' });

/** Any order in which `web` comes before the route that sends to it. */
const order = fc
  .shuffledSubarray(NAMES, { minLength: NAMES.length, maxLength: NAMES.length })
  .map((names) => (names.indexOf('web') < names.indexOf('www') ? names : swapped(names, 'web', 'www')));

function swapped(names: readonly string[], one: string, other: string): string[] {
  return names.map((name) => (name === one ? other : name === other ? one : name));
}

test('moving constructs, adding siblings and changing their order changes no byte of any object', () => {
  const home = build(NAMES, {});
  const positions = fc.record(Object.fromEntries(NAMES.map((name) => [name, position])));
  fc.assert(
    fc.property(order, positions, fc.nat({ max: 3 }), (names, moved, above) => {
      expect(build(names, moved, above)).toEqual(home);
    }),
    { numRuns: 150 },
  );
});

test('what stays is all that Kubernetes accepts no change of', () => {
  const home = build(NAMES, {});
  const set = JSON.parse(home.get('StatefulSet/etcd')!);
  expect(set.metadata.name).toBe('etcd');
  expect(set.spec).toMatchObject({
    selector: { matchLabels: { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'etcd' } },
    serviceName: 'etcd-headless',
    podManagementPolicy: 'Parallel',
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
  });
  expect(JSON.parse(home.get('StatefulSet/adopted')!).spec).toMatchObject({
    selector: { matchLabels: { app: 'old' } },
    serviceName: 'old',
    ordinals: { start: 1 },
  });
  expect(JSON.parse(home.get('Deployment/worker')!).spec.selector.matchLabels).toEqual({
    'app.kubernetes.io/name': 'web',
    'app.kubernetes.io/instance': 'worker',
  });
});

test('a name that is given stays when the id changes', () => {
  const render = (id: string) => {
    const app = newApp();
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    cluster(chart, id, { name: 'etcd' });
    web(chart, `${id}-web`, { name: 'web' });
    return manifestsOf(app);
  };
  expect(render('one')).toEqual(render('two'));
});
