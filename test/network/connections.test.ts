import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import {
  App,
  Environment,
  Health,
  IngressRoute,
  Isolation,
  Metrics,
  Monitoring,
  Platform,
  Routing,
  StatefulCluster,
  StatelessService,
  Target,
} from '../../lib';
import { holdIsolation, holdNamespaceIsolation } from '../../lib/platform/isolation-of';
import { manifestsOf, newApp } from '../support/build';
import { type CalledPort, type End, mayCall, type TestPod } from '../support/may-call';

const RESOURCES = { memory: '64Mi' };
const WEB = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: RESOURCES,
};
const DB = {
  image: 'registry.example.com/db:1.0.0',
  members: 3,
  ports: [
    { name: 'client', port: 2379 },
    { name: 'peer', port: 2380, peersOnly: true },
    { name: 'gossip', port: 7946, protocol: 'UDP' as const },
  ],
  health: Health.http({ port: 'client', ready: '/ready', live: '/live' }),
  resources: RESOURCES,
};

/** What the cases are about: `web` and `db` in shop, `other` in shop, `batch` in a namespace of its own. */
interface World {
  readonly app: App;
  readonly env: Environment;
  readonly shop: Chart;
  readonly web: StatelessService;
  readonly other: StatelessService;
  readonly batch: StatelessService;
  readonly db: StatefulCluster;
}

function world(isolation: Isolation | undefined, more: object = {}): World {
  const app = newApp();
  const env = new Environment(app, 'env', {
    platform: Platform.define({
      kubernetesVersion: '1.35',
      isolation,
      routing: Routing.ingress({
        className: 'nginx',
        callers: { namespace: 'ingress-nginx', podLabels: { app: 'ingress' }, ipBlocks: ['203.0.113.0/24'] },
      }),
      monitoring: Monitoring.annotations({ scrapers: [Target.namespace('monitoring')] }),
      ...more,
    }),
  });
  const shop = new Chart(env, 'backend', { namespace: 'shop' });
  const jobs = new Chart(env, 'jobs', { namespace: 'jobs' });
  return {
    app,
    env,
    shop,
    web: new StatelessService(shop, 'web', WEB),
    other: new StatelessService(shop, 'other', WEB),
    batch: new StatelessService(jobs, 'batch', WEB),
    db: new StatefulCluster(shop, 'db', DB),
  };
}

const pod = (namespace: string, name: string): TestPod => ({
  namespace,
  labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name },
});
const member = (index: number): TestPod => {
  const { namespace, labels } = pod('shop', 'db');
  return { namespace, labels: { ...labels, 'statefulset.kubernetes.io/pod-name': `db-${index}` } };
};
const dns: TestPod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const ingress: TestPod = { namespace: 'ingress-nginx', labels: { app: 'ingress' } };
const ENDS: Readonly<Record<string, End>> = {
  web: pod('shop', 'web'),
  other: pod('shop', 'other'),
  batch: pod('jobs', 'batch'),
  'another batch in shop': pod('shop', 'batch'),
  'db-0': member(0),
  'db-1': member(1),
  DNS: dns,
  'the ingress controller': ingress,
  'another Pod of ingress-nginx': { namespace: 'ingress-nginx', labels: {} },
  'the load balancer': { address: '203.0.113.7' },
  'the old database': { address: '10.1.2.3' },
  'the internet': { address: '198.51.100.1' },
  metadata: { address: '169.254.169.254' },
};
const PORTS: Readonly<Record<string, CalledPort>> = {
  http: { port: 8080 },
  'the Service port': { port: 80 },
  client: { port: 2379 },
  peer: { port: 2380 },
  gossip: { port: 7946, protocol: 'UDP' },
  'gossip with TCP': { port: 7946 },
  'DNS with UDP': { port: 53, protocol: 'UDP' },
  'DNS with TCP': { port: 53 },
  postgres: { port: 5432 },
  https: { port: 443 },
};

type Call = readonly [from: string, to: string, port: string, may: boolean];
type Case = readonly [
  sentence: string,
  isolation: Isolation | undefined,
  say: (world: World) => void,
  calls: readonly Call[],
];

const nothing = () => undefined;
const full = Isolation.full();
const ingressOnly = Isolation.ingress();

