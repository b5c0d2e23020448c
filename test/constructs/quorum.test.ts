import {
  Health,
  type MemberServicesProps,
  type PlatformProps,
  type Problem,
  Quorum,
  ServiceType,
  StatefulCluster,
  type StatefulClusterProps,
  Storage,
  Unsafe,
} from '../../lib';
import { appWith, emitted, problems } from '../support/build';
import { differences } from '../support/options';
import { WORKLOAD } from './workload-options';

type Props = Partial<StatefulClusterProps>;
const data = Storage.claim('data', { mountPath: '/data', size: '1Gi' });
const BASE: StatefulClusterProps = { ...WORKLOAD, members: 3, storage: [data] };
const found = (props: Props, kubernetesVersion = '1.36') =>
  problems((chart) => new StatefulCluster(chart, 'kv', { ...BASE, ...props }), { platform: { kubernetesVersion } });
const rules = (all: readonly Problem[]) => all.map(({ severity, rule }) => `${severity} ${rule}`);

describe('the number of members of a system that decides by majority', () => {
  test.each<[string, number, Quorum, string[]]>([
    ['is odd', 3, Quorum.forming(3), []],
    ['may be one', 1, Quorum.forming(1), []],
    ['is not two: each of them would stop it', 2, Quorum.forming(2), ['unsafe two-member-quorum']],
    ['is not even: one more tolerates no more', 4, Quorum.formed(4), ['unsafe even-quorum']],
    ['does not change by itself, upwards', 5, Quorum.formed(3), ['unsafe silent-membership']],
    ['does not change by itself, downwards', 3, Quorum.formed(5), ['unsafe silent-membership']],
    ['does not change by itself, before it has formed', 5, Quorum.forming(3), ['unsafe silent-membership']],
    ['changes by one', 4, Quorum.changing({ from: 3, to: 4 }), []],
    ['shrinks by one', 4, Quorum.changing({ from: 5, to: 4 }), []],
    ['changes by two, where any two majorities share a member', 6, Quorum.changing({ from: 4, to: 6 }), []],
    ['changes to another', 3, Quorum.changing({ from: 3, to: 3 }), ['invalid no-membership-change']],
    ['is announced as it is', 7, Quorum.changing({ from: 3, to: 5 }), ['unsafe silent-membership']],
  ])('%s: %i', (_sentence, members, quorum, expected) => {
    expect(rules(found({ members, quorum }))).toEqual(expected);
  });

  test.each([
    [3, 5],
    [5, 3],
    [5, 7],
    [1, 3],
    [3, 1],
  ])(
    'does not go from %i to %i at once: members with the old list and with the new one could decide apart',
    (from, to) => {
      const problems = found({ members: to, quorum: Quorum.changing({ from, to }) });
      expect(rules(problems)).toEqual(['unsafe membership-step-too-large']);
      const next = from + Math.sign(to - from);
      expect(problems[0]!.fix).toContain(`members: ${next}, quorum: Quorum.changing({ from: ${from}, to: ${next} })`);
    },
  );

  test('says what to write instead', () => {
    expect(found({ members: 5, quorum: Quorum.formed(3) })[0]).toMatchObject({
      what: expect.stringMatching(/^members is 5, but quorum says 3/),
      fix: expect.stringContaining('members: 4, quorum: Quorum.changing({ from: 3, to: 4 })'),
    });
    expect(found({ members: 4, quorum: Quorum.formed(4) })[0]).toMatchObject({ fix: 'write 5, or 3' });
  });

  test('may be even where somebody takes responsibility', () => {
    const accepted = problems((chart) => {
      const cluster = new StatefulCluster(chart, 'kv', { ...BASE, members: 2, quorum: Quorum.forming(2) });
      Unsafe.accept(cluster, 'two-member-quorum', 'a laboratory');
    });
    expect(accepted).toEqual([]);
  });

  test('is free for systems without a quorum', () => {
    expect(found({ members: 4 })).toEqual([]);
  });
});

test.each<[string, Quorum | undefined, number, boolean]>([
  ['while it forms', Quorum.forming(3), 3, true],
  ['not when it has formed', Quorum.formed(3), 3, false],
  ['not when it changes', Quorum.changing({ from: 3, to: 4 }), 4, false],
  ['where nobody speaks of a quorum', undefined, 3, true],
])('members without data may form a system %s', (_sentence, quorum, members, expected) => {
  const make = (args?: string[]) =>
    appWith((chart) => new StatefulCluster(chart, 'kv', { ...BASE, members, quorum, args })).made;
  expect(make().isForming).toBe(expected);
  const objects = emitted(
    (chart) =>
      new StatefulCluster(chart, 'kv', {
        ...BASE,
        members,
        quorum,
        args: (cluster) => [`--state=${cluster.isForming ? 'new' : 'existing'}`],
      }),
  );
  expect(JSON.stringify(objects['StatefulSet/kv'])).toContain(`--state=${expected ? 'new' : 'existing'}`);
});

