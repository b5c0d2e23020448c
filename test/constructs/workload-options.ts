import { Duration, Size } from 'cdk8s';
import { Cpu, EnvValue } from 'cdk8s-plus-28';
import { CaCertificate, Health, Isolation, Metrics, Probe, SecretFiles, ServiceType, Spread } from '../../lib';
import { type OptionCase, only, option, REMOVED } from '../support/options';
import { configOptions } from './config-options';
import { envChange, envOptions, probeOptions } from './container-options';
import { schedulingOptions, spreadOptions } from './placement-options';
import { podOptions } from './pod-options';
import { accountOptions, securityOptions } from './rights-options';

/** What the options of both kinds of workload are shown beside. */
export const WORKLOAD = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '256Mi' },
};

const ITSELF = [
  { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } } },
];

/** What the options of Jobs are shown beside: nobody calls them. */
export const JOB = { image: WORKLOAD.image, resources: WORKLOAD.resources };

/** What a further Service gives, with what is said of its port and of its type. */
function further(key: string, sentence: string, said: object, port: object = {}, spec: object = {}): OptionCase {
  const service = { name: 'web-admin', ports: ['http'], ...said };
  return option(
    `furtherServices${key}`,
    sentence,
    { furtherServices: [service] },
    {
      [`Service/${service.name}`]: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: expect.objectContaining({ name: service.name }),
        spec: {
          type: 'ClusterIP',
          selector: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' },
          ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', ...port }],
          ...spec,
        },
      },
    },
  );
}

const NODE_PORT = { type: ServiceType.nodePort() };

const FURTHER_SERVICES = [
  further('', 'one more Service', {}),
  further('[].name', 'its name', { name: 'shop' }),
  further('[].ports', 'a port by its name', { ports: ['http'] }),
  further('[].ports[].name', 'a port with what is its own', { ports: [{ name: 'http' }] }),
  further('[].ports[].port', 'another number', { ports: [{ name: 'http', port: 443 }] }, { port: 443 }),
  further(
    '[].ports[].nodePort',
    'a port of every node',
    { ...NODE_PORT, ports: [{ name: 'http', nodePort: 30_043 }] },
    { nodePort: 30_043 },
    { type: 'NodePort' },
  ),
  further('[].type', 'reached in another way', NODE_PORT, {}, { type: 'NodePort' }),
];

/** Which options kinds do not have, or show in their own way. */
const WITHOUT: Readonly<Record<WorkloadKind, RegExp>> = {
  Deployment: /^$/,
  StatefulSet: /^$/,
  DaemonSet: /^(spread|disruption)\b/,
  Job: /^(furtherServices|spread|disruption|selector|health|metrics|rollOnConfigChange)\b/,
  CronJob: /^(furtherServices|spread|disruption|selector|health|metrics|rollOnConfigChange)\b/,
};

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';

/** The options that a kind shares with others, with what each changes. */
export function workloadOptions(kind: WorkloadKind): readonly OptionCase[] {
  const options = allOptions(kind).filter(({ option: name }) => !WITHOUT[kind].test(name));
  return kind === 'Job' || kind === 'CronJob' ? [...options, ...jobHealth(kind)] : options;
}

/** Where a kind has its Pod template. */
export function podOf(kind: WorkloadKind): string {
  return kind === 'CronJob' ? 'CronJob/web spec.jobTemplate.spec.template' : `${kind}/web spec.template`;
}

function jobHealth(kind: WorkloadKind): readonly OptionCase[] {
  const container = `${podOf(kind)}.spec.containers[0]`;
  const live = Probe.exec(['alive']);
  return [
    option(
      'health',
      'a probe of liveness',
      { health: Health.probes({ live }) },
      { [`${container}.livenessProbe`]: { exec: { command: ['alive'] }, timeoutSeconds: 3 } },
    ),
  ];
}

