import type { Chart } from 'cdk8s';
import { Health, Hook, Probe, StatefulCluster, StatelessService, Unsafe } from '../../lib';
import { emitted, problems } from '../support/build';
import { WORKLOAD } from './workload-options';

const tool = { name: 'tool', image: 'registry.example.com/tool:1.0.0', resources: { memory: '64Mi' } };
const web = (chart: Chart, props: object) => new StatelessService(chart, 'web', { ...WORKLOAD, ...props });
const pod = (props: object, kubernetesVersion = '1.35') => {
  const objects = emitted((chart) => web(chart, props), { platform: { kubernetesVersion } });
  return (objects['Deployment/web'] as unknown as { spec: { template: { spec: Record<string, unknown> } } }).spec
    .template.spec as { containers: Record<string, unknown>[] } & Record<string, unknown>;
};

describe('what a Pod cannot have is an error at its prop', () => {
  test.each<[string, object, string, string]>([
    [
      'a sleep as long as the grace period',
      { lifecycle: { preStop: Hook.sleep(30) } },
      'sleep-above-grace',
      'lifecycle.preStop.seconds',
    ],
    [
      'a drain beside a preStop hook',
      { drain: 9, lifecycle: { preStop: Hook.exec(['stop']) } },
      'two-pre-stop-hooks',
      'drain',
    ],
    [
      'a hook that asks a port that is not there',
      { lifecycle: { preStop: Hook.http('/x', { port: 'admin' }) } },
      'unknown-port',
      'lifecycle.preStop',
    ],
    [
      "a probe that asks the Service's number, where the container has another",
      {
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        health: Health.probes({ ready: Probe.http('/ready', { port: 80 }) }),
      },
      'unknown-port',
      'health.ready',
    ],
    [
      'a container called as the main one',
      { sidecars: [{ ...tool, name: 'web' }] },
      'duplicate-container',
      'sidecars[0].name',
    ],
    [
      'two containers of one name',
      { initContainers: [tool], sidecars: [tool] },
      'duplicate-container',
      'sidecars[0].name',
    ],
    [
      'a port that two containers listen on',
      { sidecars: [{ ...tool, ports: [{ name: 'a', port: 80 }] }] },
      'duplicate-port',
      'sidecars[0].ports[0].port',
    ],
    [
      'a port name that two containers have',
      { sidecars: [{ ...tool, ports: [{ name: 'http', port: 81 }] }] },
      'duplicate-port',
      'sidecars[0].ports[0].name',
    ],
    [
      'a volume that is not there',
      { initContainers: [{ ...tool, mounts: { data: '/data' } }] },
      'unknown-volume',
      'initContainers[0].mounts.data',
    ],
    [
      'two mounts at one path',
      { writable: ['/tmp'], initContainers: [{ ...tool, mounts: { tmp: '/tmp' }, writable: ['/tmp'] }] },
      'duplicate-mount-path',
      'initContainers[0].writable[0]',
    ],
    [
      'a request above the limit',
      { sidecars: [{ ...tool, resources: { memory: '1Mi', memoryRequest: '2Mi' } }] },
      'request-above-limit',
      'sidecars[0].resources.memory',
    ],
    [
      'a plain sidecar that starts first',
      { sidecars: [{ ...tool, native: false, startsFirst: true }] },
      'not-native',
      'sidecars[0].startsFirst',
    ],
    ['no name server', { podNetwork: { dnsPolicy: 'None' } }, 'no-name-server', 'podNetwork.dnsPolicy'],
    [
      'processes shared twice',
      { host: { processes: 'why' }, shareProcessNamespace: true },
      'processes-shared-twice',
      'shareProcessNamespace',
    ],
    ['a port of the node', { ports: [{ name: 'http', port: 80, hostPort: 80 }] }, 'host-port', 'ports[0].hostPort'],
    [
      'a budget beside a threshold',
      {
        health: Health.http({
          ready: '/r',
          live: '/l',
          startupBudget: 60,
          timings: { startup: { failureThreshold: 3 } },
        }),
      },
      'budget-and-threshold',
      'health.startupBudget',
    ],
    [
      'a budget without a question',
      { health: Health.probes({ ready: Probe.tcp(), startupBudget: 60 }) },
      'nothing-to-ask',
      'health.startupBudget',
    ],
    [
      'a grace period of readiness',
      { health: Health.probes({ ready: Probe.tcp({ terminationGracePeriodSeconds: 5 }) }) },
      'wrong-value',
      'health.ready',
    ],
    [
      'liveness that is readiness',
      { health: Health.http({ ready: '/r', live: '/r' }) },
      'liveness-equals-readiness',
      'health.live',
    ],
  ])('%s', (_sentence, props, rule, at) => {
    const found = problems((chart) => web(chart, props));
    expect(found).toMatchObject([{ rule }]);
    expect(found[0]!.what.startsWith(`${at} `)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['wrong', 'x'],
    ['missing', undefined],
  ])('ports that are %s are one error: the probes have none', (_sentence, ports) => {
    const found = problems((chart) => new StatefulCluster(chart, 'db', { ...WORKLOAD, members: 3, ports } as never));
    expect(found).toHaveLength(1);
  });
});

test('a stop signal comes with the operating system that it needs', () => {
  const { os, containers } = pod({ lifecycle: { stopSignal: 'SIGINT' } }, '1.37');
  expect([os, containers[0]!.lifecycle]).toEqual([
    { name: 'linux' },
    { preStop: { sleep: { seconds: 5 } }, stopSignal: 'SIGINT' },
  ]);
});

test('a port of the node can be accepted by name', () => {
  const objects = emitted((chart) => {
    const made = web(chart, { ports: [{ name: 'http', port: 80, hostPort: 80 }] });
    Unsafe.accept(made, 'host-port', 'the load balancer outside knows only nodes');
  });
  expect(JSON.stringify(objects['Deployment/web'])).toContain('"hostPort":80');
});

test.each<[number, number, number]>([
  [1, 1, 1],
  [29, 1, 29],
  [30, 5, 6],
  [31, 5, 7],
  [120, 5, 24],
])(
  'a startup budget of %d seconds is asked every %d seconds, %d times',
  (startupBudget, periodSeconds, failureThreshold) => {
    const { containers } = pod({ health: Health.http({ ready: '/ready', live: '/live', startupBudget }) });
    expect(containers[0]!.startupProbe).toMatchObject({ periodSeconds, failureThreshold });
  },
);

test('containers start in the order: first sidecars, waits, init containers, sidecars', () => {
  const { initContainers } = pod({
    sidecars: [tool, { ...tool, name: 'first', startsFirst: true }],
    initContainers: [{ ...tool, name: 'init' }],
    waitFor: ['db:5432'],
  });
  expect((initContainers as { name: string }[]).map(({ name }) => name)).toEqual(['first', 'wait-for', 'init', 'tool']);
});

test('what the main container may do is not inherited by others, and waits are never root', () => {
  const { initContainers } = pod({
    security: { privileged: true, runAsUser: 0, runAsNonRoot: false },
    initContainers: [tool],
    waitFor: ['db:5432'],
  });
  const [wait, init] = initContainers as { securityContext: object }[];
  expect(wait!.securityContext).toMatchObject({ privileged: false, runAsNonRoot: true, runAsUser: 10001 });
  expect(init!.securityContext).toMatchObject({ privileged: false, allowPrivilegeEscalation: false });
});
