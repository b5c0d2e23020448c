import { Chart } from 'cdk8s';
import {
  Environment,
  Health,
  IngressRoute,
  Isolation,
  Metrics,
  Monitoring,
  NodeAgent,
  Platform,
  type PlatformProps,
  type PodNetworkProps,
  Probe,
  type Problem,
  Projection,
  Routing,
  ServiceAccount,
  ServiceType,
  StatefulCluster,
  StatelessService,
  Storage,
  Target,
} from '../../lib';
import { emitted, newApp, problems, problemsOf } from '../support/build';
import { WRONG_VALUES } from '../support/wrong-values';

const WEB = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '64Mi' },
};
const DB = {
  ...WEB,
  members: 3,
  ports: [
    { name: 'http', port: 80 },
    { name: 'peer', port: 81, peersOnly: true },
  ],
};

type Say = (chart: Chart, web: StatelessService, db: StatefulCluster) => unknown;

function found(platform: Partial<PlatformProps>, say: Say): readonly Problem[] {
  return problems(
    (chart) => say(chart, new StatelessService(chart, 'web', WEB), new StatefulCluster(chart, 'db', DB)),
    { namespace: 'shop', platform },
  );
}

/** A service with a load balancer and a second port. */
const podOnly = (chart: Chart, port: object, more: object = {}) =>
  new StatelessService(chart, 'front', {
    ...WEB,
    ports: [...WEB.ports, { name: 'metrics', port: 9090, podOnly: true, ...port }],
    serviceType: ServiceType.loadBalancer(),
    ...more,
  });

/** [sentence, what is said, rule, severity, part of what, allowed, fix] */
const MISTAKES: readonly (readonly [string, Say, string, string, string, string, string])[] = [
  [
    'a connection to a port that does not exist',
    (_, web, db) => web.connectsTo(db, { ports: ['htp'] }),
    'unknown-port',
    'invalid',
    'connectsTo.ports[0] names a port that StatefulCluster db does not have',
    'http',
    "write 'http'",
  ],
  [
    'a connection of somebody else to a port for peers',
    (_, web, db) => web.connectsTo(db, { ports: ['peer'] }),
    'port-for-peers-only',
    'invalid',
    'for its own members only',
    'http',
    'remove peersOnly from peer',
  ],
  [
    "a connection to a member's port for peers",
    (_, web, db) => web.connectsTo(db.peers('peer')[0]!),
    'port-for-peers-only',
    'invalid',
    'for its own members only',
    'http',
    'peer',
  ],
  [
    'a caller from outside of a port for peers',
    (_, __, db) => db.acceptsFrom(Target.anywhere(), { ports: ['peer'] }),
    'port-for-peers-only',
    'invalid',
    'for its own members only',
    'http',
    'peer',
  ],
  [
    'a connection to a worker without ports',
    (chart, web) =>
      web.connectsTo(new StatelessService(chart, 'worker', { ...WEB, ports: [], health: Health.none('a') })),
    'unknown-port',
    'invalid',
    'StatelessService worker has none',
    'with ports',
    'add a port',
  ],
  [
    'a connection without ports to what has only ports of its Pods',
    (chart, web) =>
      web.connectsTo(
        new StatelessService(chart, 'worker', { ...WEB, ports: [{ name: 'metrics', port: 9090, podOnly: true }] }),
      ),
    'unknown-port',
    'invalid',
    'all those of StatelessService worker are of its Pods only',
    'with ports',
    "write { ports: ['metrics'] }",
  ],
  [
    'a node port of what only the Pods have',
    (chart) => podOnly(chart, { nodePort: 30080 }),
    'pod-only-port',
    'invalid',
    'ports[1].nodePort',
    'of its own',
    'remove nodePort',
  ],
  [
    'another port of the container for what only the Pods have',
    (chart) => podOnly(chart, { targetPort: 9091 }),
    'pod-only-port',
    'invalid',
    'ports[1].targetPort',
    'of its own',
    'port: 9091',
  ],
  [
    'a port of the Pods only that the Service has, too',
    (chart) => podOnly(chart, { port: 80 }),
    'pod-only-port',
    'invalid',
    'http is the same port of the container',
    'of its own',
    'remove one',
  ],
  [
    'metrics that a load balancer publishes',
    (chart) => podOnly(chart, { podOnly: false }, { metrics: Metrics.scrape({ port: 'metrics' }) }),
    'metrics-published',
    'unsafe',
    'metrics.port is published by a Service of type LoadBalancer',
    'the Service does not have',
    'podOnly: true',
  ],
  [
    'metrics that the Services of members publish',
    (chart) =>
      new StatefulCluster(chart, 'm', {
        ...DB,
        metrics: Metrics.scrape({ port: 'http' }),
        memberServices: { type: ServiceType.nodePort() },
      }),
    'metrics-published',
    'unsafe',
    'metrics.port is published by a Service of type NodePort for each member',
    'the Service does not have',
    'memberServices.ports',
  ],
  [
    "a port's name for what is not ours",
    (_, web) => web.connectsTo(Target.cidr('10.0.0.0/8'), { ports: ['http'] }),
    'unknown-port',
    'invalid',
    'no workload of ours',
    'a number',
    'number',
  ],
  [
    'a caller with ports of its own',
    (_, web) => web.acceptsFrom(Target.cidr('10.0.0.0/8', { ports: [80] })),
    'ports-of-a-caller',
    'invalid',
    'no ports of its own',
    'without ports',
    'of the workload',
  ],
  [
    'a range of addresses that is none',
    (_, web) => web.connectsTo(Target.cidr('10.0.0.1')),
    'wrong-value',
    'invalid',
    'connectsTo.to.range',
    'CIDR',
    "write '10.0.0.1/32'",
  ],
  [
    'a range of ports that ends before it begins',
    (_, web) => web.connectsTo(Target.anywhere({ ports: [{ port: 90, endPort: 80 }] })),
    'wrong-port-range',
    'invalid',
    'before the first port',
    '90 to 65535',
    '90',
  ],
  [
    'metrics on a port that does not exist',
    (chart) => new StatelessService(chart, 'm', { ...WEB, metrics: Metrics.scrape({ port: 'metrics' }) }),
    'unknown-port',
    'invalid',
    'metrics.port',
    'http',
    "write 'http'",
  ],
  [
    'metrics on a port for peers',
    (chart) => new StatefulCluster(chart, 'm', { ...DB, metrics: Metrics.scrape({ port: 'peer' }) }),
    'port-for-peers-only',
    'invalid',
    'metrics.port',
    'http',
    "write 'http'",
  ],
];