function allOptions(kind: WorkloadKind): readonly OptionCase[] {
  const pod = podOf(kind);
  const container = `${pod}.spec.containers[0]`;
  const resources = (more: object) => ({ resources: { memory: '256Mi', ...more } });
  const security = (more: object) => ({ security: more });
  const files = (props?: object) => ({ files: [SecretFiles.from('db', '/run/db', props)] });
  const secret = { secretName: 'db' };
  const withFiles = (more: object) => ({
    [`${pod}.spec.volumes[0].secret.${Object.keys(more)[0]}`]: Object.values(more)[0],
  });
  const health = (props: object) => ({ health: Health.http({ ready: '/ready', live: '/live', ...props }) });
  const httpGet = (path: string) => ({ httpGet: { path, port: 'http' }, timeoutSeconds: 3 });
  return [
    option(
      'image',
      'another version',
      { image: 'registry.example.com/web:1.0.1' },
      { [`${container}.image`]: 'registry.example.com/web:1.0.1' },
    ),
    option(
      'image',
      'a digest, which is pulled only when it is not there',
      { image: `web@sha256:${'a'.repeat(64)}` },
      { [`${container}.image`]: `web@sha256:${'a'.repeat(64)}`, [`${container}.imagePullPolicy`]: 'IfNotPresent' },
    ),
    option(
      'health',
      'no probes',
      { health: Health.none('cannot be asked') },
      { [`${container}.readinessProbe`]: REMOVED, [`${container}.livenessProbe`]: REMOVED },
    ),
    option(
      'health.reason',
      'a reason changes nothing',
      { health: Health.none('another reason') },
      {},
      { health: Health.none('a reason') },
    ),
    option('health.ready', 'another path for readiness', health({ ready: '/r' }), {
      [`${container}.readinessProbe.httpGet.path`]: '/r',
    }),
    option('health.live', 'another path for liveness', health({ live: '/l' }), {
      [`${container}.livenessProbe.httpGet.path`]: '/l',
    }),
    option('health.startup', 'a path for the start', health({ startup: '/s' }), {
      [`${container}.startupProbe`]: httpGet('/s'),
    }),
    option(
      'health.port',
      'another port for all questions',
      health({ port: 'admin' }),
      { [`${container}.readinessProbe.httpGet.port`]: 'admin', [`${container}.livenessProbe.httpGet.port`]: 'admin' },
      {
        ports: [
          { name: 'http', port: 80 },
          { name: 'admin', port: 81 },
        ],
      },
    ),
    option('resources', 'all resources', resources({ memory: '1Gi' }), {
      [`${container}.resources.requests.memory`]: '1Gi',
      [`${container}.resources.limits.memory`]: '1Gi',
    }),
    option('resources.memory', 'memory as a cdk8s Size', resources({ memory: Size.gibibytes(2) }), {
      [`${container}.resources.requests.memory`]: '2Gi',
      [`${container}.resources.limits.memory`]: '2Gi',
    }),
    option('resources.cpu', 'a CPU request', resources({ cpu: '250m' }), {
      [`${container}.resources.requests.cpu`]: '250m',
    }),
    option('resources.cpuLimit', 'a CPU limit as a cdk8s-plus Cpu', resources({ cpuLimit: Cpu.units(2) }), {
      [`${container}.resources.limits.cpu`]: '2',
    }),
    option('resources.memoryRequest', 'a lower memory request', resources({ memoryRequest: '128Mi' }), {
      [`${container}.resources.requests.memory`]: '128Mi',
    }),
    option('resources.ephemeralStorage', 'a request for disk', resources({ ephemeralStorage: '128Mi' }), {
      [`${container}.resources.requests.ephemeral-storage`]: '128Mi',
    }),
    option('resources.ephemeralStorageLimit', 'a limit for disk', resources({ ephemeralStorageLimit: '2Gi' }), {
      [`${container}.resources.limits.ephemeral-storage`]: '2Gi',
    }),
    option('resources.extended', 'a GPU', resources({ extended: { 'nvidia.com/gpu': 1 } }), {
      [`${container}.resources.requests.nvidia.com/gpu`]: '1',
      [`${container}.resources.limits.nvidia.com/gpu`]: '1',
    }),
    option('resources.extended', 'huge pages', resources({ extended: { 'hugepages-2Mi': '64Mi' } }), {
      [`${container}.resources.requests.hugepages-2Mi`]: '64Mi',
      [`${container}.resources.limits.hugepages-2Mi`]: '64Mi',
    }),
    option(
      'application',
      'the application that it is a part of',
      { application: 'shop' },
      only(/[lL]abels\.app\.kubernetes\.io\/name$|selector\.app\.kubernetes\.io\/name$/, 'shop'),
    ),
    option(
      'selector',
      'labels of a running workload, which the Pods carry beside ours',
      { selector: { app: 'web' } },
      only(/(selector|matchLabels)\.app(\.kubernetes\.io\/\w+)?$|template\.metadata\.labels\.app$/, 'web', REMOVED),
    ),
    option(
      'name',
      'the name of the objects, which the labels follow',
      { name: 'shop' },
      only(/^\w+\/\w+(-headless)?$/, REMOVED, expect.anything()),
    ),
    option(
      'labels',
      'labels of all objects and of the Pods, not of selectors',
      { labels: { team: 'a' } },
      only(
        /^\S+ (metadata|spec\.jobTemplate\.metadata|spec\.(jobTemplate\.spec\.)?template\.metadata)\.labels\.team$/,
        'a',
      ),
    ),
    option(
      'annotations',
      'annotations of all objects, not of the Pods',
      { annotations: { 'example.com/owner': 'a' } },
      only(/^\S+ metadata\.annotations$/, { 'example.com/owner': 'a' }),
    ),
    ...FURTHER_SERVICES,
    option(
      'podLabels',
      'labels of the Pods alone',
      { podLabels: { team: 'a' } },
      { [`${pod}.metadata.labels.team`]: 'a' },
    ),
    option(
      'podAnnotations',
      'annotations of the Pods alone',
      { podAnnotations: { a: 'b' } },
      { [`${pod}.metadata.annotations`]: { a: 'b' } },
    ),
    option('files', 'a Secret as files', files(), {
      [`${container}.volumeMounts`]: [{ name: 'run-db', mountPath: '/run/db', readOnly: true }],
      [`${pod}.spec.volumes`]: [{ name: 'run-db', secret }],
    }),
    option(
      'files[].secretName',
      'another Secret',
      { files: [SecretFiles.from('other', '/run/db')] },
      withFiles({ secretName: 'other' }),
      files(),
    ),
    option(
      'files[].mountPath',
      'another folder, after which the volume is named',
      { files: [SecretFiles.from('db', '/etc/db')] },
      {
        [`${container}.volumeMounts[0].name`]: 'etc-db',
        [`${container}.volumeMounts[0].mountPath`]: '/etc/db',
        [`${pod}.spec.volumes[0].name`]: 'etc-db',
      },
      files(),
    ),
    option(
      'files[].items',
      'some keys as files',
      files({ items: { ca: 'ca.crt' } }),
      withFiles({ items: [{ key: 'ca', path: 'ca.crt' }] }),
      files(),
    ),
    option(
      'files[].defaultMode',
      'the mode of the files',
      files({ defaultMode: 0o440 }),
      withFiles({ defaultMode: 0o440 }),
      files(),
    ),
    option(
      'files[].optional',
      'a Secret that may be missing',
      files({ optional: true }),
      withFiles({ optional: true }),
      files(),
    ),
    option(
      'writable',
      'a path that may be written to',
      { writable: ['/tmp'] },
      {
        [`${container}.volumeMounts`]: [{ name: 'tmp', mountPath: '/tmp' }],
        [`${pod}.spec.volumes`]: [{ name: 'tmp', emptyDir: {} }],
      },
    ),
    option('security', 'nothing said changes nothing', security({}), {}),
    ...(['runAsUser', 'runAsGroup', 'fsGroup'] as const).map((key) =>
      option(`security.${key}`, `another ${key}`, security({ [key]: 70 }), {
        [`${pod}.spec.securityContext.${key}`]: 70,
      }),
    ),
    option('security.fsGroupChangePolicy', 'the owner is changed always', security({ fsGroupChangePolicy: 'Always' }), {
      [`${pod}.spec.securityContext.fsGroupChangePolicy`]: 'Always',
    }),
    option('security.runAsNonRoot', 'root is allowed', security({ runAsNonRoot: false }), {
      [`${pod}.spec.securityContext.runAsNonRoot`]: false,
    }),
    option('security.seccompProfile', 'no filter of system calls', security({ seccompProfile: 'Unconfined' }), {
      [`${pod}.spec.securityContext.seccompProfile.type`]: 'Unconfined',
    }),
    option('security.readOnlyRootFilesystem', 'the root can be written', security({ readOnlyRootFilesystem: false }), {
      [`${container}.securityContext.readOnlyRootFilesystem`]: false,
    }),
    option('security.allowPrivilegeEscalation', 'setuid programs work', security({ allowPrivilegeEscalation: true }), {
      [`${container}.securityContext.allowPrivilegeEscalation`]: true,
    }),
    option('security.addCapabilities', 'a capability is kept', security({ addCapabilities: ['NET_BIND_SERVICE'] }), {
      [`${container}.securityContext.capabilities.add`]: ['NET_BIND_SERVICE'],
    }),
    option('security.privileged', 'like root', security({ privileged: true }), {
      [`${container}.securityContext.privileged`]: true,
      [`${container}.securityContext.allowPrivilegeEscalation`]: true,
    }),
    option('security.dropCapabilities', 'one alone', security({ dropCapabilities: ['NET_RAW'] }), {
      [`${container}.securityContext.capabilities.drop[0]`]: 'NET_RAW',
    }),
    ...securityOptions(pod),
    option('imagePullPolicy', 'never', { imagePullPolicy: 'Never' }, { [`${container}.imagePullPolicy`]: 'Never' }),
    option(
      'automountServiceAccountToken',
      'a token',
      { automountServiceAccountToken: true },
      { [`${pod}.spec.automountServiceAccountToken`]: true, 'ServiceAccount/web automountServiceAccountToken': true },
    ),
    option(
      'enableServiceLinks',
      'variables of Services',
      { enableServiceLinks: true },
      { [`${pod}.spec.enableServiceLinks`]: true },
    ),
    option(
      'spread',
      'not spread',
      { spread: Spread.none() },
      { [`${pod}.spec.affinity`]: REMOVED, [`${pod}.spec.topologySpreadConstraints`]: REMOVED },
    ),
    option('disruption', 'nothing said changes nothing', { disruption: {} }, {}),
    option(
      'disruption.maxUnavailable',
      'two Pods at once',
      { disruption: { maxUnavailable: 2 } },
      { 'PodDisruptionBudget/web spec.maxUnavailable': 2 },
      kind === 'StatefulSet' ? { members: 5 } : { replicas: 5 },
    ),
    option(
      'disruption.maxUnavailable',
      'a share',
      { disruption: { maxUnavailable: '25%' } },
      { 'PodDisruptionBudget/web spec.maxUnavailable': '25%' },
    ),
    option(
      'disruption.name',
      'the name of a running one',
      { disruption: { name: 'web-budget' } },
      {
        'PodDisruptionBudget/web': REMOVED,
        'PodDisruptionBudget/web-budget': expect.objectContaining({ kind: 'PodDisruptionBudget' }),
      },
    ),
    option(
      'disruption.minAvailable',
      'those that stay, instead of those that may go',
      { disruption: { minAvailable: '60%' } },
      { 'PodDisruptionBudget/web spec.minAvailable': '60%', 'PodDisruptionBudget/web spec.maxUnavailable': REMOVED },
      kind === 'StatefulSet' ? { members: 5 } : { replicas: 5 },
    ),
    option(
      'disruption.unhealthyPodEvictionPolicy',
      'the other way',
      { disruption: { unhealthyPodEvictionPolicy: kind === 'Deployment' ? 'IfHealthyBudget' : 'AlwaysAllow' } },
      {
        'PodDisruptionBudget/web spec.unhealthyPodEvictionPolicy':
          kind === 'Deployment' ? 'IfHealthyBudget' : 'AlwaysAllow',
      },
    ),
    option(
      'isolation',
      'callers that are stated, and members',
      { isolation: Isolation.ingress() },
      // Nobody reaches a Job anyway.
      {
        Deployment: { 'NetworkPolicy/web spec.ingress': REMOVED },
        StatefulSet: { 'NetworkPolicy/web spec.ingress[0].from': ITSELF },
        DaemonSet: { 'NetworkPolicy/web spec.ingress': REMOVED },
        Job: {},
        CronJob: {},
      }[kind],
    ),
    option(
      'isolation',
      'calls that are stated, and DNS',
      { isolation: Isolation.full() },
      (changes: Readonly<Record<string, unknown>>) =>
        expect(changes).toMatchObject({ 'NetworkPolicy/web spec.egress[0].to': expect.anything() }),
    ),
    ...metricsOptions(pod),
    ...accountOptions(pod),
    option('networkPolicy', 'no policy', { networkPolicy: false }, { 'NetworkPolicy/web': REMOVED }),
    option(
      'terminationGracePeriod',
      'a cdk8s Duration',
      { terminationGracePeriod: Duration.minutes(2) },
      { [`${pod}.spec.terminationGracePeriodSeconds`]: 120 },
    ),
    option('env', 'a variable, as a text', { env: { A: 'b' } }, envChange(kind, container, { name: 'A', value: 'b' })),
    option(
      'env',
      'a variable, as a cdk8s-plus value',
      { env: { A: EnvValue.fromValue('b') } },
      envChange(kind, container, { name: 'A', value: 'b' }),
    ),
    ...envOptions(kind, container),
    ...configOptions(kind, container, pod),
    option('command', 'the program', { command: ['web'] }, { [`${container}.command`]: ['web'] }),
    option('args', 'the arguments', { args: ['-v'] }, { [`${container}.args`]: ['-v'] }),
    ...probeOptions(container),
    ...schedulingOptions(`${pod}.spec`, kind === 'Deployment' || kind === 'StatefulSet'),
    ...spreadOptions(`${pod}.spec`),
    ...podOptions(kind, `${podOf(kind)}.spec`),
  ];
}

