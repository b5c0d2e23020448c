import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import {
  BatchJob,
  Health,
  NodeAgent,
  PersistentVolumeClaim,
  Probe,
  Scaling,
  ScheduledJob,
  StatefulCluster,
  StatelessService,
} from '../../lib';
import { WORDS } from '../../lib/input/words';
import { apiOf } from '../../lib/kubernetes/fields';
import { wordsPage } from '../../scripts/docs/words-page';
import { newApp, problemsOf } from '../support/build';

describe('the words of Kubernetes', () => {
  test.each(WORDS)('%s: every field has its place, and no other', (_title, definitions, words) => {
    const fields = definitions.flatMap((name) => [...apiOf('kubernetes').definitionOf(name).fields.keys()]);
    expect(Object.keys(words).sort()).toEqual([...new Set(fields)].sort());
  });

  test('the page is what `npm run docs` writes', () => {
    expect(readFileSync(join(__dirname, '../../docs/from-yaml.md'), 'utf8')).toBe(wordsPage());
  });
});

const image = 'registry.example.com/web:1.0.0';
const resources = { memory: '64Mi' };
const health = Health.http({ ready: '/ready', live: '/live' });
const ports = [{ name: 'http', port: 80 }];
const web = { image, resources, health, ports };
type Make = (chart: Chart, props: never) => unknown;
const MAKE: Readonly<Record<string, Make>> = {
  StatelessService: (chart, props) => new StatelessService(chart, 'web', { ...web, ...(props as object) }),
  StatefulCluster: (chart, props) => new StatefulCluster(chart, 'web', { ...web, members: 3, ...(props as object) }),
  NodeAgent: (chart, props) => new NodeAgent(chart, 'web', { ...web, ...(props as object) }),
  BatchJob: (chart, props) => new BatchJob(chart, 'web', { image, resources, ...(props as object) }),
  ScheduledJob: (chart, props) =>
    new ScheduledJob(chart, 'web', { image, resources, schedule: '@daily', ...(props as object) }),
  PersistentVolumeClaim: (chart, props) =>
    new PersistentVolumeClaim(chart, 'web', { size: '1Gi', ...(props as object) }),
};

function problems(of: string, props: object) {
  const app = newApp();
  MAKE[of]!(new Chart(app, 'chart'), props as never);
  return problemsOf(app);
}

/** The fields of one manifest that a construct is told in its place, by title of the table. */
const OF: Readonly<Record<string, readonly string[]>> = {
  StatelessService: ['Pod', 'Container', 'Deployment', 'Service', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'],
  StatefulCluster: ['Pod', 'Container', 'StatefulSet', 'Service', 'PodDisruptionBudget'],
  NodeAgent: ['Pod', 'Container', 'DaemonSet', 'Service'],
  BatchJob: ['Pod', 'Container', 'Job'],
  ScheduledJob: ['Pod', 'Container', 'CronJob', 'Job'],
  PersistentVolumeClaim: ['PersistentVolumeClaim'],
};
const CASES = Object.entries(OF).flatMap(([of, titles]) =>
  WORDS.filter(([title]) => titles.includes(title)).flatMap(([, , words]) =>
    Object.keys(words).map((field) => [of, field] as const),
  ),
);

test.each(CASES)('%s with %s: it is known, or told where it is said', (of, field) => {
  const unknown = problems(of, { [field]: undefined }).filter(({ rule }) => rule === 'unknown-prop');
  for (const { fix } of unknown) {
    expect(fix).toMatch(/^(write \w+: |remove it: \w|say it by an overlay: overlays: \{ \w+: )/);
    const prop = /^(?:write |say it by an overlay: )(\w+):/.exec(fix!)?.[1];
    // What the fix says is a prop.
    if (prop) expect(problems(of, { [prop]: undefined }).map(({ rule }) => rule)).not.toContain('unknown-prop');
  }
});

/** What people write who know Kubernetes: [construct, props, unknown, fix]. Each is one mistake, told once. */
const MISTAKES: readonly (readonly [string, object, string, string])[] = [
  ['StatelessService', { nodeSelector: { a: 'b' } }, 'nodeSelector', 'write scheduling: { nodeSelector: { … } }'],
  [
    'StatelessService',
    { hostNetwork: true },
    'hostNetwork',
    "write host: { network: '…' } (with the reason, in a text)",
  ],
  [
    'StatelessService',
    { terminationGracePeriodSeconds: 60 },
    'terminationGracePeriodSeconds',
    'write terminationGracePeriod: 60',
  ],
  [
    'StatelessService',
    { livenessProbe: {} },
    'livenessProbe',
    "write health: Health.probes({ live: Probe.http('…') })",
  ],
  [
    'StatelessService',
    { ports: [{ name: 'http', containerPort: 80 }] },
    'containerPort',
    'write port: 80, targetPort: 8080 (',
  ],
  [
    'StatelessService',
    { resources: { limits: { memory: '1Gi' } } },
    'limits',
    "write memory: '512Mi', cpuLimit: '1' (",
  ],
  [
    'StatelessService',
    { sidecars: [{ name: 'a', image, resources, volumeMounts: [] }] },
    'volumeMounts',
    "write mounts: { '<volume>': '/path' }",
  ],
  [
    'StatelessService',
    { scaling: Scaling.onCpu({ minReplicas: 2, max: 3, targetUtilization: 70 } as never) },
    'minReplicas',
    'write min: 2',
  ],
  [
    'StatelessService',
    { health: Health.probes({ readinessProbe: Probe.tcp() } as never) },
    'readinessProbe',
    "write ready: Probe.http('…')",
  ],
  ['StatelessService', { scheduling: { affinity: {} } }, 'affinity', 'write near: […]'],
  ['StatefulCluster', { replicas: 3, members: undefined }, 'replicas', 'write members: 3'],
  ['StatefulCluster', { volumeClaimTemplates: [] }, 'volumeClaimTemplates', "write storage: [Storage.claim('data'"],
  ['NodeAgent', { tolerations: [] }, 'tolerations', 'write nodes: Nodes.every() ('],
  ['BatchJob', { backoffLimit: 3 }, 'backoffLimit', 'write failure: { backoffLimit: 3 }'],
  ['BatchJob', { restartPolicy: 'OnFailure' }, 'restartPolicy', "write failure: { restartPolicy: 'OnFailure' }"],
  ['ScheduledJob', { successfulJobsHistoryLimit: 1 }, 'successfulJobsHistoryLimit', 'write history: { successful: 3 }'],
  ['PersistentVolumeClaim', { accessModes: ['ReadWriteMany'] }, 'accessModes', "write accessMode: 'ReadWriteMany'"],
];

test.each(MISTAKES)('%s with %p: %s', (of, props, got, fix) => {
  const found = problems(of, props);
  expect(found.map(({ rule, got }) => [rule, got])).toEqual([['unknown-prop', JSON.stringify(got)]]);
  expect(found[0]!.fix).toContain(fix);
});
