import {
  CONTAINER,
  CONTAINER_PORT,
  ENV_SOURCE,
  FURTHER_CONTAINER,
  POD_SPEC,
  PROBE,
  RESOURCES,
  SECURITY_CONTEXT,
} from './pods';
import { INGRESS_SPEC, NETWORK_POLICY_SPEC, POLICY_RULE, SERVICE_PORT, SERVICE_SPEC } from './services';
import { CLAIM_SPEC, VOLUME, VOLUME_MOUNT } from './volumes';
import type { Word, Words } from './word';
import { leaveOut, OVERLAY, write } from './word';
import {
  AUTOSCALER_SPEC,
  BUDGET_SPEC,
  CRON_JOB_SPEC,
  DAEMON_SET_SPEC,
  DEPLOYMENT_SPEC,
  JOB_SPEC,
  STATEFUL_SET_SPEC,
} from './workloads';

/** Fields of the Kubernetes API, with the definitions that have them: [title, definitions, words]. */
export const WORDS: readonly (readonly [string, readonly string[], Words])[] = [
  ['Pod', ['core-v1.PodSpec'], POD_SPEC],
  ['Container', ['core-v1.Container'], CONTAINER],
  ['Init container, sidecar', ['core-v1.Container'], FURTHER_CONTAINER],
  ['`env[].valueFrom`', ['core-v1.EnvVarSource'], ENV_SOURCE],
  ['`resources`', ['core-v1.ResourceRequirements'], RESOURCES],
  ['`ports` of a container', ['core-v1.ContainerPort'], CONTAINER_PORT],
  ['Probes', ['core-v1.Probe'], PROBE],
  ['`securityContext`', ['core-v1.SecurityContext', 'core-v1.PodSecurityContext'], SECURITY_CONTEXT],
  ['`volumes`', ['core-v1.Volume'], VOLUME],
  ['`volumeMounts`', ['core-v1.VolumeMount'], VOLUME_MOUNT],
  ['Deployment', ['apps-v1.DeploymentSpec'], DEPLOYMENT_SPEC],
  ['StatefulSet', ['apps-v1.StatefulSetSpec'], STATEFUL_SET_SPEC],
  ['DaemonSet', ['apps-v1.DaemonSetSpec'], DAEMON_SET_SPEC],
  ['Job', ['batch-v1.JobSpec'], JOB_SPEC],
  ['CronJob', ['batch-v1.CronJobSpec'], CRON_JOB_SPEC],
  ['PersistentVolumeClaim', ['core-v1.PersistentVolumeClaimSpec'], CLAIM_SPEC],
  ['Service', ['core-v1.ServiceSpec'], SERVICE_SPEC],
  ['`ports` of a Service', ['core-v1.ServicePort'], SERVICE_PORT],
  ['HorizontalPodAutoscaler', ['autoscaling-v2.HorizontalPodAutoscalerSpec'], AUTOSCALER_SPEC],
  ['PodDisruptionBudget', ['policy-v1.PodDisruptionBudgetSpec'], BUDGET_SPEC],
  ['Ingress', ['networking-v1.IngressSpec'], INGRESS_SPEC],
  ['NetworkPolicy', ['networking-v1.NetworkPolicySpec'], NETWORK_POLICY_SPEC],
  ['Role, ClusterRole', ['rbac-v1.PolicyRule'], POLICY_RULE],
];

const POD = [POD_SPEC, CONTAINER];
/** Words of Helm's values, and of manifests as a whole. */
const METADATA: Words = {
  metadata: write('name, labels, annotations'),
  spec: leaveOut('its fields stand directly in the props'),
  namespace: leaveOut("it is the chart's: new Chart(app, '…', { namespace: '…' })"),
  volumeClaims: write("storage: [Storage.claim('data', { mountPath: '…', size: '20Gi' })]"),
  persistence: write("storage: [Storage.claim('data', { mountPath: '…', size: '20Gi' })]"),
  autoscaling: write('scaling: Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 })'),
  probes: write("health: Health.http({ ready: '/ready', live: '/live' })"),
  service: write("ports: [{ name: 'http', port: 80 }], serviceType: ServiceType.clusterIp()"),
  ingress: leaveOut('an IngressRoute says it'),
};
const SERVED = [SERVICE_SPEC, BUDGET_SPEC];
/** Words of the API where a shape of ours has them in another place or form. */
const AUTOSCALED: Words = {
  averageUtilization: write('targetUtilization: 70'),
  behavior: write('scaleUp: { … }, scaleDown: { … }'),
  maxReplicas: write('max: 10'),
  minReplicas: write('min: 2'),
};
const PROBES: Words = {
  livenessProbe: write("live: Probe.http('…')"),
  readinessProbe: write("ready: Probe.http('…')"),
  startupProbe: write("startup: Probe.http('…')"),
  liveness: write("live: Probe.http('…')"),
  readiness: write("ready: Probe.http('…')"),
};
const HTTP_PROBES: Words = {
  livenessProbe: write("live: '/…'"),
  readinessProbe: write("ready: '/…'"),
  path: write("ready: '/…', live: '/…'"),
};
const PLACED: Words = {
  affinity: write('near: […], apartFrom: […], requiredNodes: […], preferredNodes: […]'),
  nodeAffinity: write('requiredNodes: […], preferredNodes: […]'),
  podAffinity: write('near: [{ workload: … }]'),
  podAntiAffinity: write('apartFrom: [{ workload: … }]', 'spread of the workload for its own Pods'),
  topologySpreadConstraints: leaveOut('spread of the workload says it: Spread.over({ constraints: […] })'),
  nodeName: leaveOut('an overlay says it'),
};
const OF_JOBS: Words = {
  restartPolicy: write("failure: { restartPolicy: 'OnFailure' }"),
  topologySpreadConstraints: OVERLAY,
};
const OF_SCHEDULED: Words = { ports: leaveOut('nobody calls it; Pods that call each other are a BatchJob') };
const OF_ROLLOUT: Words = {
  type: write("strategy: 'Recreate'", 'OnDelete of a StatefulCluster and a NodeAgent'),
  rollingUpdate: write('maxSurge: 1, maxUnavailable: 0', 'partition of a StatefulCluster'),
  minReadySeconds: write('minReady: 10'),
  progressDeadlineSeconds: write('progressDeadline: 600'),
};
const OF_FAILURE: Words = {
  backoffLimitPerIndex: leaveOut('Completion.indexed(10, { backoffLimitPerIndex: 1 }) says it'),
  maxFailedIndexes: leaveOut('Completion.indexed(10, { maxFailedIndexes: 5 }) says it'),
};
const OF_AGENTS: Words = {
  replicas: leaveOut('there is one on each node'),
  topologySpreadConstraints: leaveOut('there is one on each node'),
  tolerations: write('nodes: Nodes.every()', 'or scheduling: { tolerations: […] }'),
  hostPath: write("storage: [Storage.hostPath('…', { path: '…', mountPath: '…' })]"),
};
const CLUSTER_SCALING: Words = {
  scaling: leaveOut('members are a decision; an autoscaler that may change them is a KubernetesObject'),
};

