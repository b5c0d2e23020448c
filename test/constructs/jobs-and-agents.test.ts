import {
  BatchJob,
  type BatchJobProps,
  Completion,
  ConfigFiles,
  FailureRule,
  Health,
  NodeAgent,
  type NodeAgentProps,
  Replacement,
  ScheduledJob,
  type ScheduledJobProps,
  Storage,
} from '../../lib';
import { appWith, emitted, problems } from '../support/build';
import { JOB, WORKLOAD } from './workload-options';

const agent = (props: Partial<NodeAgentProps>, id = 'web') =>
  problems((chart) => new NodeAgent(chart, id, { ...WORKLOAD, ...props }));
const job = (props: Partial<BatchJobProps>, id = 'web') =>
  problems((chart) => new BatchJob(chart, id, { ...JOB, ...props }));
const cron = (props: Partial<ScheduledJobProps>, id = 'web') =>
  problems((chart) => new ScheduledJob(chart, id, { ...JOB, schedule: '@daily', ...props }));
const codes = FailureRule.exitCodes([1], { action: 'FailIndex' });

test('the claim of a job before the sync is no hook, which Argo CD would delete with its data', () => {
  const found = job({
    storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi' })],
    files: [ConfigFiles.of('/etc/backup', { 'app.conf': 'a' })],
    replacement: Replacement.argoCdHook('PreSync'),
  });
  expect(found.map(({ rule, got }) => [rule, got])).toEqual([
    ['hook-before-its-needs', 'PersistentVolumeClaim web-data'],
  ]);
});

describe('what the API server would refuse, or what would never work, is one error at its prop', () => {
  test.each([
    ['a surge with Pods missing', 'rollout.maxSurge', agent({ rollout: { maxSurge: 1, maxUnavailable: 1 } })],
    ['neither', 'rollout.maxUnavailable', agent({ rollout: { maxUnavailable: 0 } })],
    ['shares of an OnDelete', 'rollout.maxSurge', agent({ rollout: { strategy: 'OnDelete', maxSurge: 1 } })],
    [
      "a surge with the node's network",
      'rollout.maxSurge',
      agent({ rollout: { maxSurge: 1 }, host: { network: 'it routes' } }),
    ],
    [
      'a surge with a host port',
      'rollout.maxSurge',
      agent({ rollout: { maxSurge: 1 }, ports: [{ name: 'http', port: 80, hostPort: 8080 }] }),
    ],
    [
      "another host port in the node's network",
      'ports[0].hostPort',
      agent({ host: { network: 'it routes' }, ports: [{ name: 'http', port: 80, hostPort: 81 }] }),
    ],
    [
      'one host port twice',
      'ports[1].hostPort',
      agent({
        ports: [
          { name: 'http', port: 80, hostPort: 80 },
          { name: 'b', port: 81, hostPort: 80 },
        ],
      }),
    ],
    ['a namespace of the node without a reason', 'host.ipc', agent({ host: { ipc: ' ' } })],
    [
      'an index that is not there',
      'completion.successPolicy[0].succeededIndexes',
      indexed({ succeededIndexes: '0-5' }),
    ],
    ['indexes out of order', 'completion.successPolicy[0].succeededIndexes', indexed({ succeededIndexes: '3,1' })],
    [
      'more than the indexes',
      'completion.successPolicy[0].succeededCount',
      indexed({ succeededIndexes: '0-1', succeededCount: 3 }),
    ],
    ['a rule of nothing', 'completion.successPolicy[0]', indexed({})],
    [
      'more failures than indexes',
      'completion.maxFailedIndexes',
      job({ completion: Completion.indexed(5, { backoffLimitPerIndex: 1, maxFailedIndexes: 6 }) }),
    ],
    [
      'a failed index where all count together',
      'failure.podFailurePolicy[0].action',
      job({ failure: { podFailurePolicy: [codes] } }),
    ],
    [
      'a policy where kubelet starts it anew',
      'failure.podFailurePolicy',
      job({
        failure: { restartPolicy: 'OnFailure', podFailurePolicy: [FailureRule.exitCodes([1], { action: 'FailJob' })] },
      }),
    ],
    [
      'an exit code of success',
      'failure.podFailurePolicy[0].exitCodes[0]',
      job({ failure: { podFailurePolicy: [FailureRule.exitCodes([0], { action: 'FailJob' })] } }),
    ],
    [
      'a name that leaves no room for the version',
      'id',
      job({ replacement: Replacement.byName('1'.repeat(20)) }, 'w'.repeat(50)),
    ],
    ['a name that leaves no room for the index', 'id', job({ completion: Completion.indexed(10_000) }, 'w'.repeat(60))],
    ['a name of 53 characters', 'id', cron({}, 'w'.repeat(53))],
    [
      'a name that leaves no room for time and index',
      'id',
      cron({ completion: Completion.indexed(1000) }, 'w'.repeat(52)),
    ],
    ['a deadline that the controller misses', 'startingDeadline', cron({ startingDeadline: 5 })],
  ])('%s', (_sentence, prop, found) => {
    expect(found.map(({ what }) => what)).toEqual([
      expect.stringMatching(new RegExp(`^${prop.replace(/[[\].]/g, '\\$&')} `)),
    ]);
  });

  function indexed(rule: object) {
    return job({ completion: Completion.indexed(5, { successPolicy: [rule] }) });
  }
});

