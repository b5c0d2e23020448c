import { Duration } from 'cdk8s';
import { ConfigFiles, EnvFrom, Health, Hook, Probe, SecretFiles } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

const TOOL = { name: 'tool', image: 'registry.example.com/tool:1.0.0', resources: { memory: '64Mi' } };

/** Options of containers beside the main one that are read and emitted as the main one's, where they are shown. */
const AS_IN_MAIN =
  /^((initContainers|sidecars)\[\]\.(resources|health|env|envFrom|files)|waiting\.resources)(\.|\{|\[).*/;
/** The same hooks as preStop. */
const AS_IN_PRE_STOP = /(^|\.)lifecycle\.postStart\.|^sidecars\[\]\.lifecycle\./;

/** The same timings as those of readiness. */
const AS_IN_READY = /^health\.timings\.(live|startup)\./;

/** Held by test/constructs/pod.test.ts: they need acceptance or a newer Kubernetes, or are always refused. */
const SPECIAL = /^ports\[\]\.hostPort$|lifecycle\.stopSignal$|^health\.timings\.ready\.terminationGracePeriodSeconds$/;

/** Held by storage.test.ts, for every kind of volume on every kind of workload. */
const VOLUMES = /^storage\b/;

/** Whether an option is shown at another place that is the same. */
export function isShownElsewhere(path: string): boolean {
  return (
    AS_IN_MAIN.test(path) ||
    AS_IN_PRE_STOP.test(path) ||
    AS_IN_READY.test(path) ||
    SPECIAL.test(path) ||
    VOLUMES.test(path)
  );
}

/** What every container may say: [option, value, what is emitted]. */
const containerDetails: readonly (readonly [key: string, value: unknown, emitted?: unknown])[] = [
  ['stdin', true],
  ['stdinOnce', true],
  ['tty', true],
  ['terminationMessagePath', '/tmp/end'],
  ['terminationMessagePolicy', 'FallbackToLogsOnError'],
  ['resizePolicy', { cpu: 'NotRequired' }, [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]],
];

/** The same of the main container. */
function mainContainerOptions(container: string): readonly OptionCase[] {
  const row = (key: string, value: unknown, emitted: unknown = value) =>
    option(`container.${key}`, `another ${key}`, { container: { [key]: value } }, { [`${container}.${key}`]: emitted });
  return [
    option('container', 'nothing said changes nothing', { container: {} }, {}),
    row('name', 'main'),
    ...containerDetails.map(([key, value, emitted]) => row(key, value, emitted)),
    ...(['cpu', 'memory'] as const).map((resourceName) =>
      option(
        `container.resizePolicy.${resourceName}`,
        'said, as it is',
        { container: { resizePolicy: { [resourceName]: 'NotRequired' } } },
        { [`${container}.resizePolicy`]: [{ resourceName, restartPolicy: 'NotRequired' }] },
      ),
    ),
  ];
}

/** What every container beside the main one says. */
function containerOptions(prop: 'initContainers' | 'sidecars', pod: string): readonly OptionCase[] {
  const container = `${pod}.initContainers[0]`;
  const beside = { [prop]: [TOOL], writable: ['/srv/content'] };
  const row = (key: string, sentence: string, props: object, changes: object) =>
    option(`${prop}[].${key}`, sentence, { [prop]: [{ ...TOOL, ...props }] }, changes, beside);
  const field = (key: string, value: unknown, path = key, emitted: unknown = value) =>
    row(key, `another ${key}`, { [key]: value }, { [`${container}.${path}`]: emitted });
  const security = (key: string, value: unknown, path = key, emitted: unknown = value) =>
    row(
      `security.${key}`,
      `another ${key}`,
      { security: { [key]: value } },
      { [`${container}.securityContext.${path}`]: emitted },
    );
  const mounted = (mount: string | object) => ({ mounts: { 'srv-content': mount } });
  const mount = (more: object) => ({ [`${container}.volumeMounts`]: [{ name: 'srv-content', ...more }] });
  return [
    field('name', 'other'),
    row(
      'image',
      'a digest',
      { image: `tool@sha256:${'a'.repeat(64)}` },
      {
        [`${container}.image`]: `tool@sha256:${'a'.repeat(64)}`,
        [`${container}.imagePullPolicy`]: 'IfNotPresent',
      },
    ),
    row(
      'resources',
      'other resources',
      { resources: { memory: '1Gi' } },
      {
        [`${container}.resources.requests.memory`]: '1Gi',
        [`${container}.resources.limits.memory`]: '1Gi',
      },
    ),
    field('envFrom', [EnvFrom.secret('app')], 'envFrom', [{ secretRef: { name: 'app' } }]),
    field('env', { A: 'b' }, 'env', [{ name: 'A', value: 'b' }]),
    field('command', ['tool']),
    field('args', ['-v']),
    field('workingDir', '/work'),
    row('mounts', 'a volume of the Pod', mounted('/work'), mount({ mountPath: '/work' })),
    row('mounts{}.mountPath', 'the same', mounted({ mountPath: '/work' }), mount({ mountPath: '/work' })),
    row(
      'mounts{}.readOnly',
      'not to be written',
      mounted({ mountPath: '/work', readOnly: true }),
      mount({ mountPath: '/work', readOnly: true }),
    ),
    row(
      'mounts{}.subPath',
      'a folder of it',
      mounted({ mountPath: '/work', subPath: 'a' }),
      mount({ mountPath: '/work', subPath: 'a' }),
    ),
    row('mounts{}', 'at two paths', mounted(['/work', { mountPath: '/content', readOnly: true }]), {
      [`${container}.volumeMounts`]: [
        { name: 'srv-content', mountPath: '/work' },
        { name: 'srv-content', mountPath: '/content', readOnly: true },
      ],
    }),
    row(
      'mounts{}.subPath',
      'a folder after the name of the Pod',
      mounted({ mountPath: '/work', subPath: '$(POD)' }),
      mount({ mountPath: '/work', subPathExpr: '$(POD)' }),
    ),
    row(
      'mounts{}.mountPropagation',
      'what the node mounts later is seen',
      mounted({ mountPath: '/work', mountPropagation: 'HostToContainer' }),
      mount({ mountPath: '/work', mountPropagation: 'HostToContainer' }),
    ),
    row(
      'mounts{}.recursiveReadOnly',
      'read-only to the ground',
      mounted({ mountPath: '/work', readOnly: true, recursiveReadOnly: 'Enabled' }),
      mount({ mountPath: '/work', readOnly: true, recursiveReadOnly: 'Enabled' }),
    ),
    ...containerDetails.map(([key, value, emitted]) => field(key, value, key, emitted)),
    ...(['cpu', 'memory'] as const).map((resourceName) =>
      row(
        `resizePolicy.${resourceName}`,
        'said, as it is',
        { resizePolicy: { [resourceName]: 'NotRequired' } },
        { [`${container}.resizePolicy`]: [{ resourceName, restartPolicy: 'NotRequired' }] },
      ),
    ),
    row(
      'files',
      'a file of configuration of its own, in the ConfigMap of the workload',
      { files: [ConfigFiles.of('/etc/tool', { 'tool.conf': 'a=1' })] },
      (found: object) =>
        expect(found).toMatchObject({
          'ConfigMap/web-files': expect.objectContaining({ data: { 'tool.conf': 'a=1' } }),
          [`${container}.volumeMounts`]: [{ name: 'tool-etc-tool', mountPath: '/etc/tool', readOnly: true }],
          [`${pod}.volumes[1]`]: { name: 'tool-etc-tool', configMap: { name: 'web-files' } },
        }),
    ),
    row(
      'files',
      'a Secret of its own',
      { files: [SecretFiles.from('db', '/run/db')] },
      {
        [`${container}.volumeMounts`]: [{ name: 'tool-run-db', mountPath: '/run/db', readOnly: true }],
        [`${pod}.volumes[1]`]: { name: 'tool-run-db', secret: { secretName: 'db' } },
      },
    ),
    row(
      'writable',
      'a folder of its own',
      { writable: ['/tmp'] },
      {
        [`${container}.volumeMounts`]: [{ name: 'tool-tmp', mountPath: '/tmp' }],
        [`${pod}.volumes[1]`]: { name: 'tool-tmp', emptyDir: {} },
      },
    ),
    field('imagePullPolicy', 'Never'),
    row('security', 'nothing said changes nothing', { security: {} }, {}),
    security('runAsUser', 70),
    security('runAsGroup', 70),
    security('runAsNonRoot', false),
    security('readOnlyRootFilesystem', false),
    security('allowPrivilegeEscalation', true),
    row(
      'security.privileged',
      'like root',
      { security: { privileged: true } },
      {
        [`${container}.securityContext.privileged`]: true,
        [`${container}.securityContext.allowPrivilegeEscalation`]: true,
      },
    ),
    security('dropCapabilities', ['NET_RAW'], 'capabilities.drop[0]', 'NET_RAW'),
    security('addCapabilities', ['NET_BIND_SERVICE'], 'capabilities.add'),
    security('seccompProfile', 'Unconfined', 'seccompProfile', { type: 'Unconfined' }),
    row(
      'security.seccompProfile.localhostProfile',
      'one of the nodes',
      { security: { seccompProfile: { localhostProfile: 'a.json' } } },
      { [`${container}.securityContext.seccompProfile`]: { type: 'Localhost', localhostProfile: 'a.json' } },
    ),
    security('appArmorProfile', 'Unconfined', 'appArmorProfile', { type: 'Unconfined' }),
    security('seLinuxOptions', { level: 's0' }),
    ...(['level', 'role', 'type', 'user'] as const).map((key) =>
      row(
        `security.seLinuxOptions.${key}`,
        `another ${key}`,
        { security: { seLinuxOptions: { [key]: 'a' } } },
        { [`${container}.securityContext.seLinuxOptions`]: { [key]: 'a' } },
      ),
    ),
  ];
}

/** What sidecars say beside that. */
function sidecarOptions(kind: string, pod: string): readonly OptionCase[] {
  const container = `${pod}.initContainers[0]`;
  const port = { name: 'admin', port: 9901 };
  const row = (key: string, sentence: string, props: object, changes: object, before: object = {}) =>
    option(`sidecars[]${key}`, sentence, { sidecars: [{ ...TOOL, ...before, ...props }] }, changes, {
      sidecars: [{ ...TOOL, ...before }],
    });
  const services = kind === 'StatefulSet' ? ['Service/web', 'Service/web-headless'] : ['Service/web'];
  const inServices = (entry: unknown) =>
    Object.fromEntries(services.map((service) => [`${service} spec.ports[1]`, entry]));
  return [
    row(
      '.ports',
      'a port, which only the NetworkPolicy knows',
      { ports: [port] },
      {
        [`${container}.ports`]: [{ name: 'admin', containerPort: 9901, protocol: 'TCP' }],
        'NetworkPolicy/web spec.ingress[0].ports[1]': { protocol: 'TCP', port: 9901 },
      },
    ),
    row(
      '.ports[].name',
      'another name',
      { ports: [{ ...port, name: 'other' }] },
      {
        [`${container}.ports[0].name`]: 'other',
      },
      { ports: [port] },
    ),
    row(
      '.ports[].port',
      'another port',
      { ports: [{ ...port, port: 9902 }] },
      {
        [`${container}.ports[0].containerPort`]: 9902,
        'NetworkPolicy/web spec.ingress[0].ports[1].port': 9902,
      },
      { ports: [port] },
    ),
    row(
      '.ports[].servicePort',
      'a port of the Service',
      { ports: [{ ...port, servicePort: 81 }] },
      inServices({ name: 'admin', protocol: 'TCP', port: 81, targetPort: 'admin' }),
      { ports: [port] },
    ),
    row(
      '.ports[].protocol',
      'UDP',
      { ports: [{ ...port, protocol: 'UDP' }] },
      {
        [`${container}.ports[0].protocol`]: 'UDP',
        'NetworkPolicy/web spec.ingress[0].ports[1].protocol': 'UDP',
      },
      { ports: [port] },
    ),
    row(
      '.health',
      'a probe',
      { health: Health.probes({ ready: Probe.exec(['true']) }) },
      {
        [`${container}.readinessProbe`]: { exec: { command: ['true'] }, timeoutSeconds: 3 },
      },
    ),
    row(
      '.lifecycle',
      'a hook',
      { lifecycle: { preStop: Hook.sleep(5) } },
      {
        [`${container}.lifecycle`]: { preStop: { sleep: { seconds: 5 } } },
      },
    ),
    row(
      '.native',
      'one more container',
      { native: false },
      {
        [`${pod}.initContainers`]: REMOVED,
        [`${pod}.containers[1]`]: expect.objectContaining({ name: 'tool' }),
      },
    ),
    option(
      'sidecars[].startsFirst',
      'before the init containers',
      { sidecars: [{ ...TOOL, startsFirst: true }] },
      (found: object) => {
        expect(found).toMatchObject({
          [`${pod}.initContainers[0].name`]: 'tool',
          [`${pod}.initContainers[1].name`]: 'init',
        });
      },
      { sidecars: [TOOL], initContainers: [{ ...TOOL, name: 'init' }] },
    ),
  ];
}

function lifecycleOptions(container: string): readonly OptionCase[] {
  const at = `${container}.lifecycle`;
  const before = (preStop: Hook) => ({ lifecycle: { preStop } });
  const http = (path: string, props?: object) => before(Hook.http(path, props));
  const get = `${at}.preStop.httpGet`;
  const two = {
    ports: [
      { name: 'http', port: 80 },
      { name: 'admin', port: 81 },
    ],
  };
  return [
    option(
      'lifecycle.preStop',
      'a sleep, instead of the drain',
      before(Hook.sleep(Duration.seconds(9))),
      (found: object) => expect(Object.values(found)).toEqual([expect.anything()]),
    ),
    option(
      'lifecycle.preStop.seconds',
      'longer',
      before(Hook.sleep(9)),
      { [`${at}.preStop.sleep.seconds`]: 9 },
      before(Hook.sleep(8)),
    ),
    option(
      'lifecycle.preStop.command',
      'a command',
      before(Hook.exec(['b'])),
      { [`${at}.preStop.exec.command[0]`]: 'b' },
      before(Hook.exec(['a'])),
    ),
    option('lifecycle.preStop.path', 'another path', http('/b'), { [`${get}.path`]: '/b' }, http('/a')),
    option(
      'lifecycle.preStop.port',
      'another port',
      http('/a', { port: 'admin' }),
      { [`${get}.port`]: 'admin' },
      { ...http('/a'), ...two },
    ),
    option(
      'lifecycle.preStop.scheme',
      'HTTPS',
      http('/a', { scheme: 'HTTPS' }),
      { [`${get}.scheme`]: 'HTTPS' },
      http('/a'),
    ),
    option(
      'lifecycle.preStop.headers',
      'a header',
      http('/a', { headers: { A: 'b' } }),
      { [`${get}.httpHeaders`]: [{ name: 'A', value: 'b' }] },
      http('/a'),
    ),
    option(
      'lifecycle.postStart',
      'a command after the start',
      { lifecycle: { postStart: Hook.exec(['warm']) } },
      (found: object) => expect(JSON.stringify(found)).toContain('{"exec":{"command":["warm"]}}'),
    ),
  ];
}

/** Options of the Pod beside its main container. */
export function podOptions(kind: string, pod: string): readonly OptionCase[] {
  const detailed = kind === 'Deployment' || kind === 'StatefulSet';
  const network = (podNetwork: object) => ({ podNetwork });
  const config = (dnsConfig: object) => network({ dnsConfig });
  return [
    ...(['initContainers', 'sidecars'] as const).flatMap((prop) => [
      option(
        prop,
        prop === 'sidecars' ? 'a native one' : 'one',
        { [prop]: [TOOL] },
        {
          [`${pod}.initContainers`]: [
            expect.objectContaining({ name: 'tool', ...(prop === 'sidecars' ? { restartPolicy: 'Always' } : {}) }),
          ],
        },
      ),
      ...(detailed ? containerOptions(prop, pod) : []),
    ]),
    ...(detailed ? [...sidecarOptions(kind, pod), ...lifecycleOptions(`${pod}.containers[0]`)] : []),
    ...mainContainerOptions(`${pod}.containers[0]`),
    option('lifecycle', 'nothing said changes nothing', { lifecycle: {} }, {}),
    option(
      'waitFor',
      'an address',
      { waitFor: ['db:5432'] },
      {
        [`${pod}.initContainers`]: [expect.objectContaining({ name: 'wait-for', args: ['300', 'db:5432'] })],
      },
    ),
    option('waiting', 'nothing to wait for: nothing changes', { waiting: { timeLimit: 60 } }, {}),
    option(
      'waiting.image',
      "a registry of one's own",
      { waiting: { image: 'registry.example.com/busybox:1.37' } },
      { [`${pod}.initContainers[0].image`]: 'registry.example.com/busybox:1.37' },
      { waitFor: ['db:5432'] },
    ),
    option(
      'waiting.timeLimit',
      'a cdk8s Duration',
      { waiting: { timeLimit: Duration.minutes(1) } },
      { [`${pod}.initContainers[0].args[0]`]: '60' },
      { waitFor: ['db:5432'] },
    ),
    option(
      'waiting.resources',
      'more memory',
      { waiting: { resources: { memory: '32Mi' } } },
      {
        [`${pod}.initContainers[0].resources.requests.memory`]: '32Mi',
        [`${pod}.initContainers[0].resources.limits.memory`]: '32Mi',
      },
      { waitFor: ['db:5432'] },
    ),
    option('workingDir', 'another folder', { workingDir: '/srv' }, { [`${pod}.containers[0].workingDir`]: '/srv' }),
    option('host', 'nothing said changes nothing', { host: {} }, {}),
    option(
      'host.network',
      "the node's network, with the DNS policy that it needs",
      { host: { network: 'why' } },
      { [`${pod}.hostNetwork`]: true, [`${pod}.dnsPolicy`]: 'ClusterFirstWithHostNet' },
    ),
    option('host.processes', "the node's processes", { host: { processes: 'why' } }, { [`${pod}.hostPID`]: true }),
    option('host.ipc', "the node's memory", { host: { ipc: 'why' } }, { [`${pod}.hostIPC`]: true }),
    option('podNetwork', 'nothing said changes nothing', network({}), {}),
    option('podNetwork.hostAliases', 'names for an address', network({ hostAliases: { '10.0.0.5': ['ldap'] } }), {
      [`${pod}.hostAliases`]: [{ ip: '10.0.0.5', hostnames: ['ldap'] }],
    }),
    option(
      'podNetwork.hostAliases{}',
      'two names',
      network({ hostAliases: { '10.0.0.5': ['ldap', 'directory'] } }),
      { [`${pod}.hostAliases[0].hostnames[1]`]: 'directory' },
      network({ hostAliases: { '10.0.0.5': ['ldap'] } }),
    ),
    option('podNetwork.dnsPolicy', "the node's", network({ dnsPolicy: 'Default' }), {
      [`${pod}.dnsPolicy`]: 'Default',
    }),
    option('podNetwork.dnsConfig', 'one option', config({ options: { ndots: '2' } }), {
      [`${pod}.dnsConfig`]: { options: [{ name: 'ndots', value: '2' }] },
    }),
    option('podNetwork.dnsConfig.options', 'without a value', config({ options: { 'use-vc': '' } }), {
      [`${pod}.dnsConfig`]: { options: [{ name: 'use-vc' }] },
    }),
    option('podNetwork.dnsConfig.nameservers', 'a name server', config({ nameservers: ['10.0.0.1'] }), {
      [`${pod}.dnsConfig`]: { nameservers: ['10.0.0.1'] },
    }),
    option('podNetwork.dnsConfig.searches', 'a domain', config({ searches: ['example.com'] }), {
      [`${pod}.dnsConfig`]: { searches: ['example.com'] },
    }),
    option('podNetwork.hostname', 'a name', network({ hostname: 'a' }), { [`${pod}.hostname`]: 'a' }),
    option('podNetwork.setHostnameAsFQDN', 'its whole name', network({ setHostnameAsFQDN: true }), {
      [`${pod}.setHostnameAsFQDN`]: true,
    }),
    option('podNetwork.subdomain', 'a domain', network({ subdomain: 'a' }), { [`${pod}.subdomain`]: 'a' }),
    option(
      'shareProcessNamespace',
      'shared',
      { shareProcessNamespace: true },
      { [`${pod}.shareProcessNamespace`]: true },
    ),
    option(
      'imagePullSecrets',
      'one',
      { imagePullSecrets: ['registry'] },
      {
        [`${pod}.imagePullSecrets`]: [{ name: 'registry' }],
      },
    ),
  ];
}