test.each(MISTAKES)('%s is an error', (_sentence, say, rule, severity, what, allowed, fix) => {
  const all = found({}, say);
  expect(all.map((one) => [one.rule, one.severity])).toEqual([[rule, severity]]);
  expect(all[0]!.what).toContain(what);
  expect(all[0]!.allowed).toContain(allowed);
  expect(all[0]!.fix).toContain(fix);
});

const ingress = (callers?: object) => ({ routing: Routing.ingress({ className: 'nginx', callers }) });
const full = Isolation.full();
const route: Say = (chart, web) => new IngressRoute(chart, 'public', { host: 'a.example.com', routes: [{ to: web }] });
const nodePort: Say = (chart) => new StatelessService(chart, 'out', { ...WEB, serviceType: ServiceType.nodePort() });
const scraped: Say = (chart) => new StatelessService(chart, 'm', { ...WEB, metrics: Metrics.scrape({ port: 'http' }) });
const granted: Say = (_, web) => web.grants.read('configmaps');
const resolving =
  (podNetwork: PodNetworkProps, resolver?: Target): Say =>
  (chart) => {
    const made = new StatelessService(chart, 'r', { ...WEB, podNetwork });
    if (resolver) made.connectsTo(resolver);
  };
const tokened =
  (more: object = {}): Say =>
  (chart) =>
    new StatelessService(chart, 't', { ...WEB, automountServiceAccountToken: true, ...more });
const projected =
  (token: object): Say =>
  (chart) =>
    new StatelessService(chart, 't', {
      ...WEB,
      storage: [
        Storage.projected('token', {
          mountPath: '/token',
          sources: [Projection.serviceAccountToken({ path: 'token', ...token })],
        }),
      ],
    });
const onHost: Say = (chart) => new NodeAgent(chart, 'agent', { ...WEB, host: { network: 'it counts packets' } });
const scrapers = [Target.namespace('monitoring')];
const nodes = (ports?: object) => Target.cidr('10.0.0.0/24', ports);
const onAgent = { 'app.kubernetes.io/name': 'agent' };
const hostAgent = (chart: Chart) =>
  new NodeAgent(chart, 'agent', { ...WEB, host: { network: 'it counts packets' }, isolation: Isolation.none() });