describe('what is legal is taken', () => {
  test.each([
    ['a name that no Service could have', job({}, '2fa')],
    ['a CronJob of 52 characters', cron({}, 'w'.repeat(52))],
    ['a Job of 63', job({}, 'w'.repeat(63))],
    [
      'a failed index, by index',
      job({ completion: Completion.indexed(2, { backoffLimitPerIndex: 0 }), failure: { podFailurePolicy: [codes] } }),
    ],
    [
      "the port as the host port in the node's network",
      agent({ host: { network: 'it routes' }, ports: [{ name: 'http', port: 80, hostPort: 80 }] }),
    ],
  ])('%s', (_sentence, found) => {
    expect(found).toEqual([]);
  });
});

test('what is emitted, and the handles', () => {
  const { made } = appWith((chart) => ({
    agent: new NodeAgent(chart, 'agent', WORKLOAD),
    job: new BatchJob(chart, 'job', { ...JOB, replacement: Replacement.byName('7') }),
    cron: new ScheduledJob(chart, 'cron', { ...JOB, schedule: '@daily' }),
  }));
  expect(made.agent.node.defaultChild).toBe(made.agent.daemonSet);
  expect(made.job.node.defaultChild).toBe(made.job.job);
  expect([made.job.name, made.job.jobName, made.job.job.name]).toEqual(['job', 'job-7', 'job-7']);
  expect(made.cron.node.defaultChild).toBe(made.cron.cronJob);
  const kinds = (make: Parameters<typeof emitted>[0]) => Object.keys(emitted(make)).sort();
  expect(kinds((chart) => new NodeAgent(chart, 'a', WORKLOAD))).toEqual([
    'DaemonSet/a',
    'NetworkPolicy/a',
    'ServiceAccount/a',
  ]);
  expect(kinds((chart) => new BatchJob(chart, 'a', JOB))).toEqual(['Job/a', 'NetworkPolicy/a', 'ServiceAccount/a']);
});

test('a version changes nothing that selects Pods, nor the Pods', () => {
  const of = (version: string) =>
    emitted((chart) => new BatchJob(chart, 'a', { ...JOB, replacement: Replacement.byName(version) }));
  const { 'Job/a-1': one, ...rest } = of('1');
  const { 'Job/a-2': two, ...others } = of('2');
  expect(rest).toEqual(others);
  expect(one!.spec).toEqual(two!.spec);
});

test.each([
  ['BatchJob', job],
  ['ScheduledJob', cron],
])('a plain sidecar keeps a %s from its end, and a native one does not', (_kind, of) => {
  const sidecar = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0', resources: { memory: '64Mi' } };
  expect(of({ sidecars: [{ ...sidecar, native: false }] })).toMatchObject([
    { rule: 'sidecar-never-ends', severity: 'unsafe', fix: expect.stringContaining('native: true') },
  ]);
  expect(of({ sidecars: [sidecar] })).toEqual([]);
  expect(agent({ sidecars: [{ ...sidecar, native: false }] })).toEqual([]);
});

test.each([
  ['Berlin', 'Europe/Berlin'],
  ['new_york', 'America/New_York'],
  ['Europe/Berlni', 'Europe/Berlin'],
])('the time zone %s is told to be %s', (timeZone, meant) => {
  expect(cron({ timeZone })).toMatchObject([{ rule: 'unknown-time-zone', fix: `write '${meant}'` }]);
});

test('a share of the node that is switched on asks for the reason', () => {
  expect(agent({ host: { network: true as never } })).toMatchObject([{ fix: expect.stringMatching(/^write why/) }]);
});

test('health without any probe says which it may have', () => {
  expect(agent({ health: Health.probes(undefined as never) })[0]?.fix).toBe('write { ready: … }');
});
