import { CLUSTER_DNS } from '../network/dns';
import { Spread } from '../placement/spread';
import { Isolation } from '../platform/isolation';
import { ConfigFiles } from '../pod/config-files';
import { Health } from '../pod/health';
import { Probe } from '../pod/probe';
import { Storage } from '../storage/storage';
import type { DefaultValues } from './values';

/** The constructs that a default is seen in. */
export type DefaultIn =
  | 'StatelessService'
  | 'StatefulCluster'
  | 'NodeAgent'
  | 'BatchJob'
  | 'ScheduledJob'
  | 'Namespace'
  | 'IngressRoute';

/** The kind of object in which each has most of its defaults. */
export const DEFAULT_KINDS: Readonly<Record<DefaultIn, string>> = {
  StatelessService: 'Deployment',
  StatefulCluster: 'StatefulSet',
  NodeAgent: 'DaemonSet',
  BatchJob: 'Job',
  ScheduledJob: 'CronJob',
  Namespace: 'Namespace',
  IngressRoute: 'Ingress',
};

/** One default: what docs/defaults.md says of it, and what the tests hold it to. */
export interface DefaultRow {
  readonly name: keyof DefaultValues;
  readonly of: readonly DefaultIn[];
  /** Where it is emitted, each with the value when that is not the default itself; `Workload` is the kind of any. */
  readonly emitted: Readonly<Record<string, unknown>>;
  /** The path of the prop that changes it. */
  readonly option: string;
  /** Props with another value, and what is emitted then instead of the default. */
  readonly other: Readonly<Record<string, unknown>>;
  readonly gives: unknown;
  /** The value that gives it, where that is another. */
  readonly value?: unknown;
  readonly why: string;
  /** Props that show it, where the usual ones don't. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** Stands for the value of the set. */
export const ITSELF = Symbol('the default itself');

const REPLICATED = ['StatelessService', 'StatefulCluster'] as const;
const LONG_RUNNING = [...REPLICATED, 'NodeAgent'] as const;
const JOBS = ['BatchJob', 'ScheduledJob'] as const;
const WORKLOADS = [...LONG_RUNNING, ...JOBS] as const;
const AGENT = ['NodeAgent'] as const;
const SCHEDULED = ['ScheduledJob'] as const;
const SERVICE = ['StatelessService'] as const;
const CLUSTER = ['StatefulCluster'] as const;
const POD = 'Workload spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const WAIT = `${POD}.initContainers[0]`;

function row(
  name: keyof DefaultValues,
  of: readonly DefaultIn[],
  paths: readonly string[],
  option: string,
  gives: unknown,
  why: string,
  more: Partial<DefaultRow> = {},
): DefaultRow {
  const emitted = Object.fromEntries(paths.map((path) => [path, ITSELF]));
  return { name, of, emitted, option, other: atPath(option, gives), gives, why, ...more };
}

/** `security.runAsUser`, 70 → `{ security: { runAsUser: 70 } }`. */
function atPath(path: string, value: unknown): Readonly<Record<string, unknown>> {
  const [first, ...rest] = path.split('.');
  return { [first!]: rest.length === 0 ? value : atPath(rest.join('.'), value) };
}

const resources = (key: string, value: string) => ({ other: { resources: { memory: '256Mi', [key]: value } } });
const WAITING = { beside: { waitFor: ['db:5432'] } };
const DIGEST = { beside: { image: `registry.example.com/web@sha256:${'0'.repeat(64)}` } };

/** Every default of a set, in the order in which people look for them. */
export const DEFAULT_ROWS: readonly DefaultRow[] = [
  row(
    'replicas',
    SERVICE,
    ['Deployment spec.replicas'],
    'replicas',
    3,
    'a drain or a rollout does not take the service away',
  ),
  row('deploymentStrategy', SERVICE, ['Deployment spec.strategy.type'], 'rollout.strategy', 'Recreate', 'no downtime'),
  row(
    'maxSurge',
    SERVICE,
    ['Deployment spec.strategy.rollingUpdate.maxSurge'],
    'rollout.maxSurge',
    1,
    'new Pods start before old ones stop',
  ),
  row(
    'maxUnavailable',
    SERVICE,
    ['Deployment spec.strategy.rollingUpdate.maxUnavailable'],
    'rollout.maxUnavailable',
    1,
    'no Pod is missing during a rollout',
  ),
  row(
    'drainSeconds',
    SERVICE,
    ['Deployment spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds'],
    'drain',
    20,
    'load balancers notice before the program stops',
  ),
  row(
    'revisionHistoryLimit',
    LONG_RUNNING,
    ['Workload spec.revisionHistoryLimit'],
    'rollout.revisionHistoryLimit',
    3,
    'there is something to roll back to',
  ),
  row(
    'terminationGracePeriodSeconds',
    WORKLOADS,
    [`${POD}.terminationGracePeriodSeconds`],
    'terminationGracePeriod',
    60,
    "Kubernetes' own, written out because it cuts off what takes longer",
  ),
  row(
    'statefulSetStrategy',
    CLUSTER,
    ['StatefulSet spec.updateStrategy.type'],
    'rollout.strategy',
    'OnDelete',
    'updates go by themselves, member by member',
  ),
  row(
    'daemonSetStrategy',
    AGENT,
    ['DaemonSet spec.updateStrategy.type'],
    'rollout.strategy',
    'OnDelete',
    'updates go by themselves, node by node',
  ),
  row(
    'agentMaxUnavailable',
    AGENT,
    ['DaemonSet spec.updateStrategy.rollingUpdate.maxUnavailable'],
    'rollout.maxUnavailable',
    2,
    'a bad version stops at the first node',
  ),
  row(
    'agentMaxSurge',
    AGENT,
    ['DaemonSet spec.updateStrategy.rollingUpdate.maxSurge'],
    'rollout.maxSurge',
    1,
    'two agents on one node fight over its files and ports',
  ),
  row(
    'podManagementPolicy',
    CLUSTER,
    ['StatefulSet spec.podManagementPolicy'],
    'podManagementPolicy',
    'OrderedReady',
    'members that elect before they are ready can start, and a bad update can be taken back',
  ),
  row(
    'publishNotReadyAddresses',
    CLUSTER,
    ['Headless spec.publishNotReadyAddresses'],
    'publishNotReadyAddresses',
    false,
    'members find each other before they are ready',
  ),
  row(
    'whenDeleted',
    CLUSTER,
    ['StatefulSet spec.persistentVolumeClaimRetentionPolicy.whenDeleted'],
    'retention.whenDeleted',
    'Delete',
    'data stays',
  ),
  row(
    'whenScaled',
    CLUSTER,
    ['StatefulSet spec.persistentVolumeClaimRetentionPolicy.whenScaled'],
    'retention.whenScaled',
    'Delete',
    'data stays',
  ),
  row(
    'accessMode',
    CLUSTER,
    ['StatefulSet spec.volumeClaimTemplates[0].spec.accessModes[0]'],
    'storage[].accessMode',
    'ReadWriteOncePod',
    'every provisioner has it',
    {
      other: { storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi', accessMode: 'ReadWriteOncePod' })] },
    },
  ),

  row(
    'cpuRequest',
    WORKLOADS,
    [`${CONTAINER}.resources.requests.cpu`],
    'resources.cpu',
    '500m',
    'the scheduler counts it; there is no limit, which would throttle',
    resources('cpu', '500m'),
  ),
  row(
    'ephemeralStorageRequest',
    WORKLOADS,
    [`${CONTAINER}.resources.requests.ephemeral-storage`],
    'resources.ephemeralStorage',
    '128Mi',
    'logs need disk',
    resources('ephemeralStorage', '128Mi'),
  ),
  row(
    'ephemeralStorageLimit',
    WORKLOADS,
    [`${CONTAINER}.resources.limits.ephemeral-storage`],
    'resources.ephemeralStorageLimit',
    '2Gi',
    'one Pod cannot fill the disk of a node',
    resources('ephemeralStorageLimit', '2Gi'),
  ),
  row(
    'waitImage',
    WORKLOADS,
    [`${WAIT}.image`],
    'waiting.image',
    'registry.example.com/busybox:1.37',
    'small, and it has all that a wait needs',
    WAITING,
  ),
  row(
    'waitTimeLimitSeconds',
    WORKLOADS,
    [],
    'waiting.timeLimit',
    60,
    'what never answers is a failure that says its name, not a Pod that waits for ever',
    {
      ...WAITING,
      emitted: { [`${WAIT}.args[0]`]: '300' },
      other: { waiting: { timeLimit: 60 } },
      gives: '60',
      value: 60,
    },
  ),
  row(
    'waitMemory',
    WORKLOADS,
    [`${WAIT}.resources.requests.memory`, `${WAIT}.resources.limits.memory`],
    'waiting.resources.memory',
    '32Mi',
    'a shell and nc',
    WAITING,
  ),
  row('waitCpu', WORKLOADS, [`${WAIT}.resources.requests.cpu`], 'waiting.resources.cpu', '20m', 'it sleeps', {
    ...WAITING,
    other: { waiting: { resources: { memory: '16Mi', cpu: '20m' } } },
  }),
  row(
    'probeTimeoutSeconds',
    LONG_RUNNING,
    [`${CONTAINER}.readinessProbe.timeoutSeconds`],
    'health.ready.timeoutSeconds',
    7,
    "Kubernetes' own of one second fails under CPU pressure",
    {
      beside: { health: Health.probes({ ready: Probe.tcp() }) },
      other: { health: Health.probes({ ready: Probe.tcp({ timeoutSeconds: 7 }) }) },
    },
  ),

  row(
    'runAsNonRoot',
    WORKLOADS,
    [`${POD}.securityContext.runAsNonRoot`],
    'security.runAsNonRoot',
    false,
    'Pod Security restricted',
  ),
  row(
    'runAsUser',
    WORKLOADS,
    [`${POD}.securityContext.runAsUser`],
    'security.runAsUser',
    70,
    "above 10000: no user of the node's",
  ),
  row(
    'runAsGroup',
    WORKLOADS,
    [`${POD}.securityContext.runAsGroup`],
    'security.runAsGroup',
    70,
    "above 10000: no group of the node's",
  ),
  row(
    'fsGroup',
    WORKLOADS,
    [`${POD}.securityContext.fsGroup`],
    'security.fsGroup',
    70,
    'the program can write to its volumes',
  ),
  row(
    'fsGroupChangePolicy',
    WORKLOADS,
    [`${POD}.securityContext.fsGroupChangePolicy`],
    'security.fsGroupChangePolicy',
    'Always',
    'large volumes mount quickly',
  ),
  row(
    'seccompProfile',
    WORKLOADS,
    [`${POD}.securityContext.seccompProfile.type`],
    'security.seccompProfile',
    'Unconfined',
    'Pod Security restricted',
  ),
  row(
    'readOnlyRootFilesystem',
    WORKLOADS,
    [`${CONTAINER}.securityContext.readOnlyRootFilesystem`],
    'security.readOnlyRootFilesystem',
    false,
    'an intruder cannot change the program; `writable` names what can be written',
  ),
  row(
    'allowPrivilegeEscalation',
    WORKLOADS,
    [`${CONTAINER}.securityContext.allowPrivilegeEscalation`],
    'security.allowPrivilegeEscalation',
    true,
    'Pod Security restricted',
  ),
  row(
    'privileged',
    WORKLOADS,
    [`${CONTAINER}.securityContext.privileged`],
    'security.privileged',
    true,
    "Kubernetes' own, written out because reviewers and linters look for it; true allows escalation too",
    { beside: { security: { allowPrivilegeEscalation: true } } },
  ),
  row(
    'dropCapabilities',
    WORKLOADS,
    [`${CONTAINER}.securityContext.capabilities.drop`],
    'security.dropCapabilities',
    ['NET_RAW', 'SYS_ADMIN'],
    'Pod Security restricted',
  ),
  row(
    'automountServiceAccountToken',
    WORKLOADS,
    [`${POD}.automountServiceAccountToken`, 'ServiceAccount automountServiceAccountToken'],
    'automountServiceAccountToken',
    true,
    'few programs call the Kubernetes API, and a token is a key to it',
  ),
  row(
    'enableServiceLinks',
    WORKLOADS,
    [`${POD}.enableServiceLinks`],
    'enableServiceLinks',
    true,
    'a Service called kafka would inject KAFKA_PORT, which breaks programs that read it',
  ),

  row('pullPolicyOfTag', WORKLOADS, [`${CONTAINER}.imagePullPolicy`], 'imagePullPolicy', 'Never', 'a tag can move'),
  row(
    'pullPolicyOfDigest',
    WORKLOADS,
    [`${CONTAINER}.imagePullPolicy`],
    'imagePullPolicy',
    'Never',
    'a digest cannot',
    DIGEST,
  ),

  row('spread', REPLICATED, [], 'spread', 'DoNotSchedule', 'a node or zone that fails takes only some of the Pods', {
    emitted: {
      [`${POD}.topologySpreadConstraints[0].whenUnsatisfiable`]: 'ScheduleAnyway',
      [`${POD}.affinity.podAntiAffinity`]: undefined,
    },
    other: { spread: Spread.hard() },
    value: 'hard',
  }),
  row(
    'disruptionMaxUnavailable',
    REPLICATED,
    ['PodDisruptionBudget spec.maxUnavailable'],
    'disruption.maxUnavailable',
    2,
    'a drain takes one Pod after the other',
  ),
  row(
    'unhealthyPodEvictionPolicyOfServices',
    SERVICE,
    ['PodDisruptionBudget spec.unhealthyPodEvictionPolicy'],
    'disruption.unhealthyPodEvictionPolicy',
    'IfHealthyBudget',
    'a broken Pod does not block a drain for ever',
  ),
  row(
    'unhealthyPodEvictionPolicyOfClusters',
    CLUSTER,
    ['PodDisruptionBudget spec.unhealthyPodEvictionPolicy'],
    'disruption.unhealthyPodEvictionPolicy',
    'AlwaysAllow',
    'a member that is not ready may still hold the only copy',
  ),
  row('networkPolicy', WORKLOADS, [], 'networkPolicy', undefined, 'callers reach the declared ports alone', {
    emitted: { NetworkPolicy: undefined },
    other: { networkPolicy: false },
    value: false,
  }),
  row(
    'isolation',
    ['StatelessService'],
    [],
    'isolation',
    { to: CLUSTER_DNS[0]?.peers, ports: CLUSTER_DNS[0]?.ports },
    'a connection that nobody stated is not closed silently',
    {
      emitted: { 'NetworkPolicy spec.ingress': undefined, 'NetworkPolicy spec.egress[0]': {} },
      other: { isolation: Isolation.full() },
      value: 'full',
    },
  ),

  row(
    'rollOnConfigChange',
    LONG_RUNNING,
    [],
    'rollOnConfigChange',
    undefined,
    'Kubernetes replaces no Pod when a ConfigMap changes: old Pods would keep old variables for weeks',
    {
      emitted: { 'Workload spec.template.metadata.annotations': undefined },
      other: { rollOnConfigChange: false },
      value: false,
      beside: { files: [ConfigFiles.of('/etc/web', { 'app.conf': 'port=80' })] },
    },
  ),
  row(
    'jobRestartPolicy',
    JOBS,
    [`${POD}.restartPolicy`],
    'failure.restartPolicy',
    'OnFailure',
    'a Pod that failed stays for its logs',
  ),
  row(
    'concurrencyPolicy',
    SCHEDULED,
    ['CronJob spec.concurrencyPolicy'],
    'concurrencyPolicy',
    'Allow',
    'a run that takes long does not meet the next one',
  ),
  row(
    'startingDeadlineSeconds',
    SCHEDULED,
    ['CronJob spec.startingDeadlineSeconds'],
    'startingDeadline',
    600,
    'a run that the cluster missed is caught up on, and never more than 60 are counted as missed',
  ),

  row(
    'podSecurityLevel',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}]`),
    'podSecurity.enforce',
    'baseline',
    'our workloads keep it unless they say otherwise',
    { other: { podSecurity: { enforce: 'baseline', audit: 'baseline', warn: 'baseline' } } },
  ),
  row(
    'podSecurityVersion',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}-version]`),
    'podSecurity.version',
    'v1.35',
    "Kubernetes' own, written out because an upgrade of the cluster changes what it means",
  ),
  row(
    'pathType',
    ['IngressRoute'],
    ['Ingress spec.rules[0].http.paths[0].pathType'],
    'routes[].pathType',
    'Exact',
    'a path means what is below it, on every controller',
  ),
  row(
    'kubernetesVersion',
    SERVICE,
    [],
    'platform.kubernetesVersion',
    '1.35',
    'what a chart without a platform gives is accepted by every supported release',
    { other: {} },
  ),
];