/** [sentence, platform, what is said, the rules that find something] */
const CLOSED: readonly (readonly [string, Partial<PlatformProps>, Say, readonly string[]])[] = [
  ['a route whose caller is not known', { isolation: full, ...ingress() }, route, ['route-not-let-in']],
  ['a route whose caller is known', { isolation: full, ...ingress({ namespace: 'ingress-nginx' }) }, route, []],
  ['a route without isolation', ingress(), route, []],
  ['a NodePort that nobody may call', { isolation: Isolation.ingress() }, nodePort, ['outside-not-let-in']],
  ['a NodePort without isolation', {}, nodePort, []],
  [
    'a NodePort with stated callers',
    { isolation: full },
    (chart) =>
      new StatelessService(chart, 'out', { ...WEB, serviceType: ServiceType.nodePort() }).acceptsFrom(
        Target.cidr('10.0.0.0/8'),
      ),
    [],
  ],
  [
    'a wait for a text that nothing lets out',
    { isolation: full },
    (chart) => new StatelessService(chart, 'out', { ...WEB, waitFor: ['redis.example.com:6379'] }),
    ['wait-not-let-out'],
  ],
  [
    'a wait for a text, with the connection stated',
    { isolation: full },
    (chart) =>
      new StatelessService(chart, 'out', { ...WEB, waitFor: ['redis.example.com:6379'] }).connectsTo(
        Target.cidr('192.0.2.0/24', { ports: [6379] }),
      ),
    [],
  ],
  ['metrics that nobody may ask for', { isolation: full }, scraped, ['scraper-not-let-in']],
  ['metrics of a known scraper', { isolation: full, monitoring: Monitoring.annotations({ scrapers }) }, scraped, []],
  ['metrics without isolation', {}, scraped, []],
  ['rights without a way to the API server', { isolation: full }, granted, ['api-server-not-reached']],
  ['a mounted token without a way to the API server', { isolation: full }, tokened(), ['api-server-not-reached']],
  [
    'a mounted token of an existing ServiceAccount without a way to the API server',
    { isolation: full },
    tokened({ serviceAccount: ServiceAccount.existing('ci') }),
    ['api-server-not-reached'],
  ],
  [
    'a mounted token with a way to the API server',
    { isolation: full, apiServer: [Target.cidr('10.0.0.1/32')] },
    tokened(),
    [],
  ],
  ['a projected token for the API server', { isolation: full }, projected({}), ['api-server-not-reached']],
  ['a projected token for somebody else', { isolation: full }, projected({ audience: 'vault' }), []],
  ['the resolver of the node', { isolation: full }, resolving({ dnsPolicy: 'Default' }), ['resolver-not-let-out']],
  [
    'the resolver of the node, with its address stated',
    { isolation: full },
    resolving({ dnsPolicy: 'Default' }, Target.cidr('192.0.2.53/32', { ports: [{ port: 53, protocol: 'UDP' }] })),
    [],
  ],
  [
    'the resolver of the node, with its address stated for TCP alone',
    { isolation: full },
    resolving({ dnsPolicy: 'Default' }, Target.cidr('192.0.2.53/32', { ports: [53] })),
    ['resolver-not-let-out'],
  ],
  [
    'the resolver of the node under ingress isolation',
    { isolation: Isolation.ingress() },
    resolving({ dnsPolicy: 'Default' }),
    [],
  ],
  ['rights under ingress isolation', { isolation: Isolation.ingress() }, granted, []],
  ['rights with a way to the API server', { isolation: full, apiServer: [Target.cidr('10.0.0.1/32')] }, granted, []],
  [
    'a caller on the network of the node',
    { isolation: Isolation.ingress() },
    (chart, web) => hostAgent(chart).connectsTo(web),
    ['host-network-not-let-in'],
  ],
  [
    'a caller on the network of the node, with the addresses of the nodes',
    { isolation: full },
    (chart, web) => {
      hostAgent(chart).connectsTo(web);
      web.acceptsFrom(nodes(), { ports: ['http'] });
    },
    [],
  ],
  [
    'a caller on the network of the node, with the addresses of the nodes for another port',
    { isolation: full },
    (chart, web) => {
      hostAgent(chart).connectsTo(web);
      web.acceptsFrom(nodes(), { ports: [8081] });
    },
    ['host-network-not-let-in'],
  ],
  [
    'a controller of ours on the network of the node',
    { isolation: full, ...ingress({ namespace: 'shop', podLabels: onAgent }) },
    (chart, web, db) => {
      hostAgent(chart);
      route(chart, web, db);
    },
    ['host-network-not-let-in'],
  ],
  [
    'a controller of ours on the network of the node, with the addresses of the nodes',
    { isolation: full, ...ingress({ namespace: 'shop', podLabels: onAgent, ipBlocks: ['10.0.0.0/24'] }) },
    (chart, web, db) => {
      hostAgent(chart);
      route(chart, web, db);
    },
    [],
  ],
  [
    'a Prometheus of ours on the network of the node',
    {
      isolation: full,
      monitoring: Monitoring.annotations({ scrapers: [Target.pods(onAgent, { namespace: 'shop' })] }),
    },
    (chart, web, db) => {
      hostAgent(chart);
      scraped(chart, web, db);
    },
    ['host-network-not-let-in'],
  ],
  [
    'a Prometheus of ours on the network of the node, in the namespace of each that it asks',
    { isolation: full, monitoring: Monitoring.annotations({ scrapers: [Target.pods(onAgent)] }) },
    (chart, web, db) => {
      hostAgent(chart);
      scraped(chart, web, db);
    },
    ['host-network-not-let-in'],
  ],
  [
    'another workload on the network of the node, beside the Prometheus',
    { isolation: full, monitoring: Monitoring.annotations({ scrapers: [Target.namespace('shop')] }) },
    (chart, web, db) => {
      hostAgent(chart);
      scraped(chart, web, db);
    },
    [],
  ],
  [
    'a call of what is on the network of the node',
    { isolation: full },
    (chart, web) => web.connectsTo(hostAgent(chart)),
    ['host-network-not-let-out'],
  ],
  [
    'a call of what is on the network of the node, with the addresses of the nodes',
    { isolation: full },
    (chart, web) => {
      web.connectsTo(hostAgent(chart));
      web.connectsTo(nodes({ ports: [80] }));
    },
    [],
  ],
  [
    'a call of what is on the network of the node under ingress isolation',
    { isolation: Isolation.ingress() },
    (chart, web) => web.connectsTo(hostAgent(chart)),
    [],
  ],
  [
    'connections with what is on the network of the node, without isolation',
    {},
    (chart, web, db) => {
      web.connectsTo(hostAgent(chart));
      db.connectsTo(db);
    },
    [],
  ],
  ['isolation of the network of the node', { isolation: Isolation.ingress() }, onHost, ['isolation-on-host-network']],
];