const CASES: readonly Case[] = [
  [
    'without isolation everybody reaches the declared ports, peers what is theirs, and everything may be called',
    undefined,
    nothing,
    [
      ['web', 'db-0', 'client', true],
      ['batch', 'db-0', 'gossip', true],
      ['the internet', 'web', 'http', true],
      ['web', 'db-0', 'peer', false],
      ['db-1', 'db-0', 'peer', true],
      ['web', 'db-0', 'postgres', false],
      ['web', 'the internet', 'https', true],
    ],
  ],
  [
    'without isolation the first stated connection closes nothing',
    Isolation.none(),
    ({ web, db }) => web.connectsTo(db, { ports: ['client'] }),
    [
      ['other', 'db-0', 'client', true],
      ['web', 'db-0', 'gossip', true],
      ['web', 'the internet', 'https', true],
    ],
  ],
  [
    'under ingress isolation nobody calls whom nobody stated, but all may call out',
    ingressOnly,
    nothing,
    [
      ['web', 'db-0', 'client', false],
      ['the internet', 'web', 'http', false],
      ['web', 'the internet', 'https', true],
      ['web', 'DNS', 'DNS with UDP', true],
    ],
  ],
  [
    'under ingress isolation members still reach each other on every port',
    ingressOnly,
    nothing,
    [
      ['db-1', 'db-0', 'peer', true],
      ['db-1', 'db-0', 'client', true],
      ['db-1', 'db-0', 'gossip', true],
      ['db-1', 'db-0', 'gossip with TCP', false],
    ],
  ],
  [
    'a connection opens all ports but those for peers, to the one who states it',
    full,
    ({ web, db }) => web.connectsTo(db),
    [
      ['web', 'db-0', 'client', true],
      ['web', 'db-1', 'gossip', true],
      ['web', 'db-0', 'peer', false],
      ['other', 'db-0', 'client', false],
      ['db-0', 'web', 'http', false],
    ],
  ],
  [
    'a connection to one port opens that one',
    full,
    ({ web, db }) => web.connectsTo(db, { ports: ['gossip'] }),
    [
      ['web', 'db-0', 'gossip', true],
      ['web', 'db-0', 'client', false],
    ],
  ],
  [
    'a connection is to the port that Pods listen on, whatever the Service calls it',
    full,
    ({ other, web }) => other.connectsTo(web, { ports: [80] }),
    [
      ['other', 'web', 'http', true],
      ['other', 'web', 'the Service port', false],
    ],
  ],
  [
    'a connection from another namespace is from that namespace only',
    full,
    ({ batch, db }) => batch.connectsTo(db, { ports: ['client'] }),
    [
      ['batch', 'db-0', 'client', true],
      ['another batch in shop', 'db-0', 'client', false],
    ],
  ],
  [
    'a connection to a member is to that member',
    full,
    ({ web, db }) => web.connectsTo(db.member(0)),
    [
      ['web', 'db-0', 'client', true],
      ['web', 'db-1', 'client', false],
    ],
  ],
  [
    "a connection to a member's port is to that port",
    full,
    ({ web, db }) => {
      for (const one of db.peers('client')) web.connectsTo(one);
    },
    [
      ['web', 'db-0', 'client', true],
      ['web', 'db-1', 'client', true],
      ['web', 'db-1', 'gossip', false],
    ],
  ],
  [
    'a service whose Pods call each other says so',
    full,
    ({ web }) => web.connectsTo(web),
    [
      ['web', 'web', 'http', true],
      ['other', 'other', 'http', false],
    ],
  ],
  [
    'under full isolation DNS answers, and nothing else',
    full,
    nothing,
    [
      ['web', 'DNS', 'DNS with UDP', true],
      ['db-0', 'DNS', 'DNS with TCP', true],
      ['web', 'DNS', 'https', false],
      ['web', 'the internet', 'https', false],
      ['web', 'db-0', 'client', false],
    ],
  ],
  [
    'addresses outside are targets, with ports and without what is left out',
    full,
    ({ web }) => {
      web.connectsTo(Target.cidr('10.0.0.0/8', { ports: [5432] }));
      web.connectsTo(Target.internet({ ports: [443] }));
    },
    [
      ['web', 'the old database', 'postgres', true],
      ['web', 'the old database', 'https', false],
      ['web', 'the internet', 'https', true],
      ['web', 'the internet', 'postgres', false],
      ['web', 'metadata', 'https', false],
      ['other', 'the internet', 'https', false],
    ],
  ],
  [
    'what an address range leaves out stays closed',
    full,
    ({ web }) => web.connectsTo(Target.cidr('10.0.0.0/8', { except: ['10.1.0.0/16'], ports: [5432] })),
    [['web', 'the old database', 'postgres', false]],
  ],
  [
    'anywhere is every Pod and every address, where the other side lets it in',
    full,
    ({ web, other }) => {
      web.connectsTo(Target.anywhere({ ports: [443, 8080] }));
      other.acceptsFrom(Target.anywhere());
    },
    [
      ['web', 'the internet', 'https', true],
      ['web', 'other', 'http', true],
      ['web', 'batch', 'http', false],
      ['the internet', 'other', 'http', true],
    ],
  ],
  [
    'callers that are not ours are let in by address, namespace or labels',
    ingressOnly,
    ({ web, other, db }) => {
      web.acceptsFrom(Target.cidr('203.0.113.0/24'));
      other.acceptsFrom(Target.namespace('ingress-nginx', { podLabels: { app: 'ingress' } }));
      db.acceptsFrom(Target.pods({}, { namespace: 'jobs' }), { ports: ['client'] });
    },
    [
      ['the load balancer', 'web', 'http', true],
      ['the internet', 'web', 'http', false],
      ['the ingress controller', 'other', 'http', true],
      ['another Pod of ingress-nginx', 'other', 'http', false],
      ['batch', 'db-0', 'client', true],
      ['batch', 'db-0', 'gossip', false],
      ['web', 'db-0', 'client', false],
    ],
  ],
  [
    'a workload of ours that is accepted has stated its connection, too',
    full,
    ({ web, db }) => db.acceptsFrom(web, { ports: ['client'] }),
    [['web', 'db-0', 'client', true]],
  ],
  [
    'a port that is not declared is opened when it is accepted by number, isolated or not',
    Isolation.none(),
    ({ web }) => web.acceptsFrom(Target.cidr('203.0.113.0/24'), { ports: [5432] }),
    [
      ['the load balancer', 'web', 'postgres', true],
      ['the internet', 'web', 'postgres', false],
      ['the internet', 'web', 'http', true],
    ],
  ],
  [
    "a route lets in the platform's controller, and nobody else",
    full,
    ({ shop, web }) => new IngressRoute(shop, 'public', { host: 'a.example.com', routes: [{ to: web }] }),
    [
      ['the ingress controller', 'web', 'http', true],
      ['the load balancer', 'web', 'http', true],
      ['another Pod of ingress-nginx', 'web', 'http', false],
      ['the ingress controller', 'other', 'http', false],
    ],
  ],
  [
    'a route lets out the controller, where that is a workload of ours, to what it sends to and nothing else',
    full,
    ({ env, shop, web }) => {
      const edge = new Chart(env, 'edge', { namespace: 'ingress-nginx' });
      new StatelessService(edge, 'controller', { ...WEB, podLabels: { app: 'ingress' } });
      new StatelessService(edge, 'dashboard', WEB);
      new IngressRoute(shop, 'public', { host: 'a.example.com', routes: [{ to: web }] });
    },
    [
      ['our controller', 'web', 'http', true],
      ['our controller', 'other', 'http', false],
      ['our controller', 'web', 'https', false],
      ['our dashboard', 'web', 'http', false],
    ],
  ],
  [
    'a scrape lets out Prometheus, where that is a workload of ours, to the metrics of whom it asks',
    full,
    ({ env, shop }) => {
      new StatelessService(shop, 'legacy', { ...WEB, metrics: Metrics.scrape({ port: 'http' }) });
      new StatelessService(new Chart(env, 'watch', { namespace: 'monitoring' }), 'prometheus', WEB);
    },
    [
      ['our Prometheus', 'legacy in shop', 'http', true],
      ['our Prometheus', 'web', 'http', false],
    ],
  ],
  [
    'a cdk8s-plus Pod is a target and a caller',
    full,
    ({ shop, web, other }) => {
      const deployment = new kplus.Deployment(shop, 'legacy', { containers: [{ image: 'legacy:1' }] });
      deployment.podMetadata.addLabel('app', 'legacy');
      web.connectsTo(kplus.Pods.select(shop, 'pods', { labels: { app: 'legacy' } }), { ports: [5432] });
      other.acceptsFrom(kplus.NetworkPolicyIpBlock.ipv4(shop, 'block', '198.51.100.0/24'));
    },
    [
      ['web', 'legacy', 'postgres', true],
      ['web', 'legacy', 'https', false],
      ['the internet', 'other', 'http', true],
      ['the old database', 'other', 'http', false],
    ],
  ],
  [
    'the isolation of a namespace holds for its workloads in whatever chart, and is nearer than that of the platform',
    full,
    ({ env }) => holdNamespaceIsolation(env, 'shop', 'none'),
    [
      ['the internet', 'web', 'http', true],
      ['web', 'the internet', 'https', true],
      ['batch', 'the internet', 'https', false],
    ],
  ],
  [
    'the isolation of a chart is nearer than that of its namespace',
    full,
    ({ env, shop }) => {
      holdNamespaceIsolation(env, 'shop', 'none');
      holdIsolation(shop, 'ingress');
    },
    [
      ['the internet', 'web', 'http', false],
      ['web', 'the internet', 'https', true],
    ],
  ],
  [
    'the isolation of a workload is the nearest',
    full,
    ({ shop, env }) => {
      holdIsolation(env, 'full');
      new StatelessService(shop, 'legacy', { ...WEB, isolation: Isolation.none() });
    },
    [
      ['the internet', 'legacy in shop', 'http', true],
      ['the internet', 'web', 'http', false],
    ],
  ],
  [
    'without a policy nothing is closed on that side',
    full,
    ({ shop, web, db }) => {
      const legacy = new StatelessService(shop, 'legacy', { ...WEB, networkPolicy: false });
      web.connectsTo(legacy);
      legacy.connectsTo(db);
    },
    [
      ['web', 'legacy in shop', 'http', true],
      ['legacy in shop', 'db-0', 'client', true],
      ['the internet', 'legacy in shop', 'http', true],
    ],
  ],
];

