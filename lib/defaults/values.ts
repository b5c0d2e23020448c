/**
 * One set of defaults, as plain data. A published set never changes: other values make a new set, so that upgrading the
 * library changes nobody's YAML (P1). docs/defaults.md lists what each one is and which option changes it.
 */
export interface DefaultValues {
  /** The Kubernetes version of a chart without an Environment. */
  readonly kubernetesVersion: string;

  readonly replicas: number;
  readonly cpuRequest: string;
  readonly ephemeralStorageRequest: string;
  readonly ephemeralStorageLimit: string;

  readonly runAsUser: number;
  readonly runAsGroup: number;
  readonly fsGroup: number;
  readonly fsGroupChangePolicy: 'OnRootMismatch' | 'Always';
  readonly runAsNonRoot: boolean;
  readonly readOnlyRootFilesystem: boolean;
  readonly allowPrivilegeEscalation: boolean;
  readonly privileged: boolean;
  readonly dropCapabilities: readonly string[];
  readonly seccompProfile: 'RuntimeDefault' | 'Unconfined';
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;

  readonly pullPolicyOfTag: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullPolicyOfDigest: 'Always' | 'IfNotPresent' | 'Never';

  /** Seconds between «no new connections» and SIGTERM, so that load balancers notice first. */
  readonly drainSeconds: number;
  readonly terminationGracePeriodSeconds: number;
  readonly deploymentStrategy: 'RollingUpdate' | 'Recreate';
  readonly statefulSetStrategy: 'RollingUpdate' | 'OnDelete';
  readonly daemonSetStrategy: 'RollingUpdate' | 'OnDelete';
  readonly agentMaxUnavailable: number | string;
  readonly agentMaxSurge: number | string;
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
  readonly revisionHistoryLimit: number;
  readonly probeTimeoutSeconds: number;
  /** The init container that waits for other workloads. */
  readonly waitImage: string;
  readonly waitTimeLimitSeconds: number;
  readonly waitMemory: string;
  readonly waitCpu: string;

  readonly spread: 'soft' | 'hard' | 'none';
  readonly disruptionMaxUnavailable: number;
  readonly unhealthyPodEvictionPolicyOfServices: 'AlwaysAllow' | 'IfHealthyBudget';
  readonly unhealthyPodEvictionPolicyOfClusters: 'AlwaysAllow' | 'IfHealthyBudget';
  readonly networkPolicy: boolean;
  readonly rollOnConfigChange: boolean;
  readonly isolation: 'none' | 'ingress' | 'full';

  readonly publishNotReadyAddresses: boolean;
  readonly podManagementPolicy: 'Parallel' | 'OrderedReady';
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly whenScaled: 'Retain' | 'Delete';
  readonly accessMode: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';
  readonly jobRestartPolicy: 'Never' | 'OnFailure';
  readonly concurrencyPolicy: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadlineSeconds: number;
  readonly podSecurityLevel: 'privileged' | 'baseline' | 'restricted';
  readonly podSecurityVersion: string;
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  /** With TLS, whether plain HTTP is redirected to HTTPS, where the dialect can say it. */
  readonly httpsRedirect: boolean;
  readonly redirectStatusCode: 301 | 302 | 303 | 307 | 308;
}
