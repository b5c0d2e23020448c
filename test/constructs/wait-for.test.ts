import type { Chart } from 'cdk8s';
import { Chart as NewChart } from 'cdk8s';
import {
  BatchJob,
  Health,
  Isolation,
  NodeAgent,
  ServiceType,
  StatefulCluster,
  StatelessService,
  type WaitTarget,
} from '../../lib';
import { emitted, newApp, problems, problemsOf, type Setting } from '../support/build';

const small = { image: 'registry.example.com/web:1.0.0', resources: { memory: '64Mi' }, health: Health.none('a test') };
const service = (chart: Chart, name: string, more: object = {}) =>
  new StatelessService(chart, name, { ...small, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...more });
const cluster = (chart: Chart, more: object = {}) =>
  new StatefulCluster(chart, 'db', {
    ...small,
    members: 3,
    ports: [
      { name: 'peer', port: 2380, peersOnly: true },
      { name: 'client', port: 2379 },
    ],
    ...more,
  });

function waited(waitFor: (chart: Chart) => readonly WaitTarget[], setting: Setting = { namespace: 'shop' }) {
  const objects = emitted((chart) => service(chart, 'web', { waitFor: waitFor(chart) }), setting);
  const { template } = (
    objects['Deployment/web'] as unknown as { spec: { template: { spec: Record<string, unknown> } } }
  ).spec;
  return (template.spec as { initContainers: { args: string[] }[] }).initContainers[0]!;
}

describe('waitFor', () => {
  test.each<[string, (chart: Chart) => readonly WaitTarget[], readonly string[]]>([
    ['a service, by its Service port', (chart) => [service(chart, 'api')], ['api.shop.svc.cluster.local:80']],
    ['a cluster, by its first port for clients', (chart) => [cluster(chart)], ['db.shop.svc.cluster.local:2379']],
    ['a member', (chart) => [cluster(chart).member(0)], ['db-0.db-headless.shop.svc.cluster.local:2379']],
    ['a peer', (chart) => [cluster(chart).peers('client')[1]!], ['db-1.db-headless.shop.svc.cluster.local:2379']],
    ['a port by name', (chart) => [{ on: cluster(chart), port: 'client' }], ['db.shop.svc.cluster.local:2379']],
    [
      'an agent with a Service',
      (chart) => [
        new NodeAgent(chart, 'agent', {
          ...small,
          ports: [{ name: 'api', port: 9000 }],
          serviceType: ServiceType.clusterIp(),
        }),
      ],
      ['agent.shop.svc.cluster.local:9000'],
    ],
    ['an address', () => ['redis:6379'], ['redis:6379']],
    [
      'several, in their order',
      (chart) => ['redis:6379', cluster(chart)],
      ['redis:6379', 'db.shop.svc.cluster.local:2379'],
    ],
  ])('%s', (_sentence, waitFor, expected) => {
    expect(waited(waitFor).args).toEqual(['300', ...expected]);
  });

  test('runs before the init containers, restricted, with little memory', () => {
    expect(waited(() => ['redis:6379'])).toMatchObject({
      name: 'wait-for',
      image: 'docker.io/library/busybox:1.37',
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    });
  });

  test('states the connection that it needs', () => {
    const objects = emitted(
      (chart) => {
        const api = service(chart, 'api', { isolation: Isolation.full() });
        service(chart, 'web', { isolation: Isolation.full(), waitFor: [api] });
      },
      { namespace: 'shop' },
    );
    expect(JSON.stringify(objects['NetworkPolicy/web'])).toContain('"app.kubernetes.io/instance":"api"');
    expect(JSON.stringify(objects['NetworkPolicy/api'])).toContain('"app.kubernetes.io/instance":"web"');
  });

  test.each<[string, (chart: Chart) => readonly unknown[], string, string]>([
    [
      'a Job, which has no address',
      (chart) => [new BatchJob(chart, 'job', small)],
      'nothing-to-wait-for',
      'BatchJob job',
    ],
    [
      'an agent without a Service',
      (chart) => [new NodeAgent(chart, 'agent', { ...small, ports: [{ name: 'api', port: 9000 }] })],
      'nothing-to-wait-for',
      'NodeAgent agent',
    ],
    ['a worker without ports', (chart) => [service(chart, 'worker', { ports: [] })], 'nothing-to-wait-for', 'worker'],
    ['a port that is not there', (chart) => [{ on: cluster(chart), port: 'clent' }], 'unknown-port', 'does not have'],
    [
      'a UDP port',
      (chart) => [service(chart, 'dns', { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] })],
      'nothing-to-wait-for',
      'UDP',
    ],
    ['a text without a port', () => ['redis'], 'wrong-value', 'has a wrong value'],
    ['a port beyond 65535', () => ['redis:66000'], 'wrong-value', 'has a wrong value'],
  ])('%s is an error', (_sentence, waitFor, rule, what) => {
    const found = problems((chart) => service(chart, 'web', { waitFor: waitFor(chart) }));
    expect(found).toMatchObject([{ rule, what: expect.stringContaining(what) }]);
    expect(found[0]!.what).toMatch(/^waitFor\[0\]/);
  });
});

describe('waits in a circle', () => {
  test('are found, once, also by way of a text and between charts', () => {
    const app = newApp();
    const one = new NewChart(app, 'one', { namespace: 'shop' });
    const two = new NewChart(app, 'two', { namespace: 'infra' });
    const a = service(one, 'a', { waitFor: ['b.infra:80'] });
    const b = service(two, 'b');
    service(one, 'c', { waitFor: [a] });
    b.waitsFor(a);
    expect(problemsOf(app)).toMatchObject([
      { rule: 'wait-cycle', severity: 'unsafe', path: 'one/a', got: '"one/a → two/b → one/a"' },
    ]);
  });

  test('of a member of the own cluster', () => {
    const found = problems((chart) => cluster(chart).waitsFor('db-0.db-headless:2379'));
    expect(found).toMatchObject([{ rule: 'wait-cycle', what: 'waitFor waits for the workload itself' }]);
  });

  test('equal names in other namespaces are others', () => {
    const app = newApp();
    const one = new NewChart(app, 'one', { namespace: 'shop' });
    service(one, 'a', { waitFor: ['a.infra:80', 'redis:6379'] });
    expect(problemsOf(app)).toEqual([]);
  });

  test('a long chain is none', () => {
    const found = problems((chart) => {
      let last = service(chart, 's0');
      for (let n = 1; n <= 200; n++) last = service(chart, `s${n}`, { waitFor: [last] });
    });
    expect(found).toEqual([]);
  });
});