describe('what a system with a quorum must not lose', () => {
  test.each<[string, Props, string, string[]]>([
    [
      'its claims, when it is deleted',
      { retention: { whenDeleted: 'Delete' } },
      '1.36',
      ['unsafe quorum-claims-deleted'],
    ],
    [
      'its claims, when it is scaled',
      { retention: { whenScaled: 'Delete' } },
      '1.36',
      ['unsafe quorum-claims-deleted'],
    ],
    ['its data, with its Pods', { storage: [] }, '1.36', ['unsafe quorum-without-claim']],
    [
      'its data, with its Pods, which an emptyDir goes with',
      { storage: [Storage.emptyDir('data', { mountPath: '/data' })] },
      '1.36',
      ['unsafe quorum-without-claim'],
    ],
    [
      'its data, which may be elsewhere',
      { storage: [Storage.nfs('data', { mountPath: '/data', server: 'nfs', path: '/kv', subPath: '$(POD_NAME)' })] },
      '1.36',
      [],
    ],
    ['its majority in a drain', { disruption: { maxUnavailable: 2 } }, '1.36', ['unsafe disruption-takes-quorum']],
    ['its majority in an update', { rollout: { maxUnavailable: 2 } }, '1.37', ['unsafe rollout-takes-quorum']],
    [
      'its majority in an update of a share',
      { rollout: { maxUnavailable: '34%' } },
      '1.37',
      ['unsafe rollout-takes-quorum'],
    ],
    ['the names of its members', { publishNotReadyAddresses: false }, '1.36', ['unsafe peers-unknown-until-ready']],
    ['its start, when all restart at once', { podManagementPolicy: 'OrderedReady' }, '1.36', ['unsafe ordered-quorum']],
    [
      'nothing by an order, where nobody asks whether members are ready',
      { podManagementPolicy: 'OrderedReady', health: Health.none('a test') },
      '1.36',
      [],
    ],
    ['but one in an update may be missing', { rollout: { maxUnavailable: '33%' } }, '1.36', []],
  ])('%s', (_sentence, props, version, expected) => {
    expect(rules(found({ ...props, quorum: Quorum.formed(3) }, version))).toEqual(expected);
  });
});

describe('maxUnavailable of a rollout', () => {
  test.each<[string, string, Props, string[]]>([
    ['is ignored before 1.37', '1.36', { rollout: { maxUnavailable: 2 } }, ['unsafe max-unavailable-off']],
    ['counts from 1.37 on', '1.37', { rollout: { maxUnavailable: 2 } }, []],
    ['is not none', '1.37', { rollout: { maxUnavailable: '0%' } }, ['invalid rollout-conflict']],
    [
      'has no meaning with OnDelete',
      '1.37',
      { rollout: { maxUnavailable: 1, strategy: 'OnDelete' } },
      ['invalid rollout-conflict'],
    ],
  ])('%s', (_sentence, version, props, expected) => {
    expect(rules(found(props, version))).toEqual(expected);
  });

  // An API server with the gate off drops the field: deployers would see a difference for ever.
  test.each<[string, number | string, object | undefined]>([
    ['1.36', 1, undefined],
    ['1.36', '33%', undefined],
    ['1.37', 1, { maxUnavailable: 1 }],
    ['1.37', '33%', { maxUnavailable: '33%' }],
  ])('with Kubernetes %s, %j of three members gives %j', (kubernetesVersion, maxUnavailable, expected) => {
    const rollout = { maxUnavailable };
    const objects = emitted((chart) => new StatefulCluster(chart, 'kv', { ...BASE, rollout }), {
      platform: { kubernetesVersion },
    });
    const spec = objects['StatefulSet/kv']!.spec as { updateStrategy: { rollingUpdate?: object } };
    expect(spec.updateStrategy.rollingUpdate).toEqual(expected);
  });
});

test.each<[string, Props, string[]]>([
  ['all members back', { rollout: { partition: 3 } }, ['unsafe partition-holds-all']],
  [
    'all back, by ordinals where places are meant',
    { firstOrdinal: 100, rollout: { partition: 102 } },
    ['unsafe partition-holds-all'],
  ],
  ['all but a canary', { firstOrdinal: 100, rollout: { partition: 2 } }, []],
  ['nobody, of none', { members: 0, rollout: { partition: 1 } }, []],
])('a partition holds %s', (_sentence, props, expected) => {
  expect(rules(found(props))).toEqual(expected);
});