test.each(CLOSED)('what isolation closes although it is needed is found: %s', (_sentence, platform, say, rules) => {
  const all = found(platform, say);
  expect(all.map(({ rule, severity }) => [rule, severity])).toEqual(rules.map((rule) => [rule, 'unsafe']));
});

test('a connection with Pods on the network of the node is no rule that selects them, but asks for the addresses of the nodes', () => {
  const app = newApp();
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  const web = new StatelessService(chart, 'web', { ...WEB, isolation: full });
  const agent = hostAgent(chart);
  agent.connectsTo(web);
  web.connectsTo(agent);
  expect(problemsOf(app).map(({ fix }) => fix)).toEqual([
    expect.stringContaining("acceptsFrom(Target.cidr('<nodes>'), { ports: [80] })"),
    expect.stringContaining("connectsTo(Target.cidr('<nodes>', { ports: [80] }))"),
  ]);
  expect(JSON.stringify(web.networkPolicy!.toJson())).not.toContain('agent');
});

test('a connection to another environment is found: policies end at the cluster', () => {
  const app = newApp();
  const make = (name: string) => {
    const platform = Platform.define({ kubernetesVersion: '1.35' });
    return new StatelessService(new Chart(new Environment(app, name, { platform }), 'test'), 'web', WEB);
  };
  make('staging').connectsTo(make('production'));
  expect(problemsOf(app)).toMatchObject([{ rule: 'connection-between-clusters', severity: 'unsafe' }]);
});

describe('namespaces that are not known', () => {
  const connected = (from: string | undefined, to: string | undefined) => {
    const app = newApp();
    const env = new Environment(app, 'env', {
      platform: Platform.define({ kubernetesVersion: '1.35', isolation: full }),
    });
    const web = new StatelessService(new Chart(env, 'a', { namespace: from }), 'web', WEB);
    web.connectsTo(new StatefulCluster(new Chart(env, 'b', { namespace: to }), 'db', DB));
    return problemsOf(app).map(({ rule }) => rule);
  };

  test('are one, where neither chart has one', () => {
    expect(connected(undefined, undefined)).toEqual([]);
  });

  test('are found where the other one has', () => {
    expect(connected('shop', undefined)).toEqual(['unknown-namespace']);
    expect(connected(undefined, 'shop')).toEqual([]);
  });
});

