import type { Chart } from 'cdk8s';
import {
  ConfigMap,
  Gateway,
  type GatewayOverlays,
  Health,
  Listener,
  StatefulCluster,
  type StatefulClusterOverlays,
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
/** With rights, so that there is a Role. */
const granted = (overlays: StatelessServiceOverlays) => (chart: Chart) => web(overlays)(chart).grants.read('pods');
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

describe('objects that come in numbers are overlaid by name', () => {
  const kafka = (memberServices?: StatefulClusterOverlays['memberServices']) => (chart: Chart) =>
    new StatefulCluster(chart, 'kafka', { ...workload, members: 3, memberServices: {}, overlays: { memberServices } });
  const address = (loadBalancerIP: string) => ({ spec: { loadBalancerIP } });

  test('one of them', () => {
    expect(differences(emitted(kafka()), emitted(kafka({ 'kafka-1': address('192.0.2.1') })))).toEqual({
      'Service/kafka-1 spec.loadBalancerIP': '192.0.2.1',
    });
  });

  test("each of them by '*', over which those by name are laid", () => {
    const laid = kafka({ 'kafka-1': address('192.0.2.1'), '*': address('192.0.2.9') });
    expect(differences(emitted(kafka()), emitted(laid))).toEqual({
      'Service/kafka-0 spec.loadBalancerIP': '192.0.2.9',
      'Service/kafka-1 spec.loadBalancerIP': '192.0.2.1',
      'Service/kafka-2 spec.loadBalancerIP': '192.0.2.9',
    });
  });

  test('a name that none has is an error, which names them', () => {
    expect(problems(kafka({ 'kafka-3': address('192.0.2.1') }))).toEqual([
      expect.objectContaining({
        rule: 'unknown-object',
        what: 'overlays.memberServices["kafka-3"] is none of these objects',
        allowed: "kafka-0, kafka-1, kafka-2, '*' for each",
      }),
    ]);
  });

  test('a role that is granted after the overlay was said', () => {
    const granted = (overlays?: StatelessServiceOverlays) => (chart: Chart) =>
      new StatelessService(chart, 'web', { ...workload, overlays }).grants.read('configmaps');
    const roles = { web: { metadata: { labels: { 'rbac.example.com/reviewed': 'yes' } } } };
    expect(differences(emitted(granted()), emitted(granted({ roles })))).toEqual({
      'Role/web metadata.labels.rbac.example.com/reviewed': 'yes',
    });
  });

  test("listeners of a Gateway are merged by name, as the Gateway API's CRD says", () => {
    const gateway = (overlays?: GatewayOverlays) => (chart: Chart) =>
      new Gateway(chart, 'public', { className: 'envoy', listeners: [Listener.http()], overlays });
    const listeners = [{ name: 'http', allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } }];
    expect(differences(emitted(gateway()), emitted(gateway({ gateway: { spec: { listeners } } })))).toEqual({
      'Gateway/public spec.listeners[0].allowedRoutes': { kinds: [{ kind: 'HTTPRoute' }] },
    });
  });
});

describe('what is checked or followed where it is said is not for an overlay', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    [
      'the data of a ConfigMap, which the Pods follow',
      (chart) => new ConfigMap(chart, 'x', { data: { a: 'b' }, overlays: { configMap: { data: { c: 'd' } } } }),
      'overlays.configMap.data is not for an overlay',
    ],
    [
      'the rules of a Role',
      granted({ roles: { '*': { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] } } }),
      'overlays.roles["*"].rules is not for an overlay',
    ],
    [
      'the role of a binding',
      granted({ roleBindings: { '*': { roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } } } }),
      'overlays.roleBindings["*"].roleRef is not for an overlay',
    ],
  ])('%s', (_sentence, make, what) => {
    expect(problems(make)).toEqual([
      expect.objectContaining({ rule: 'overlay-of-identity', what: expect.stringContaining(what) }),
    ]);
  });
});

test.each<[string, StatelessServiceOverlays]>([
  ['an autoscaler of a service with replicas', { horizontalPodAutoscaler: { spec: { maxReplicas: 5 } } }],
  ['Roles of a service without rights', { roles: { '*': { metadata: { annotations: { a: 'b' } } } } }],
  ['claims of a service without storage', { claims: { data: { metadata: { annotations: { a: 'b' } } } } }],
])('an overlay of %s changes nothing, and is a finding', (_sentence, overlays) => {
  const [of] = Object.keys(overlays);
  expect(problems(web(overlays))).toEqual([
    expect.objectContaining({ rule: 'overlay-of-nothing', severity: 'unsafe', got: `"${of}"` }),
  ]);
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
