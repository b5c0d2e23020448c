import { Chart } from 'cdk8s';
import {
  BatchJob,
  Environment,
  EnvSource,
  Gateway,
  Health,
  IngressRoute,
  Listener,
  Platform,
  Probe,
  Routing,
  SecretFiles,
  ServiceType,
  Spread,
  StatefulCluster,
  StatelessService,
  Storage,
  StorageClass,
} from 'cdk8s-statecraft';
import { emitted, problems } from '../support/build';

const workload = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '256Mi' },
};
const service = (props: object) => (chart: Chart) => new StatelessService(chart, 'web', { ...workload, ...props });
const cluster = (props: object) => (chart: Chart) =>
  new StatefulCluster(chart, 'web', { ...workload, members: 3, ...props });
const extended = (more: object) => service({ resources: { memory: '256Mi', extended: more } });
const seccomp = (localhostProfile: string) => service({ security: { seccompProfile: { localhostProfile } } });
const claim = (props: object) =>
  cluster({ storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi', ...props })] });
const loadBalancer = (props: object) => service({ serviceType: ServiceType.loadBalancer(props) });
const route = (props: object) => (chart: Chart) =>
  new IngressRoute(chart, 'web', {
    host: 'a.example.com',
    className: 'nginx',
    routes: [{ to: { name: 'web', ports: [{ name: 'http', port: 80 }] } as never }],
    ...props,
  });
const path = (path: string, pathType = 'Prefix') =>
  route({ routes: [{ path, pathType, to: { name: 'web', ports: [{ name: 'http', port: 80 }] } }] });
const gatewayRoute = (remove: readonly string[]) => (chart: Chart) => {
  const platform = Platform.define({
    kubernetesVersion: '1.35',
    routing: Routing.gateway({ name: 'public', namespace: 'infra' }),
  });
  const environment = new Environment(chart, 'env', { platform });
  return new IngressRoute(new Chart(environment, 'routes', { namespace: 'shop' }), 'web', {
    host: 'a.example.com',
    tls: false,
    routes: [{ to: { name: 'web', ports: [{ port: 80 }] } as never, responseHeaders: { remove } }],
  });
};
const rack = { topologyKey: 'example.com/rack', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' as const };
const nodePorts = [30521, 30521].map((nodePort, index) => ({ name: `p${index}`, port: 80 + index, nodePort }));

describe('what the API server or kubelet would refuse is an error at its prop', () => {
  test.each([
    ['a drain of the grace period', 'drain', service({ drain: 30 })],
    ['a drain above a given grace period', 'drain', service({ drain: 60, terminationGracePeriod: 50 })],
    ['a grace period below the default drain', 'terminationGracePeriod', service({ terminationGracePeriod: 3 })],
    ['no grace period at all', 'terminationGracePeriod', service({ terminationGracePeriod: 0 })],
    ['memory without a unit', 'resources.memory', service({ resources: { memory: '64' } })],
    ['cores for thousandths', 'resources.cpu', service({ resources: { memory: '64Mi', cpu: '500' } })],
    ['root that must not be root', 'security.runAsUser', service({ security: { runAsUser: 0 } })],
    [
      'a privileged container without escalation',
      'security.privileged',
      service({ security: { privileged: true, allowPrivilegeEscalation: false } }),
    ],
    [
      'a capability with CAP_',
      'security.addCapabilities[0]',
      service({ security: { addCapabilities: ['CAP_SYS_ADMIN'] } }),
    ],
    [
      'a range that is none',
      'serviceType.loadBalancerSourceRanges[0]',
      loadBalancer({ loadBalancerSourceRanges: ['foo'] }),
    ],
    [
      'an address without a range',
      'serviceType.loadBalancerSourceRanges[0]',
      loadBalancer({ loadBalancerSourceRanges: ['10.0.0.1'] }),
    ],
    ['a class with a space', 'serviceType.loadBalancerClass', loadBalancer({ loadBalancerClass: 'Bad Class' })],
    [
      'an affinity of more than a day',
      'serviceType.sessionAffinityTimeout',
      loadBalancer({ sessionAffinity: 'ClientIP', sessionAffinityTimeout: 100_000 }),
    ],
    ['a timeout of no affinity', 'serviceType.sessionAffinityTimeout', loadBalancer({ sessionAffinityTimeout: 100 })],
    ['a field that the Pod does not have', 'env.A.fieldPath', service({ env: { A: EnvSource.field('metadata.foo') } })],
    ['variables whose order JavaScript loses', 'env', service({ env: { B: 'b', '2': '$(B)', '10': '' } })],
    ['a digest that is too short', 'image', service({ image: `web@sha512:${'a'.repeat(64)}` })],
    [
      'a unit that CPUs are not counted in',
      'env.A.divisor',
      service({ env: { A: EnvSource.resource('limits.cpu', { divisor: '1Mi' }) } }),
    ],
    ['a resource that there is not', 'env.A.resource', service({ env: { A: EnvSource.resource('limits.foo') } })],
    [
      'a file above its folder',
      'files[0].items.a',
      service({ files: [SecretFiles.from('s', '/s', { items: { a: '../b' } })] }),
    ],
    [
      'a file at the root',
      'files[0].items.a',
      service({ files: [SecretFiles.from('s', '/s', { items: { a: '/b' } })] }),
    ],
    [
      'two keys in one file',
      'files[0].items.c',
      service({ files: [SecretFiles.from('s', '/s', { items: { a: 'b', c: 'b' } })] }),
    ],
    ['a folder outside the volume', 'storage[0].subPath', claim({ subPath: '../x' })],
    [
      'a header with a space',
      'health.ready.headers["a b"]',
      service({ health: Health.probes({ ready: Probe.http('/', { headers: { 'a b': 'c' } }) }) }),
    ],
    [
      'one address for the Services of three members',
      'memberServices.type.clusterIP',
      cluster({ memberServices: { type: ServiceType.clusterIp({ clusterIP: '10.96.7.7' }) } }),
    ],
    ['members without a port', 'memberServices.ports', cluster({ memberServices: { ports: [] } })],
    ['one node port twice', 'ports[1].nodePort', service({ ports: nodePorts, serviceType: ServiceType.nodePort() })],
    ['an address as a host', 'host', route({ host: '10.0.0.1' })],
    ['an encoded slash in a path', 'routes[0].path', path('/a%2fb')],
    ['two slashes in a path', 'routes[0].path', path('/a//b', 'Exact')],
    ['probes without a probe', 'health', service({ health: Health.probes({}) })],
    ['a volume over the root', 'writable[0]', service({ writable: ['/'] })],
    ['a path that is not plain', 'writable[0]', service({ writable: ['//tmp'] })],
    [
      'a restart of a container that never restarts',
      'container.resizePolicy.memory',
      (chart: Chart) =>
        new BatchJob(chart, 'web', {
          image: workload.image,
          resources: workload.resources,
          container: { resizePolicy: { memory: 'RestartContainer' } },
        }),
    ],
    ['a neighbour that nobody names', 'scheduling.near[0].workload', service({ scheduling: { near: [{}] } })],
    ['huge pages in part', 'resources.extended["hugepages-2Mi"]', extended({ 'hugepages-2Mi': '3Mi' })],
    ['half a GPU', 'resources.extended["nvidia.com/gpu"]', extended({ 'nvidia.com/gpu': 0.5 })],
    ['memory that has a prop of its own', 'resources.extended.memory', extended({ memory: '1' })],
    [
      'a budget in two words',
      'disruption.minAvailable',
      service({ disruption: { minAvailable: 1, maxUnavailable: 1 } }),
    ],
    ['a budget that lets nobody go', 'disruption.maxUnavailable', service({ disruption: { maxUnavailable: 0 } })],
    ['a budget that keeps all', 'disruption.minAvailable', service({ disruption: { minAvailable: 2 } })],
    ['a share that is all, rounded up', 'disruption.minAvailable', service({ disruption: { minAvailable: '51%' } })],
    ['a budget that gives the majority away', 'disruption.minAvailable', cluster({ disruption: { minAvailable: 1 } })],
    [
      'users of its own on the network of the node',
      'security.hostUsers',
      service({ security: { hostUsers: false }, host: { network: 'why' }, networkPolicy: false }),
    ],
    [
      "a parameter of the node's network",
      'security.sysctls["net.core.somaxconn"]',
      service({ security: { sysctls: { 'net.core.somaxconn': '1' } }, host: { network: 'why' }, networkPolicy: false }),
    ],
    [
      "a parameter of the node's memory",
      'security.sysctls["kernel.shmmax"]',
      service({ security: { sysctls: { 'kernel.shmmax': '1' } }, host: { ipc: 'why' } }),
    ],
    [
      'a number that the API has no room for',
      'rollout.revisionHistoryLimit',
      service({ rollout: { revisionHistoryLimit: 2 ** 31 } }),
    ],
    ['as many Pods', 'disruption.maxUnavailable', service({ disruption: { maxUnavailable: 2 ** 31 } })],
    [
      'two claims of one name',
      'storage[1].name',
      service({
        replicas: 1,
        rollout: { strategy: 'Recreate' },
        storage: ['/a', '/b'].map((mountPath) => Storage.claim('data', { mountPath, size: '1Gi' })),
      }),
    ],
    [
      'a wait that asks for more than it may have',
      'waiting.resources.memory',
      service({ waitFor: ['db:5432'], waiting: { resources: { memory: '32Mi', memoryRequest: '64Mi' } } }),
    ],
    [
      'two constraints of one topology',
      'spread.constraints[1]',
      service({ spread: Spread.over({ constraints: [rack, { ...rack, maxSkew: 2 }] }) }),
    ],
    [
      'a constraint of the zones, as strictly as ours',
      'spread.constraints[0]',
      service({ spread: Spread.over({ constraints: [{ ...rack, topologyKey: 'topology.kubernetes.io/zone' }] }) }),
    ],
    [
      'an address of another family',
      'serviceType.clusterIP',
      service({ serviceType: ServiceType.clusterIp({ clusterIP: '10.96.0.10', ipFamilies: ['IPv6'] }) }),
    ],
    ['a header that is removed twice', 'routes[0].responseHeaders.remove[1]', gatewayRoute(['X-A', 'X-A'])],
    [
      'a backend with a port that is none',
      'routes[0].to',
      route({ routes: [{ to: { name: 'web', ports: [{ port: 65_536 }] } as never }] }),
    ],
    [
      'a zone that is named twice',
      'allowedTopologies["topology.kubernetes.io/zone"][1]',
      (chart: Chart) =>
        new StorageClass(chart, 'fast', {
          provisioner: 'ebs.csi.aws.com',
          reclaimPolicy: 'Delete',
          allowedTopologies: { 'topology.kubernetes.io/zone': ['a', 'a'] },
        }),
    ],
    [
      'an address that is given twice',
      'addresses[1]',
      (chart: Chart) =>
        new Gateway(chart, 'public', {
          className: 'envoy',
          listeners: [Listener.http()],
          addresses: ['192.0.2.1', '192.0.2.1'],
        }),
    ],
    ['a profile outside its folder', 'security.seccompProfile.localhostProfile', seccomp('../a')],
    [
      'two IP families where one is asked for',
      'serviceType.ipFamilies',
      service({ serviceType: ServiceType.clusterIp({ ipFamilies: ['IPv4', 'IPv6'] }) }),
    ],
    [
      'a node port of a Service without an address',
      'ports[0].nodePort',
      service({ serviceType: ServiceType.headless(), ports: [{ name: 'http', port: 80, nodePort: 30520 }] }),
    ],
    ['two Services of one name', 'serviceName', cluster({ serviceName: 'web' })],
  ])('%s', (_, prop, make) => {
    const whats = problems(make).map(({ what }) => what);
    expect(whats).toHaveLength(1);
    expect(whats[0]!.startsWith(`${prop} `)).toBe(true);
  });
});

test("a drain that takes the whole grace period, and no more, is the API server's to take, and may be accepted", () => {
  expect(problems(service({ drain: 30 }))).toMatchObject([{ rule: 'drain-above-grace', severity: 'unsafe' }]);
  expect(problems(service({ drain: 31 }))).toMatchObject([{ rule: 'drain-above-grace', severity: 'invalid' }]);
});

describe('what is legal is taken', () => {
  test.each([
    ['a surge of 200%', service({ rollout: { maxSurge: '200%' } })],
    ['a claim without a class', claim({ storageClass: '' })],
    ['a path in the words of the controller', path('/a//b', 'ImplementationSpecific')],
    ['a privileged container', service({ security: { privileged: true } })],
    ['a drain with time to end', service({ drain: 60, terminationGracePeriod: 90 })],
    ['a range of IPv6', loadBalancer({ loadBalancerSourceRanges: ['2001:db8::/32', '10.0.0.0/8'] })],
    ['a label as a variable', service({ env: { A: EnvSource.field("metadata.labels['a.b/c']") } })],
    ['a CPU of 100 millionths', service({ resources: { cpu: '100u', memory: '64Mi' } })],
    ['a digest of SHA-512', service({ image: `registry.example.com/web@sha512:${'a'.repeat(128)}` })],
    ['a digest of SHA-384', service({ image: `registry.example.com/web:1@sha384:${'a'.repeat(96)}` })],
    ['a registry at an address of IPv6', service({ image: '[2001:db8::1]:5000/shop/web:1.0.0' })],
    ['a variable that is a whole number, alone', service({ env: { '8080': 'yes' } })],
    ['variables that only begin like whole numbers', service({ env: { B: '', '08': '', '1.5': '', '-1': '' } })],
    ['a share of many Pods that stay', service({ replicas: 10, disruption: { minAvailable: '90%' } })],
    ['nodes that nothing is said of', service({ scheduling: { requiredNodes: [], preferredNodes: [] } })],
    ['a majority that stays', cluster({ disruption: { minAvailable: 2 } })],
    ['a budget that nobody has', service({ replicas: 1, disruption: { minAvailable: 1 } })],
    ['a headless Service of the own name', cluster({ serviceName: 'web', clientServiceName: 'web-client' })],
  ])('%s', (_, make) => {
    expect(problems(make)).toEqual([]);
  });
});

test('nodes that nothing is said of are no affinity', () => {
  const spread = Spread.none();
  const objects = emitted(service({ spread, scheduling: { requiredNodes: [], preferredNodes: [] } }));
  const { spec } = objects['Deployment/web'] as never as { spec: { template: { spec: object } } };
  expect(spec.template.spec).not.toHaveProperty('affinity');
});

test('two ports of a Service that send to one port of the container declare it once', () => {
  const ports = [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'alt', port: 8080 },
  ];
  const objects = emitted(service({ ports }));
  expect(objects['Service/web']).toMatchObject({ spec: { ports: [{ targetPort: 'http' }, { targetPort: 'http' }] } });
  expect(objects['Deployment/web']).toMatchObject({
    spec: { template: { spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] } } },
  });
});