/** How a server is known, and how it is not. */
const TLS = {
  known: { serverName: 'web', ca: CaCertificate.secret('web-tls', 'ca.crt') },
  blind: { insecureSkipVerify: 'a test' },
};

function metricsOptions(pod: string): readonly OptionCase[] {
  const scrape = (more: object = {}) => ({ metrics: Metrics.scrape({ port: 'http', ...more }) });
  const annotation = (key: string, value: string) => ({
    [`${pod}.metadata.annotations.prometheus.io/${key}`]: value,
  });
  const two = [
    { name: 'http', port: 80 },
    { name: 'admin', port: 8081 },
  ];
  return [
    option('metrics', 'metrics, found by annotations', scrape(), {
      [`${pod}.metadata.annotations`]: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '80',
        'prometheus.io/path': '/metrics',
      },
    }),
    option(
      'metrics.port',
      'metrics on another port',
      { ports: two, ...scrape({ port: 'admin' }) },
      annotation('port', '8081'),
      { ports: two, ...scrape() },
    ),
    option('metrics.path', 'metrics at another path', scrape({ path: '/m' }), annotation('path', '/m'), scrape()),
    ...['', 'serverName', 'ca', 'ca.secret', 'ca.key', 'insecureSkipVerify'].map((key) =>
      option(
        key === '' ? 'metrics.tls' : `metrics.tls.${key}`,
        'what annotations leave to Prometheus',
        scrape({ scheme: 'https', tls: TLS[key === 'insecureSkipVerify' ? 'blind' : 'known'] }),
        {},
        scrape({ scheme: 'https' }),
      ),
    ),
    option('metrics.scheme', 'metrics by TLS', scrape({ scheme: 'https' }), annotation('scheme', 'https'), scrape()),
  ];
}
