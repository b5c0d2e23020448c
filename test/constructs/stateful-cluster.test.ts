import { EnvSource, StatefulCluster, type StatefulClusterProps } from '../../lib';
import { appWith, emitted, problems } from '../support/build';
import { WORKLOAD } from './workload-options';

type Props = Partial<StatefulClusterProps>;
const BASE: StatefulClusterProps = { ...WORKLOAD, members: 3 };
const two = [...WORKLOAD.ports, { name: 'peer', port: 81 }];

describe('members have names of their own', () => {
  const cluster = (props: Props, setting: Parameters<typeof appWith>[1]) =>
    appWith((chart) => new StatefulCluster(chart, 'etcd', { ...BASE, ...props }), setting).made;

  test.each<[string, Props, Parameters<typeof appWith>[1], string, string, string]>([
    ['without a namespace, as Pods beside them find them', {}, {}, 'etcd', 'etcd-headless', 'etcd-0.etcd-headless'],
    [
      'with a namespace, as all Pods find them',
      {},
      { namespace: 'shop' },
      'etcd.shop.svc.cluster.local',
      'etcd-headless.shop.svc.cluster.local',
      'etcd-0.etcd-headless.shop.svc.cluster.local',
    ],
    [
      'in a cluster of another domain',
      {},
      { namespace: 'shop', platform: { clusterDomain: 'corp.example' } },
      'etcd.shop.svc.corp.example',
      'etcd-headless.shop.svc.corp.example',
      'etcd-0.etcd-headless.shop.svc.corp.example',
    ],
    ['counted from another ordinal', { firstOrdinal: 5 }, {}, 'etcd', 'etcd-headless', 'etcd-5.etcd-headless'],
    ['under another name', { name: 'kv' }, {}, 'kv', 'kv-headless', 'kv-0.kv-headless'],
    ['behind a running headless Service', { serviceName: 'peers' }, {}, 'etcd', 'peers', 'etcd-0.peers'],
  ])('%s', (_sentence, props, setting, host, domain, member) => {
    const made = cluster(props, setting);
    expect([made.host, made.domain, made.member(0).host]).toEqual([host, domain, member]);
  });

  test('peers are the members with a port, in their order', () => {
    const peers = cluster({ firstOrdinal: 1, ports: two }, {}).peers('peer');
    expect(peers.map(({ name, ordinal, port, address }) => [name, ordinal, port, address])).toEqual([
      ['etcd-1', 1, 81, 'etcd-1.etcd-headless:81'],
      ['etcd-2', 2, 81, 'etcd-2.etcd-headless:81'],
      ['etcd-3', 3, 81, 'etcd-3.etcd-headless:81'],
    ]);
  });

  test.each<[string, (made: StatefulCluster) => unknown, object]>([
    [
      'a member that is not there',
      (made) => made.member(3),
      { rule: 'unknown-member', got: '3', allowed: '0 to 2', fix: expect.stringContaining('raise members to 4') },
    ],
    [
      'a member before the first',
      (made) => made.member(-1),
      { rule: 'unknown-member', got: '-1', fix: expect.stringMatching(/ask for an existing one/) },
    ],
    [
      'a member that is no number',
      (made) => made.member('a' as never),
      { rule: 'unknown-member', got: '"a"', fix: expect.not.stringContaining('NaN') },
    ],
    [
      'a member that is a symbol',
      (made) => made.member(Symbol('s') as never),
      { rule: 'unknown-member', fix: expect.not.stringContaining('NaN') },
    ],
    [
      'a port that is not there',
      (made) => made.peers('nope'),
      { rule: 'unknown-port', got: '"nope"', allowed: 'http' },
    ],
  ])('asking for %s is an error', (_sentence, ask, expected) => {
    expect(problems((chart) => ask(new StatefulCluster(chart, 'etcd', BASE)))).toEqual([
      expect.objectContaining({ ...expected, path: 'test/etcd' }),
    ]);
  });
});