describe("members' own Services", () => {
  const services = (memberServices: MemberServicesProps, more: Props = {}) => found({ memberServices, ...more });

  test.each<[string, MemberServicesProps, Props, string]>([
    ['a port that there is not', { ports: ['nope'] }, {}, 'memberServices.ports[0] is no port of theirs'],
    [
      'a node port of a port that there is not',
      { nodePorts: { nope: 30_000 }, type: ServiceType.nodePort() },
      {},
      'memberServices.nodePorts.nope is no port of theirs',
    ],
    ['a node port inside the cluster', { nodePorts: { http: 30_000 } }, {}, 'the Services have type ClusterIP'],
    [
      'a node port above the last',
      { nodePorts: { http: 65_534 }, type: ServiceType.nodePort() },
      {},
      'leaves no number for the last member, which would have 65536',
    ],
    [
      'node ports that overlap',
      { nodePorts: { http: 30_000, peer: 30_002 }, type: ServiceType.nodePort() },
      { ports: [...WORKLOAD.ports, { name: 'peer', port: 81 }] },
      'memberServices.nodePorts.peer overlaps with those of http',
    ],
  ])('%s is an error', (_sentence, memberServices, more, what) => {
    expect(services(memberServices, more).map((problem) => problem.what)).toEqual([expect.stringContaining(what)]);
  });

  test('are handles, in the order of the members', () => {
    const { made } = appWith(
      (chart) => new StatefulCluster(chart, 'kv', { ...BASE, firstOrdinal: 100, memberServices: {} }),
    );
    expect(made.memberServices.map(({ name }) => name)).toEqual(['kv-100', 'kv-101', 'kv-102']);
  });

  test('can be what a person reads in the pull request', () => {
    const { 'Service/kv-0': first } = emitted(
      (chart) =>
        new StatefulCluster(chart, 'kv', {
          ...BASE,
          members: 1,
          memberServices: {
            type: ServiceType.nodePort({ externalTrafficPolicy: 'Local' }),
            nodePorts: { http: 31_000 },
          },
        }),
    );
    expect(first?.spec).toEqual({
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      selector: {
        'app.kubernetes.io/name': 'kv',
        'app.kubernetes.io/instance': 'kv',
        'statefulset.kubernetes.io/pod-name': 'kv-0',
      },
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 31_000 }],
    });
  });
});

describe('host names', () => {
  const platform: Partial<PlatformProps> = { clusterDomain: `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(50)}` };
  test.each<[string, string, string[]]>([
    ['of members may be long', 'kv', []],
    ['of members that nobody can look up are unsafe', 'k'.repeat(40), ['unsafe member-host-too-long']],
  ])('%s', (_sentence, name, expected) => {
    const all = problems((chart) => new StatefulCluster(chart, name, BASE), { platform, namespace: 'shop' });
    expect(rules(all)).toEqual(expected);
  });
});

describe('a change of members', () => {
  const NUMBERS = [1, 2, 3, 4, 5, 7, 12];
  const cluster = (members: number, props: Props) =>
    emitted((chart) => new StatefulCluster(chart, 'kv', { ...BASE, ...props, members }), { namespace: 'shop' });
  const changes = NUMBERS.flatMap((from) => NUMBERS.filter((to) => to !== from).map((to) => [from, to] as const));

  test.each(changes)('from %i to %i changes the number, and the budget that one member has none of', (from, to) => {
    const changed = Object.keys(differences(cluster(from, {}), cluster(to, {})));
    const budget = from === 1 || to === 1 ? ['PodDisruptionBudget/kv'] : [];
    expect(changed.sort()).toEqual([...budget, 'StatefulSet/kv spec.replicas']);
  });

  test.each(changes)('from %i to %i changes what was derived from peers()', (from, to) => {
    const props: Props = {
      env: (made) => ({
        PEERS: made
          .peers('http')
          .map(({ address }) => address)
          .join(),
      }),
    };
    const changed = Object.keys(differences(cluster(from, props), cluster(to, props)));
    expect(changed.filter((path) => !path.startsWith('PodDisruptionBudget')).sort()).toEqual([
      'StatefulSet/kv spec.replicas',
      'StatefulSet/kv spec.template.spec.containers[0].env[1].value',
    ]);
  });

  test.each(changes)('from %i to %i adds or takes Services of members, and changes no other', (from, to) => {
    const changed = differences(cluster(from, { memberServices: {} }), cluster(to, { memberServices: {} }));
    const services = Object.keys(changed).filter((path) => path.startsWith('Service/'));
    const [fewer, more] = [Math.min(from, to), Math.max(from, to)];
    expect(services.sort()).toEqual(
      Array.from({ length: more - fewer }, (_, index) => `Service/kv-${fewer + index}`).sort(),
    );
  });
});