const MORE_ENDS: Readonly<Record<string, End>> = {
  legacy: { namespace: 'shop', labels: { app: 'legacy' } },
  'legacy in shop': pod('shop', 'legacy'),
  'our controller': {
    namespace: 'ingress-nginx',
    labels: { ...pod('ingress-nginx', 'controller').labels, app: 'ingress' },
  },
  'our dashboard': pod('ingress-nginx', 'dashboard'),
  'our Prometheus': pod('monitoring', 'prometheus'),
};

test.each(CASES)('%s', (_sentence, isolation, say, calls) => {
  const made = world(isolation);
  say(made);
  const cluster = { manifests: JSON.parse(JSON.stringify(manifestsOf(made.app))) };
  const end = (name: string) => ({ ...ENDS, ...MORE_ENDS })[name]!;
  const found = calls.map(([from, to, port]) => [from, to, port, mayCall(cluster, end(from), end(to), PORTS[port]!)]);
  expect(found).toEqual(calls);
});

/** What can be stated between any two workloads. */
const STATEMENTS: readonly ((world: World) => void)[] = [
  ({ web, db }) => web.connectsTo(db),
  ({ other, db }) => other.connectsTo(db, { ports: ['gossip'] }),
  ({ batch, web }) => batch.connectsTo(web),
  ({ web, db }) => web.connectsTo(db.member(1)),
  ({ db }) => db.connectsTo(db, { ports: ['peer'] }),
  ({ db, web }) => db.acceptsFrom(web),
  ({ web }) => web.connectsTo(Target.cidr('10.0.0.0/8', { ports: [5432] })),
  ({ web }) => web.acceptsFrom(Target.cidr('203.0.113.0/24')),
  ({ other }) => other.acceptsFrom(Target.namespace('jobs'), { ports: ['http', 5432] }),
  ({ shop, web }) => new IngressRoute(shop, 'public', { host: 'a.example.com', routes: [{ to: web }] }),
];

