import { Chart } from 'cdk8s';
import {
  type DefaultSettings,
  Defaults,
  Environment,
  KubernetesObject,
  Platform,
  StatefulCluster,
  StatelessService,
  Storage,
} from 'cdk8s-statecraft';
import { DEFAULT_ROWS } from '../../lib/defaults/table';
import type { DefaultRow } from '../../lib/defaults/table/row';
import { emitted, manifestsOf, newApp, problems, problemsOf } from '../support/build';
import { differences } from '../support/options';
import { MAKE, settingOf, workload } from './make';

const CASES = DEFAULT_ROWS.filter(({ name }) => name !== 'kubernetesVersion').flatMap((row) =>
  row.of.map((construct) => [row.name, construct, row] as const),
);
const setting = (row: DefaultRow): DefaultSettings => ({ [row.name]: row.value ?? row.gives });

describe.each(CASES)('the default %s of a %s', (_name, construct, row: DefaultRow) => {
  const { other } = row;
  const byOption = () => emitted((chart) => MAKE[construct](chart, { ...row.beside, ...other }), settingOf(row));

  test('can be set for a chart: as if each construct said so', () => {
    const bySetting = emitted((chart) => {
      Defaults.of(chart).set(setting(row));
      MAKE[construct](chart, row.beside ?? {});
    }, settingOf(row));
    const rest = Object.keys(differences(byOption(), bySetting));
    expect(rest).toEqual([]);
  });

  test('can be set for the app, as a set with another value', () => {
    const app = newApp({ defaults: Defaults.V1.with(setting(row)) });
    const { platform, namespace } = settingOf(row);
    const scope = platform
      ? new Environment(app, 'production', { platform: Platform.define({ kubernetesVersion: '1.35', ...platform }) })
      : app;
    const chart = new Chart(scope, 'test', { namespace });
    MAKE[construct](chart, row.beside ?? {});
    const found = Object.fromEntries(
      manifestsOf(app).map((manifest) => [
        `${manifest.kind}/${manifest.metadata?.name}`,
        JSON.parse(JSON.stringify(manifest)),
      ]),
    );
    const rest = Object.keys(differences(byOption(), found));
    expect(rest).toEqual([]);
  });
});

describe('of several scopes', () => {
  const inScopes = (app: DefaultSettings, environment: DefaultSettings, chart: DefaultSettings) => {
    const root = newApp({ defaults: Defaults.V1.with(app) });
    const env = new Environment(root, 'production', {
      platform: Platform.define({ kubernetesVersion: '1.35' }),
      defaults: Defaults.V1.with(environment),
    });
    const backend = new Chart(env, 'backend', { namespace: 'shop' });
    Defaults.of(backend).set(chart);
    new StatelessService(backend, 'web', workload);
    return manifestsOf(root).find(({ kind }) => kind === 'Deployment');
  };

  test('the nearest wins, value by value', () => {
    const found = inScopes(
      { replicas: 3, cpuRequest: '1', spread: 'hard' },
      { replicas: 4, cpuRequest: '2' },
      { replicas: 5 },
    );
    expect(found).toMatchObject({
      spec: {
        replicas: 5,
        template: {
          spec: {
            containers: [{ resources: { requests: { cpu: '2' } } }],
            topologySpreadConstraints: [{ whenUnsatisfiable: 'DoNotSchedule' }],
          },
        },
      },
    });
  });

  test('a set with other values can be changed again: what is said later adds to what was said', () => {
    const app = newApp({
      defaults: Defaults.V1.with({ replicas: 3, labels: { team: 'a' } }).with({
        cpuRequest: '2',
        labels: { cost: 'c' },
      }),
    });
    new StatelessService(new Chart(app, 'test'), 'web', workload);
    expect(manifestsOf(app).find(({ kind }) => kind === 'Deployment')).toMatchObject({
      metadata: { labels: { team: 'a', cost: 'c' } },
      spec: { replicas: 3, template: { spec: { containers: [{ resources: { requests: { cpu: '2' } } }] } } },
    });
  });

  test('labels and registries add up', () => {
    const found = inScopes(
      {
        labels: { 'app.kubernetes.io/part-of': 'shop', team: 'a' },
        registries: { 'registry.example.com': 'one.example.com/r' },
      },
      { labels: { team: 'b' } },
      { labels: { cost: 'c' } },
    );
    const labels = { 'app.kubernetes.io/part-of': 'shop', team: 'b', cost: 'c' };
    expect(found).toMatchObject({
      metadata: { labels },
      spec: { template: { metadata: { labels }, spec: { containers: [{ image: 'one.example.com/r/web:1.0.0' }] } } },
    });
    expect(found).toHaveProperty('spec.selector.matchLabels', {
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/instance': 'web',
    });
  });
});

