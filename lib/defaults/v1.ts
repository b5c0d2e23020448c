import type { DefaultValues } from './values';

/** The first set of defaults. Published: never to change. */
export const V1: DefaultValues = {
  // The oldest release that is supported, so that what a chart without a platform gives is accepted everywhere.
  kubernetesVersion: '1.34',

  // Two, so that a node drain or a rollout does not take the service away.
  replicas: 2,
  cpuRequest: '100m',
  ephemeralStorageRequest: '64Mi',
  ephemeralStorageLimit: '1Gi',

  // Above 10000, so that the id is no user of the host's (kube-score, checkov CKV_K8S_40).
  runAsUser: 10001,
  runAsGroup: 10001,
  fsGroup: 10001,
  fsGroupChangePolicy: 'OnRootMismatch',
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  privileged: false,
  dropCapabilities: ['ALL'],
  seccompProfile: 'RuntimeDefault',
  automountServiceAccountToken: false,
  // A Service called `kafka` otherwise injects KAFKA_PORT and breaks the program that reads it.
  enableServiceLinks: false,

  pullPolicyOfTag: 'Always',
  pullPolicyOfDigest: 'IfNotPresent',

  drainSeconds: 5,
  terminationGracePeriodSeconds: 30,
  deploymentStrategy: 'RollingUpdate',
  statefulSetStrategy: 'RollingUpdate',
  daemonSetStrategy: 'RollingUpdate',
  agentMaxUnavailable: 1,
  agentMaxSurge: 0,
  maxSurge: '25%',
  maxUnavailable: 0,
  revisionHistoryLimit: 10,
  // Kubernetes' own default of one second fails under CPU pressure.
  probeTimeoutSeconds: 3,
  waitImage: 'docker.io/library/busybox:1.37',
  // Long enough for images to be pulled and volumes to be made, short enough that somebody still looks.
  waitTimeLimitSeconds: 300,
  waitMemory: '16Mi',
  waitCpu: '10m',

  spread: 'soft',
  disruptionMaxUnavailable: 1,
  unhealthyPodEvictionPolicyOfServices: 'AlwaysAllow',
  unhealthyPodEvictionPolicyOfClusters: 'IfHealthyBudget',
  networkPolicy: true,
  // Kubernetes restarts nothing when a ConfigMap changes: half of the Pods would read the old one for weeks.
  rollOnConfigChange: true,
  isolation: 'none',

  publishNotReadyAddresses: true,
  podManagementPolicy: 'Parallel',
  whenDeleted: 'Retain',
  whenScaled: 'Retain',
  accessMode: 'ReadWriteOnce',
  // A container that failed stays for its logs: with OnFailure the last one is removed with its Pod.
  jobRestartPolicy: 'Never',
  concurrencyPolicy: 'Forbid',
  // The longest round time in which a schedule of every minute stays below the 100 missed starts at which the controller
  // gives up: kubernetes.io/docs/concepts/workloads/controllers/cron-jobs.
  startingDeadlineSeconds: 3600,
  podSecurityLevel: 'restricted',
  podSecurityVersion: 'latest',
  pathType: 'Prefix',
  httpsRedirect: true,
  // Browsers keep a permanent one, which then cannot be taken back.
  redirectStatusCode: 302,
};