test('the way to the API server is open to what has its token mounted', () => {
  const objects = emitted(
    (chart) => new StatelessService(chart, 'web', { ...WEB, automountServiceAccountToken: true }),
    { namespace: 'shop', platform: { isolation: full, apiServer: [Target.cidr('10.0.0.1/32', { ports: [6443] })] } },
  );
  expect(objects['NetworkPolicy/web']).toMatchObject({
    spec: {
      egress: expect.arrayContaining([
        { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [{ protocol: 'TCP', port: 6443 }] },
      ]),
    },
  });
});

test("a probe or a hook that names a port of another container is told that the port must be its container's own", () => {
  const exporter = {
    name: 'exporter',
    image: 'registry.example.com/exporter:1.0.0',
    resources: { memory: '32Mi' },
    ports: [{ name: 'metrics', port: 9121 }],
    health: Health.probes({ ready: Probe.http('/', { port: 'http' }) }),
  };
  const all = problems((chart) => {
    new StatelessService(chart, 'web', {
      ...WEB,
      sidecars: [exporter],
      health: Health.http({ port: 'metrics', ready: '/ready', live: '/live' }),
    });
  });
  expect(all.map(({ rule, what, allowed }) => [rule, what, allowed])).toEqual([
    ['unknown-port', expect.stringContaining('among the ports of the same container'), 'http'],
    ['unknown-port', expect.stringContaining('among the ports of the same container'), 'metrics'],
  ]);
});

test('a port of the Pods only stands in probes, policies and metrics, but not in the Service', () => {
  const objects = emitted(
    (chart) =>
      podOnly(
        chart,
        {},
        {
          health: Health.http({ port: 'metrics', ready: '/ready', live: '/live' }),
          metrics: Metrics.scrape({ port: 'metrics' }),
        },
      ),
    { namespace: 'shop', platform: { monitoring: Monitoring.prometheusOperator() } },
  );
  expect(objects['Service/front']).toMatchObject({ spec: { ports: [{ name: 'http' }] } });
  expect(objects['Deployment/front']).toMatchObject({
    spec: { template: { spec: { containers: [{ readinessProbe: { httpGet: { port: 'metrics' } } }] } } },
  });
  expect(objects['NetworkPolicy/front']).toMatchObject({
    spec: { ingress: [{ ports: [{ port: 80 }, { port: 9090 }] }] },
  });
  expect(objects['PodMonitor/front']).toMatchObject({ spec: { podMetricsEndpoints: [{ port: 'metrics' }] } });
});

test('a connection without ports does not open what only the Pods have; one that names it does', () => {
  const egress = (ports?: readonly string[]) => {
    const objects = emitted(
      (chart) =>
        new StatelessService(chart, 'web', WEB).connectsTo(podOnly(chart, {}, { serviceType: undefined }), { ports }),
      { namespace: 'shop', platform: { isolation: full } },
    );
    return JSON.stringify(objects['NetworkPolicy/web']);
  };
  expect(egress()).not.toContain('9090');
  expect(egress(['metrics'])).toContain('9090');
});

test.each(WRONG_VALUES)('%s in the place of anything is an error in our words, never thrown', (_sentence, value) => {
  const wrong = value() as never;
  const all = found({ isolation: full }, (_, web, db) => {
    web.connectsTo(wrong);
    web.connectsTo(db, wrong);
    web.connectsTo(db, { ports: wrong });
    web.connectsTo(Target.cidr(wrong, wrong));
    web.connectsTo(Target.pods(wrong, { namespace: wrong, ports: wrong }));
    web.acceptsFrom(wrong);
    web.acceptsFrom(Target.namespace(wrong), { ports: [wrong] });
  });
  expect(all.length).toBeGreaterThan(0);
  for (const one of all) {
    expect(one).toMatchObject({ allowed: expect.stringMatching(/\S/), fix: expect.stringMatching(/\S/) });
    expect(`${one.what} ${one.fix}`).not.toMatch(/undefined is not|Cannot (read|convert)|is not a function/);
  }
});
