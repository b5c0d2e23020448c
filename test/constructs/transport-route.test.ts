import {
  Health,
  IngressController,
  Isolation,
  Routing,
  StatefulCluster,
  type StatefulClusterProps,
  TcpRoute,
  type TransportRouteProps,
  UdpRoute,
} from '../../lib';
import { emitted, problems, type Setting } from '../support/build';

const on = (routing: Routing): Setting => ({ namespace: 'data', platform: { routing, kubernetesVersion: '1.36' } });
const gateway = (version: '1.4' | '1.5' | '1.6', channel: 'standard' | 'experimental' = 'standard') =>
  on(Routing.gateway({ name: 'public', namespace: 'infra', version, channel, callers: { namespace: 'envoy' } }));
const NEWEST = gateway('1.6');

const db = { name: 'db', ports: [{ name: 'client', port: 5432 }] };
const dns = { name: 'dns', ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] };
const KAFKA: StatefulClusterProps = {
  image: 'docker.io/apache/kafka:4.1.0',
  members: 3,
  ports: [
    { name: 'client', port: 9092 },
    { name: 'outside', port: 9094 },
  ],
  health: Health.none('not here'),
  resources: { memory: '1Gi' },
  isolation: Isolation.ingress(),
};
const tcp = (props: TransportRouteProps, setting = NEWEST) =>
  emitted((chart) => new TcpRoute(chart, 'db', props), setting);
const PARENT = { name: 'public', namespace: 'infra', sectionName: 'postgres' };

test('a TcpRoute leads a port of the Gateway to a service', () => {
  expect(tcp({ listener: 'postgres', to: db, annotations: { a: 'b' } })).toEqual({
    'TCPRoute/db': {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TCPRoute',
      metadata: { name: 'db', namespace: 'data', annotations: { a: 'b' } },
      spec: { parentRefs: [PARENT], rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }] },
    },
  });
});

test('shares are weights', () => {
  const split = [
    { to: db, weight: 90 },
    { to: { ...db, name: 'db-next' }, weight: 10 },
  ];
  expect(tcp({ listener: 'postgres', split, name: 'other' })['TCPRoute/other']).toMatchObject({
    spec: {
      rules: [
        {
          backendRefs: [
            { name: 'db', port: 5432, weight: 90 },
            { name: 'db-next', port: 5432, weight: 10 },
          ],
        },
      ],
    },
  });
});

test.each([
  ['1.4', 'experimental', 'gateway.networking.k8s.io/v1alpha2'],
  ['1.5', 'experimental', 'gateway.networking.k8s.io/v1alpha2'],
  ['1.6', 'standard', 'gateway.networking.k8s.io/v1'],
] as const)('on Gateway API %s %s it is %s', (version, channel, apiVersion) => {
  const route = tcp({ listener: 'postgres', to: db }, gateway(version, channel))['TCPRoute/db'];
  expect(route).toMatchObject({ apiVersion });
});

test('a member of a cluster with member Services is a backend of its own, and policies let the Gateway in', () => {
  const objects = emitted((chart) => {
    const kafka = new StatefulCluster(chart, 'kafka', { ...KAFKA, memberServices: { ports: ['outside'] } });
    new TcpRoute(chart, 'kafka-0', { listener: 'kafka-0', to: kafka.member(0) });
  }, NEWEST);
  expect(objects['TCPRoute/kafka-0']).toMatchObject({
    spec: { rules: [{ backendRefs: [{ name: 'kafka-0', port: 9094 }] }] },
  });
  expect(JSON.stringify(objects['NetworkPolicy/kafka'])).toContain('"kubernetes.io/metadata.name":"envoy"');
});

test('a service of another namespace lets the route in', () => {
  const elsewhere = { ...db, metadata: { namespace: 'other' } };
  expect(tcp({ listener: 'postgres', to: elsewhere })['ReferenceGrant/data-db-db']).toMatchObject({
    metadata: { namespace: 'other' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'TCPRoute', namespace: 'data' }],
      to: [{ group: '', kind: 'Service', name: 'db' }],
    },
  });
});

test('a UdpRoute leads packets to a port with protocol UDP', () => {
  const objects = emitted((chart) => new UdpRoute(chart, 'dns', { listener: 'dns', to: dns }), NEWEST);
  expect(objects['UDPRoute/dns']).toMatchObject({ spec: { rules: [{ backendRefs: [{ name: 'dns', port: 53 }] }] } });
});

const CONTROLLERS = [
  [IngressController.nginx(), 'tcp-services'],
  [IngressController.traefik(), 'IngressRouteTCP'],
  [IngressController.haproxy(), 'custom resource TCP'],
  [IngressController.awsAlb(), 'ServiceType.loadBalancer()'],
  [IngressController.gce(), 'ServiceType.loadBalancer()'],
  [undefined, 'ServiceType.loadBalancer()'],
] as const;

test.each(CONTROLLERS)('an Ingress cannot say it: the error names what can', (controller, fix) => {
  const setting = on(Routing.ingress({ className: 'any', controller }));
  const found = problems((chart) => new TcpRoute(chart, 'db', { listener: 'postgres', to: db }), setting);
  expect(found).toMatchObject([{ rule: 'not-in-dialect', fix: expect.stringContaining(fix) }]);
});

const member = (kafka: StatefulCluster) => ({ listener: 'a', to: kafka.member(0), port: 'outside' });
test.each<readonly [string, TransportRouteProps, Setting, string, string]>([
  ['no standard TCPRoute before 1.6', { listener: 'a', to: db }, gateway('1.5'), 'not-in-dialect', 'Gateway API 1.6'],
  ['nothing to go to', { listener: 'a' }, NEWEST, 'no-target', 'to or split'],
  ['two ways at once', { listener: 'a', to: db, split: [] }, NEWEST, 'contradicting-props', 'to or split'],
  ['UDP alone', { listener: 'a', to: dns }, NEWEST, 'unknown-port', 'none'],
  ['no such port', { listener: 'a', to: db, port: 'http' }, NEWEST, 'unknown-port', 'client'],
])('wrong: %s', (_, props, setting, rule, allowed) => {
  const [first] = problems((chart) => new TcpRoute(chart, 'db', props), setting);
  expect(first).toMatchObject({ rule, allowed: expect.stringContaining(allowed) });
});

test('a member without a Service of its own is an error that says how it gets one', () => {
  const found = problems((chart) => {
    const kafka = new StatefulCluster(chart, 'kafka', KAFKA);
    new TcpRoute(chart, 'db', member(kafka));
  }, NEWEST);
  expect(found).toMatchObject([{ rule: 'unknown-port', fix: expect.stringContaining('memberServices') }]);
});