/** Every call that may be made, between all ends. */
function open(isolation: Isolation, say: readonly ((world: World) => void)[]): readonly string[] {
  const made = world(isolation);
  for (const one of say) one(made);
  const cluster = { manifests: JSON.parse(JSON.stringify(manifestsOf(made.app))) };
  const ends = Object.entries(ENDS);
  return ends.flatMap(([from, a]) =>
    ends.flatMap(([to, b]) =>
      Object.entries(PORTS)
        .filter(([, port]) => mayCall(cluster, a, b, port))
        .map(([port]) => `${from} → ${to}: ${port}`),
    ),
  );
}

const LEVELS = [Isolation.none(), Isolation.ingress(), Isolation.full()] as const;

test('what is stated never closes anything, at any level; each level lets through what a stricter one does', () => {
  const bare = LEVELS.map((level) => new Set(open(level, [])));
  fc.assert(
    fc.property(fc.shuffledSubarray([...STATEMENTS]), (say) => {
      const [none, ingressLevel, fullLevel] = LEVELS.map((level) => new Set(open(level, say)));
      for (const [index, after] of [none!, ingressLevel!, fullLevel!].entries()) {
        expect([...bare[index]!].filter((call) => !after.has(call))).toEqual([]);
      }
      expect([...fullLevel!].filter((call) => !ingressLevel!.has(call))).toEqual([]);
      expect([...ingressLevel!].filter((call) => !none!.has(call))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
