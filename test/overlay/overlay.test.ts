import type { Chart } from 'cdk8s';
import {
  BatchJob,
  Health,
  NodeAgent,
  Scaling,
  ScheduledJob,
  ServiceType,
  StatefulCluster,
  StatelessService,
  type StatelessServiceOverlays,
} from 'cdk8s-statecraft';
import { emitted, problems } from '../support/build';
import { differences, REMOVED } from '../support/options';

const job = { image: 'registry.example.com/web:1.0.0', resources: { memory: '256Mi' } };
const workload = {
  ...job,
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
};
const web =
  (overlays?: StatelessServiceOverlays, more: object = {}) =>
  (chart: Chart) =>
    new StatelessService(chart, 'web', { ...workload, env: { A: 'a', B: 'b' }, ...more, overlays });
const changes = (overlays: StatelessServiceOverlays, more: object = {}) =>
  differences(emitted(web(undefined, more)), emitted(web(overlays, more)));
const pod = (spec: object): StatelessServiceOverlays => ({ deployment: { spec: { template: { spec } } } });
/** A container that says what those of props have from defaults. */
const PROXY = {
  name: 'proxy',
  image: 'proxy:1',
  resources: { limits: { memory: '64Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};
const POD = 'Deployment/web spec.template.spec';

describe('an overlay changes what it says, and nothing else', () => {
  test.each<[string, StatelessServiceOverlays, object]>([
    ['a field that no prop has', pod({ setHostnameAsFQDN: true }), { [`${POD}.setHostnameAsFQDN`]: true }],
    [
      'a field of the container, found by its name',
      pod({ containers: [{ name: 'web', stdin: true }] }),
      { [`${POD}.containers[0].stdin`]: true },
    ],
    ['another container, behind ours', pod({ containers: [PROXY] }), { [`${POD}.containers[1]`]: PROXY }],
    [
      'a variable, found by its name, which stays in its place',
      pod({ containers: [{ name: 'web', env: [{ name: 'A', value: 'c' }] }] }),
      { [`${POD}.containers[0].env[0].value`]: 'c' },
    ],
    [
      'a port of the container, found by its number alone',
      pod({ containers: [{ name: 'web', ports: [{ containerPort: 80, hostIP: '127.0.0.1' }] }] }),
      { [`${POD}.containers[0].ports[0].hostIP`]: '127.0.0.1' },
    ],
    [
      'a list without keys, as a whole',
      pod({ containers: [{ name: 'web', securityContext: { capabilities: { drop: ['NET_RAW'] } } }] }),
      { [`${POD}.containers[0].securityContext.capabilities.drop[0]`]: 'NET_RAW' },
    ],
    [
      'null, which removes',
      pod({ terminationGracePeriodSeconds: null }),
      { [`${POD}.terminationGracePeriodSeconds`]: REMOVED },
    ],
    [
      'a label of the object alone',
      { deployment: { metadata: { labels: { team: 'a' } } } },
      { 'Deployment/web metadata.labels.team': 'a' },
    ],
    [
      "a Service's port, found by its number",
      { service: { spec: { ports: [{ port: 80, appProtocol: 'http' }], trafficDistribution: 'PreferClose' } } },
      { 'Service/web spec.ports[0].appProtocol': 'http', 'Service/web spec.trafficDistribution': 'PreferClose' },
    ],
    [
      'a field beside the spec',
      { serviceAccount: { imagePullSecrets: [{ name: 'registry' }] } },
      { 'ServiceAccount/web imagePullSecrets': [{ name: 'registry' }] },
    ],
  ])('%s', (_sentence, overlays, expected) => {
    expect(changes(overlays)).toEqual(expected);
  });
});

/** Every kind of workload, with all objects that it can have. */
const KINDS: readonly [string, (chart: Chart, overlays?: object) => unknown][] = [
  [
    'StatelessService',
    (chart, overlays) =>
      new StatelessService(chart, 'web', {
        ...workload,
        scaling: Scaling.onCpu({ min: 2, max: 4, targetUtilization: 70 }),
        overlays,
      }),
  ],
  ['StatefulCluster', (chart, overlays) => new StatefulCluster(chart, 'web', { ...workload, members: 3, overlays })],
  [
    'NodeAgent',
    (chart, overlays) => new NodeAgent(chart, 'web', { ...workload, serviceType: ServiceType.clusterIp(), overlays }),
  ],
  ['BatchJob', (chart, overlays) => new BatchJob(chart, 'web', { ...job, overlays })],
  ['ScheduledJob', (chart, overlays) => new ScheduledJob(chart, 'web', { ...job, schedule: '@daily', overlays })],
];

describe.each(KINDS)('%s', (_name, make) => {
  test('has an overlay for each object that it emits', () => {
    const objects = Object.keys(emitted((chart) => make(chart)));
    const handle = (object: string) => {
      const [kind, name] = object.split('/');
      const id = name!.endsWith('-headless') ? `Headless${kind}` : kind!;
      return `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
    };
    const overlays = Object.fromEntries(
      objects.map((object) => [handle(object), { metadata: { annotations: { of: object } } }]),
    );
    const annotated = Object.entries(emitted((chart) => make(chart, overlays)));
    expect(annotated.map(([object, { metadata }]) => [object, metadata?.annotations?.of])).toEqual(
      objects.map((object) => [object, object]),
    );
  });
});

describe('an overlay that cannot be laid is an error', () => {
  test.each<[string, object, string, string]>([
    ['of an object that there is not', { statefulSet: {} }, 'unknown-prop', 'overlays.statefulSet'],
    ['of a field that there is not', pod({ hostname2: 'a' }), 'wrong-field', 'spec.template.spec.hostname2'],
    ['of a type that the field has not', pod({ hostNetwork: 'yes' }), 'wrong-field', 'spec.template.spec.hostNetwork'],
    [
      'of a field that is newer than the platform',
      pod({ schedulingGroup: {} }),
      'wrong-field',
      'spec.template.spec.schedulingGroup is newer than the platform (Kubernetes 1.34)',
    ],
    [
      'of the name, which other objects refer to',
      { deployment: { metadata: { name: 'b' } } },
      'overlay-of-identity',
      'overlays.deployment.metadata.name',
    ],
    ['of the kind', { service: { kind: 'Pod' } }, 'overlay-of-identity', 'overlays.service.kind'],
    ['that is none', { service: 'fast' }, 'wrong-value', 'overlays.service has a wrong value'],
    [
      'that selects other Pods than its own',
      { deployment: { spec: { selector: { matchLabels: { app: 'b' } } } } },
      'selector-not-on-pods',
      'spec.selector',
    ],
  ])('%s', (_sentence, overlays, rule, what) => {
    expect(problems(web(overlays))).toContainEqual(
      expect.objectContaining({ rule, what: expect.stringContaining(what) }),
    );
  });
});

describe('what an overlay leaves unsaid is found', () => {
  const { resources: _, ...greedy } = PROXY;
  const { securityContext: __, ...free } = PROXY;

  test.each<[string, StatelessServiceOverlays, string, string, string | RegExp]>([
    [
      'a container whose name was mistyped',
      pod({ containers: [{ name: 'wbe', stdin: true }] }),
      'container-without-image',
      'spec.template.spec.containers[1].image is missing',
      /^write name: web/,
    ],
    [
      'an init container without an image',
      pod({ initContainers: [{ name: 'fill', args: ['a'] }] }),
      'container-without-image',
      'spec.template.spec.initContainers[0].image is missing',
      'state its image',
    ],
    [
      'an added container without a memory limit',
      pod({ containers: [greedy] }),
      'no-memory-limit',
      'overlays.deployment.spec.template.spec.containers[0].resources leaves the container',
      /64Mi/,
    ],
    [
      'an added container without restrictions',
      pod({ containers: [free] }),
      'unset-security',
      'overlays.deployment.spec.template.spec.containers[0].securityContext leaves',
      /allowPrivilegeEscalation: false, readOnlyRootFilesystem: true/,
    ],
    [
      'an image that is not pinned',
      pod({ containers: [{ name: 'web', image: 'registry.example.com/web:latest' }] }),
      'unpinned-image',
      'overlays.deployment.spec.template.spec.containers[0].image is not pinned',
      /<version>/,
    ],
    [
      'a memory limit that is taken away',
      pod({ containers: [{ name: 'web', resources: { limits: null } }] }),
      'no-memory-limit',
      'overlays.deployment',
      /64Mi/,
    ],
    [
      'a Service that selects other Pods',
      { service: { spec: { selector: { 'app.kubernetes.io/instance': 'wbe' } } } },
      'selects-no-pods',
      'spec.selector selects no Pods, also not those of Deployment web',
      /correct the selector/,
    ],
    [
      'a budget of other Pods',
      { podDisruptionBudget: { spec: { selector: { matchLabels: { tier: 'front' } } } } },
      'selects-no-pods',
      'spec.selector.matchLabels selects no Pods',
      /correct the selector/,
    ],
    [
      'a policy of other Pods',
      { networkPolicy: { spec: { podSelector: { matchLabels: { tier: 'front' } } } } },
      'selects-no-pods',
      'spec.podSelector.matchLabels selects no Pods',
      /correct the selector/,
    ],
  ])('%s', (_sentence, overlays, rule, what, fix) => {
    expect(problems(web(overlays))).toEqual([
      expect.objectContaining({ rule, what: expect.stringContaining(what), fix: expect.stringMatching(fix) }),
    ]);
  });

  test('but not where the Pods carry the label, too', () => {
    const overlays: StatelessServiceOverlays = {
      service: { spec: { selector: { tier: 'front' } } },
      deployment: { spec: { template: { metadata: { labels: { tier: 'front' } } } } },
    };
    expect(problems(web(overlays))).toEqual([]);
  });

  test('and the main container is known by the name that it was given', () => {
    const named = (container: object) =>
      web(pod({ containers: [{ name: 'app', ...container }] }), { container: { name: 'app' } });
    expect(problems(named({ image: 'web:2' }))).toEqual([]);
    expect(problems(named({ resources: { limits: null } }))).toEqual([
      expect.objectContaining({ rule: 'no-memory-limit' }),
    ]);
  });
});