const SHAPES: Readonly<Record<string, readonly Words[]>> = {
  StatelessService: [DEPLOYMENT_SPEC, ...POD, ...SERVED, AUTOSCALER_SPEC, METADATA],
  StatefulCluster: [STATEFUL_SET_SPEC, CLUSTER_SCALING, ...POD, ...SERVED, METADATA],
  NodeAgent: [DAEMON_SET_SPEC, OF_AGENTS, ...POD, SERVICE_SPEC, METADATA],
  BatchJob: [JOB_SPEC, OF_JOBS, ...POD, METADATA],
  ScheduledJob: [CRON_JOB_SPEC, JOB_SPEC, OF_JOBS, OF_SCHEDULED, ...POD, METADATA],
  'an init container': [FURTHER_CONTAINER],
  'a sidecar': [FURTHER_CONTAINER],
  container: [CONTAINER],
  resources: [RESOURCES],
  'a port': [CONTAINER_PORT, SERVICE_PORT],
  security: [SECURITY_CONTEXT],
  scheduling: [PLACED],
  rollout: [OF_ROLLOUT],
  failure: [OF_FAILURE],
  disruption: [BUDGET_SPEC],
  'Scaling.onCpu': [AUTOSCALED],
  'Scaling.onMemory': [AUTOSCALED],
  'Scaling.on': [AUTOSCALED],
  'Health.http': [HTTP_PROBES],
  'Health.probes': [PROBES],
  'Storage.claim': [CLAIM_SPEC],
  'Storage.ephemeral': [CLAIM_SPEC],
  PersistentVolumeClaim: [CLAIM_SPEC],
  'a mount': [VOLUME_MOUNT],
  IngressRoute: [INGRESS_SPEC],
};

/** The objects that an overlay of a field changes, by the construct that has it. */
const OVERLAID: Readonly<Record<string, string>> = {
  StatelessService: 'deployment',
  StatefulCluster: 'statefulSet',
  NodeAgent: 'daemonSet',
  BatchJob: 'job',
  ScheduledJob: 'cronJob',
};

/** What to write instead of a word of the Kubernetes API, for the props of a shape; undefined where it is none. */
export function meantBy(
  shape: string,
  field: string,
): { readonly fix: string; readonly props: readonly string[] } | undefined {
  const words = Object.hasOwn(SHAPES, shape) ? SHAPES[shape]! : [];
  const word = words.find((one) => Object.hasOwn(one, field))?.[field];
  const fix = word && fixOf(word, shape);
  return fix === undefined ? undefined : { fix, props: propsIn(word!.code ?? '') };
}

function fixOf({ code, note, overlay }: Word, shape: string): string | undefined {
  const object = OVERLAID[shape] ?? 'deployment';
  if (overlay) return `say it by an overlay: overlays: { ${object}: { spec: { … } } } (docs/overlays.md)`;
  if (code === undefined) return undefined;
  if (code === '') return `remove it: ${note}`;
  return note === undefined ? `write ${code}` : `write ${code} (${note})`;
}

/** The props that a piece of code states: those before a colon that are in no braces. */
function propsIn(code: string): readonly string[] {
  let depth = 0;
  return [...code.matchAll(/[{[(]|[}\])]|(\w+):/g)].flatMap(([found, prop]) => {
    if (prop === undefined) depth += '{[('.includes(found) ? 1 : -1;
    return prop !== undefined && depth === 0 ? [prop] : [];
  });
}
