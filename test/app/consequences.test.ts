import type { Chart } from 'cdk8s';
import {
  BatchJob,
  ConfigMap,
  Health,
  KubernetesObject,
  Metrics,
  Namespace,
  Scaling,
  ScheduledJob,
  ServiceType,
  StatefulCluster,
  StatelessService,
  Storage,
} from 'cdk8s-statecraft';
import { problems } from '../support/build';

const web = {
  image: 'registry.example.com/web:1.0.0',
  resources: { memory: '64Mi' },
  health: Health.none('a test'),
};
const served = (chart: Chart, props: object) =>
  new StatelessService(chart, 'web', {
    ...web,
    ports: [{ name: 'http', port: 80 }],
    health: Health.http({ ready: '/ready', live: '/live' }),
    ...props,
  });
const all = (make: (chart: Chart) => unknown) =>
  problems(make, { namespace: 'shop', platform: { storageClasses: ['fast'] } }).map(
    ({ rule, what }) => `${rule}: ${what}`,
  );
const one = (make: (chart: Chart) => unknown) => all(make).map((text) => text.slice(0, text.indexOf(':')));

describe('a wrong prop hides nothing of what is wrong with the objects', () => {
  test.each<[string, (chart: Chart) => unknown, string[]]>([
    [
      'an unknown prop and a storage class that the platform lacks',
      (chart) =>
        new StatefulCluster(chart, 'db', {
          ...web,
          members: 3,
          ports: [{ name: 'sql', port: 5432 }],
          storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi', storageClass: 'slow' })],
          colour: 'red',
        } as never),
      ['unknown-prop', 'unknown-storage-class'],
    ],
    [
      'a wrong value and a field that the API does not have',
      (chart) =>
        new StatelessService(chart, 'web', {
          ...web,
          replicas: 1.5,
          overlays: { deployment: { spec: { minReadySecond: 5 } as never } },
        }),
      ['wrong-value', 'wrong-field'],
    ],
    [
      'a wrong value and a variable that there is not',
      (chart) => new StatelessService(chart, 'web', { ...web, replicas: 1.5, args: ['$(HOME_URL)'] }),
      ['wrong-value', 'unknown-variable'],
    ],
    [
      'two mistakes in one raw object',
      (chart) =>
        new KubernetesObject(chart, 'pod', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { labels: { app: 5 } },
          spec: {
            containers: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'b', mountPath: '/b' }], colour: 'red' }],
          },
        } as never),
      ['wrong-field', 'wrong-field', 'unknown-volume'],
    ],
    [
      'an unsafe prop and one that the API server refuses',
      (chart) =>
        new StatelessService(chart, 'web', {
          ...web,
          image: 'registry.example.com/web',
          overlays: { deployment: { spec: { template: { spec: { dnsPolicy: 'Never' as never } } } } },
        }),
      ['unpinned-image', 'wrong-field'],
    ],
  ])('%s', (_sentence, make, rules) => expect(one(make).sort()).toEqual(rules.sort()));
});

describe('one mistake is one error', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a name with capitals', (chart) => new StatelessService(chart, 'Web', web), 'wrong-value'],
    [
      'a name that is no text',
      (chart) => new StatelessService(chart, 'web', { ...web, name: 5 as never }),
      'wrong-value',
    ],
    [
      'a misspelled prop that must be given',
      (chart) =>
        new StatelessService(chart, 'web', { image: web.image, health: web.health, resource: web.resources } as never),
      'unknown-prop',
    ],
    [
      'misspelled storage that an init container mounts',
      (chart) =>
        new StatelessService(chart, 'web', {
          ...web,
          storag: [Storage.emptyDir('work', { sizeLimit: '1Gi', mountPath: '/work' })],
          initContainers: [
            { name: 'fill', image: web.image, resources: web.resources, mounts: { work: { mountPath: '/w' } } },
          ],
        } as never),
      'unknown-prop',
    ],
    [
      'misspelled env that the arguments refer to',
      (chart) => new StatelessService(chart, 'web', { ...web, evn: { URL: 'a' }, args: ['$(URL)'] } as never),
      'unknown-prop',
    ],
    [
      'a misspelled prop in a list',
      (chart) => new StatelessService(chart, 'web', { ...web, ports: [{ nmae: 'http', port: 80 }] } as never),
      'unknown-prop',
    ],
    ['metrics of nothing', (chart) => served(chart, { metrics: Metrics.scrape(undefined as never) }), 'wrong-value'],
    ['scaling by nothing', (chart) => served(chart, { scaling: Scaling.onCpu(undefined as never) }), 'wrong-value'],
    ['health of nothing', (chart) => served(chart, { health: Health.http(undefined as never) }), 'wrong-value'],
    [
      'ports that are none',
      (chart) => served(chart, { ports: 'x', metrics: Metrics.scrape({ port: 'http' }) }),
      'wrong-value',
    ],
    [
      'an id that is taken',
      (chart) => [new StatelessService(chart, 'web', web), new StatelessService(chart, 'web', web)],
      'duplicate-id',
    ],
    [
      'a Job that is asked on a port',
      (chart) =>
        new BatchJob(chart, 'job', {
          image: web.image,
          resources: web.resources,
          health: Health.http({ ready: '/ready', live: '/live' }),
        }),
      'unknown-port',
    ],
    ['a label that is none', (chart) => new Namespace(chart, 'shop', { labels: { team: 'a b' } }), 'wrong-value'],
  ])('%s', (_sentence, make, rule) => expect(all(make)).toEqual([expect.stringMatching(`^${rule}`)]));
});

test('a job of a schedule is not told to add a port, which it cannot have', () => {
  const [found] = problems((chart) => {
    new ScheduledJob(chart, 'job', {
      ...web,
      schedule: '0 3 * * *',
      health: Health.http({ ready: '/ready', live: '/live' }),
    });
  });
  expect(found!.fix).toBe('write port: 8080, the number that it listens on');
});

test('a text that was written as a number is proposed as a text', () => {
  const found = problems((chart) => {
    new ConfigMap(chart, 'config', { data: { a: 1, b: true } } as never);
  });
  expect(found.map(({ fix }) => fix)).toEqual(["write '1'", "write 'true'"]);
});

test('a node port outside the range that clusters give out', () => {
  const serviceType = ServiceType.nodePort();
  const found = problems((chart) => {
    served(chart, { serviceType, ports: [{ name: 'http', port: 80, nodePort: 80 }] });
  });
  expect(found).toEqual([expect.objectContaining({ rule: 'node-port-range', severity: 'unsafe', got: '80' })]);
});