test('labels are on the Jobs of a schedule, too', () => {
  const { 'CronJob/web': cron } = emitted((chart) => {
    Defaults.of(chart).set({ labels: { team: 'a' } });
    MAKE.ScheduledJob(chart, { labels: { component: 'b' } });
  });
  expect(cron).toHaveProperty('spec.jobTemplate.metadata.labels', {
    'app.kubernetes.io/name': 'web',
    'app.kubernetes.io/instance': 'web',
    team: 'a',
    component: 'b',
  });
});

test('labels are on every object of ours, on no claim template, and on no object that is not ours', () => {
  const objects = emitted((chart) => {
    Defaults.of(chart).set({ labels: { team: 'a' } });
    new StatefulCluster(chart, 'db', {
      ...workload,
      members: 3,
      storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi' })],
    });
    new KubernetesObject(chart, 'raw', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
  });
  const { 'ConfigMap/raw': raw, ...ours } = objects;
  for (const object of Object.values(ours)) expect(object.metadata?.labels).toHaveProperty('team', 'a');
  expect(raw?.metadata).not.toHaveProperty('labels');
  expect(ours['StatefulSet/db']).toHaveProperty('spec.volumeClaimTemplates[0].metadata', { name: 'data' });
});

describe('registries', () => {
  test.each([
    ['nginx:1.29', 'mirror.example.com/hub/library/nginx:1.29'],
    ['nginxinc/nginx-unprivileged:1.29', 'mirror.example.com/hub/nginxinc/nginx-unprivileged:1.29'],
    ['docker.io/library/nginx:1.29', 'mirror.example.com/hub/library/nginx:1.29'],
    ['quay.io/coreos/etcd:v3.6.6', 'mirror.example.com:5000/coreos/etcd:v3.6.6'],
    ['registry.example.com/web:1.0.0', 'registry.example.com/web:1.0.0'],
  ])('%s comes as %s', (image, from) => {
    const { 'Deployment/web': web } = emitted((chart) => {
      Defaults.of(chart).set({
        imagePullSecrets: ['mirror'],
        registries: { 'docker.io': 'mirror.example.com/hub', 'quay.io': 'mirror.example.com:5000' },
      });
      new StatelessService(chart, 'web', { ...workload, image });
    });
    expect(web).toMatchObject({
      spec: { template: { spec: { containers: [{ image: from }], imagePullSecrets: [{ name: 'mirror' }] } } },
    });
  });
});

describe('settings that mean nothing are errors', () => {
  const set = (settings: object) => (chart: Chart) => Defaults.of(chart).set(settings);
  test.each<[string, string, string, (chart: Chart) => unknown]>([
    ['an unknown name', 'unknown-prop', 'defaults.replica is not known', set({ replica: 3 })],
    ['a wrong value', 'wrong-value', 'defaults.replicas has a wrong value', set({ replicas: 'three' })],
    [
      'a label that comes from names',
      'reserved-label',
      'comes from the names of the workload',
      set({ labels: { 'app.kubernetes.io/name': 'shop' } }),
    ],
    [
      'a registry with a scheme',
      'wrong-value',
      'defaults.registries',
      set({ registries: { 'docker.io': 'https://a.b' } }),
    ],
    [
      'settings after what they are for',
      'late-defaults',
      'test/web was made with the defaults before',
      (chart) => {
        new StatelessService(chart, 'web', workload);
        set({ replicas: 3 })(chart);
      },
    ],
  ])('%s', (_sentence, rule, what, make) => {
    expect(problems(make)).toEqual([expect.objectContaining({ rule, what: expect.stringContaining(what) })]);
  });

  test('also those of a set', () => {
    const app = newApp({ defaults: Defaults.V1.with({ replicas: -1 }) });
    expect(problemsOf(app)).toEqual([expect.objectContaining({ what: expect.stringContaining('defaults.replicas') })]);
  });
});