describe('functions from the cluster', () => {
  test('know the members, whose names are $(POD_NAME) at run time', () => {
    const objects = emitted(
      (chart) =>
        new StatefulCluster(chart, 'etcd', {
          ...BASE,
          command: (cluster) => ['etcd', cluster.name],
          args: (cluster) => cluster.peers('http').map(({ address }) => address),
          env: (cluster) => ({ DOMAIN: cluster.domain }),
        }),
    );
    expect(objects['StatefulSet/etcd']).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                command: ['etcd', 'etcd'],
                args: ['etcd-0.etcd-headless:80', 'etcd-1.etcd-headless:80', 'etcd-2.etcd-headless:80'],
                env: [
                  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
                  { name: 'DOMAIN', value: 'etcd-headless' },
                ],
              },
            ],
          },
        },
      },
    });
  });

  test('are for the programs beside the main one, too', () => {
    const tool = { name: 'tool', image: 'registry.example.com/tool:1.0.0', resources: { memory: '64Mi' } };
    const objects = emitted(
      (chart) =>
        new StatefulCluster(chart, 'etcd', {
          ...BASE,
          initContainers: [
            {
              ...tool,
              name: 'clone',
              env: (cluster) => ({ DONOR: cluster.member(0).host }),
              command: (cluster) => ['clone', cluster.name],
            },
          ],
          sidecars: [
            { ...tool, name: 'agent', args: (cluster) => cluster.peers('http').map(({ address }) => address) },
            { ...tool, name: 'beside', native: false, args: (cluster) => [cluster.host] },
          ],
        }),
    );
    expect(objects['StatefulSet/etcd']).toMatchObject({
      spec: {
        template: {
          spec: {
            initContainers: [
              { name: 'clone', command: ['clone', 'etcd'], env: [{ name: 'DONOR', value: 'etcd-0.etcd-headless' }] },
              {
                name: 'agent',
                args: ['etcd-0.etcd-headless:80', 'etcd-1.etcd-headless:80', 'etcd-2.etcd-headless:80'],
              },
            ],
            containers: [{ name: 'etcd' }, { name: 'beside', args: ['etcd'] }],
          },
        },
      },
    });
  });

  test.each([
    ['initContainers', 'env'],
    ['initContainers', 'args'],
    ['sidecars', 'command'],
  ])('%s whose %s throws, or gives something else, is one error at it', (prop, key) => {
    const tool = { name: 'tool', image: 'registry.example.com/tool:1.0.0', resources: { memory: '64Mi' } };
    const throwing = () => {
      throw new Error('boom');
    };
    for (const [make, rule] of [
      [throwing, 'function-threw'],
      [() => 5, 'wrong-value'],
    ] as const) {
      const props = { ...BASE, [prop]: [{ ...tool, [key]: make }] } as never;
      expect(problems((chart) => new StatefulCluster(chart, 'etcd', props))).toEqual([
        expect.objectContaining({ rule, what: expect.stringContaining(`${prop}[0].${key} `) }),
      ]);
    }
  });

  test.each(['command', 'args', 'env'])('a %s that throws, or gives something else, is an error', (prop) => {
    const throwing = () => {
      throw new Error('boom');
    };
    for (const [make, rule] of [
      [throwing, 'function-threw'],
      [() => 5, 'wrong-value'],
    ] as const) {
      const found = problems((chart) => new StatefulCluster(chart, 'etcd', { ...BASE, [prop]: make } as never));
      expect(found).toEqual([
        expect.objectContaining({
          rule,
          what: expect.stringMatching(new RegExp(`^${prop} `)),
          fix: expect.any(String),
        }),
      ]);
    }
  });
});

test('POD_NAME is the name of the member, whoever says it; another value is a finding', () => {
  const found = (POD_NAME: string | EnvSource) =>
    problems((chart) => new StatefulCluster(chart, 'web', { ...BASE, env: { POD_NAME } })).map(({ rule }) => rule);
  expect(found(EnvSource.field('metadata.name'))).toEqual([]);
  expect(found('etcd')).toEqual(['pod-name-replaced']);
  expect(found(EnvSource.field('metadata.uid'))).toEqual(['pod-name-replaced']);
});

test('a cluster whose ports are all for peers has no client Service', () => {
  const ports = [{ name: 'peer', port: 81, peersOnly: true }];
  const objects = emitted((chart) => new StatefulCluster(chart, 'web', { ...BASE, ports }));
  expect(Object.keys(objects)).not.toContain('Service/web');
  expect(Object.keys(objects)).toContain('Service/web-headless');
});

test('a running set is adopted by its selector, its headless Service, its policy and its name', () => {
  const objects = emitted(
    (chart) =>
      new StatefulCluster(chart, 'db', {
        ...BASE,
        name: 'mysql',
        selector: { app: 'mysql' },
        serviceName: 'mysql',
        podManagementPolicy: 'OrderedReady',
        ports: [{ name: 'http', port: 80, peersOnly: true }],
      }),
  );
  expect(objects['StatefulSet/mysql']).toMatchObject({
    metadata: { name: 'mysql' },
    spec: {
      selector: { matchLabels: { app: 'mysql' } },
      serviceName: 'mysql',
      podManagementPolicy: 'OrderedReady',
      template: {
        metadata: {
          labels: { app: 'mysql', 'app.kubernetes.io/name': 'mysql', 'app.kubernetes.io/instance': 'mysql' },
        },
      },
    },
  });
  expect(objects['Service/mysql']).toMatchObject({ spec: { clusterIP: 'None', selector: { app: 'mysql' } } });
});

test.each([
  [3, 2, true],
  [5, 2, false],
  [5, 3, true],
])('of %i members a drain may not take the majority: %i at once', (members, maxUnavailable, refused) => {
  const found = problems(
    (chart) => new StatefulCluster(chart, 'web', { ...BASE, members, disruption: { maxUnavailable } }),
  );
  expect(found.map(({ rule }) => rule)).toEqual(refused ? ['disruption-takes-quorum'] : []);
});
