import { seconds } from '../input/durations';
import { imageHost, labelKey, labelValue, objectName } from '../input/names';
import { bytes, cpus } from '../input/quantities';
import { type Field, optional, type Reader, type ReadOf, shape } from '../input/reader';
import { flag, list, map, oneNumberOf, oneOf, text, whole } from '../input/readers';
import { isLabelKey, isLabelValue } from '../kubernetes/labels';
import { kubernetesVersion } from '../platform/kubernetes-version';
import { image } from '../pod/image';
import { share } from '../pod/share';
import type { DefaultValues } from './values';

/**
 * Defaults that a team sets for an app, an environment or a chart; the nearest wins, value by value. The names are those
 * of docs/defaults.md, which says where each is emitted and which option of a workload is nearer still.
 */
export interface DefaultSettings {
  /**
   * Labels of every object and every Pod, beside the workload's own: who owns it, who pays for it, what it is part of
   * (`app.kubernetes.io/part-of`). Never in selectors or claim templates. A change restarts the Pods.
   * @default - none; those of outer scopes are kept
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Secrets with which kubelet pulls images.
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Where images come from instead of their own registry: `{ 'docker.io': 'registry.example.com/hub' }` makes
   * `registry.example.com/hub/library/nginx:1.29` of `nginx:1.29`, for clusters without a way out.
   * @default - each from its own; those of outer scopes are kept
   */
  readonly registries?: Readonly<Record<string, string>>;

  readonly kubernetesVersion?: string;
  readonly replicas?: number;
  readonly cpuRequest?: string;
  readonly ephemeralStorageRequest?: string;
  readonly ephemeralStorageLimit?: string;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy?: 'OnRootMismatch' | 'Always';
  readonly runAsNonRoot?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly privileged?: boolean;
  readonly dropCapabilities?: readonly string[];
  readonly seccompProfile?: 'RuntimeDefault' | 'Unconfined';
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly pullPolicyOfTag?: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullPolicyOfDigest?: 'Always' | 'IfNotPresent' | 'Never';
  readonly drainSeconds?: number;
  readonly terminationGracePeriodSeconds?: number;
  readonly deploymentStrategy?: 'RollingUpdate' | 'Recreate';
  readonly statefulSetStrategy?: 'RollingUpdate' | 'OnDelete';
  readonly daemonSetStrategy?: 'RollingUpdate' | 'OnDelete';
  readonly agentMaxUnavailable?: number | string;
  readonly agentMaxSurge?: number | string;
  readonly maxSurge?: number | string;
  readonly maxUnavailable?: number | string;
  readonly revisionHistoryLimit?: number;
  readonly probeTimeoutSeconds?: number;
  readonly waitImage?: string;
  readonly waitTimeLimitSeconds?: number;
  readonly waitMemory?: string;
  readonly waitCpu?: string;
  readonly spread?: 'soft' | 'hard' | 'none';
  readonly disruptionMaxUnavailable?: number;
  readonly unhealthyPodEvictionPolicyOfServices?: 'AlwaysAllow' | 'IfHealthyBudget';
  readonly unhealthyPodEvictionPolicyOfClusters?: 'AlwaysAllow' | 'IfHealthyBudget';
  readonly networkPolicy?: boolean;
  readonly rollOnConfigChange?: boolean;
  readonly isolation?: 'none' | 'ingress' | 'full';
  readonly publishNotReadyAddresses?: boolean;
  readonly podManagementPolicy?: 'Parallel' | 'OrderedReady';
  readonly whenDeleted?: 'Retain' | 'Delete';
  readonly whenScaled?: 'Retain' | 'Delete';
  readonly accessMode?: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';
  readonly jobRestartPolicy?: 'Never' | 'OnFailure';
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadlineSeconds?: number;
  readonly podSecurityLevel?: 'privileged' | 'baseline' | 'restricted';
  readonly podSecurityVersion?: string;
  readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  readonly httpsRedirect?: boolean;
  readonly redirectStatusCode?: 301 | 302 | 303 | 307 | 308;
}

/** What a team sets beside the values of a set: by default there is none of it. */
export interface SharedSettings {
  readonly labels: Readonly<Record<string, string>>;
  readonly imagePullSecrets: readonly string[];
  readonly registries: Readonly<Record<string, string>>;
}

const labels = map(labelValue, labelKey);
const LABELS: Reader<Readonly<Record<string, string>>> = {
  ...labels,
  // Wrong ones go no further: each object would complain of them again.
  read(value, at) {
    const read = labels.read(value, at);
    return Object.fromEntries(Object.entries(read).filter(([key, one]) => isLabelKey(key) && isLabelValue(one)));
  },
};
const id = whole(0);
const unhealthy = optional(oneOf<'AlwaysAllow' | 'IfHealthyBudget'>('AlwaysAllow', 'IfHealthyBudget'));
const retain = optional(oneOf<'Retain' | 'Delete'>('Retain', 'Delete'));
const pull = optional(oneOf<'Always' | 'IfNotPresent' | 'Never'>('Always', 'IfNotPresent', 'Never'));
const rolling = optional(oneOf<'RollingUpdate' | 'OnDelete'>('RollingUpdate', 'OnDelete'));

const FIELDS = {
  labels: optional(LABELS),
  imagePullSecrets: optional(list(objectName)),
  registries: optional(map(imageHost, imageHost)),
  kubernetesVersion: optional(kubernetesVersion),
  replicas: optional(whole(0)),
  cpuRequest: optional(cpus),
  ephemeralStorageRequest: optional(bytes),
  ephemeralStorageLimit: optional(bytes),
  runAsUser: optional(id),
  runAsGroup: optional(id),
  fsGroup: optional(id),
  fsGroupChangePolicy: optional(oneOf<'OnRootMismatch' | 'Always'>('OnRootMismatch', 'Always')),
  runAsNonRoot: optional(flag),
  readOnlyRootFilesystem: optional(flag),
  allowPrivilegeEscalation: optional(flag),
  privileged: optional(flag),
  dropCapabilities: optional(list(text)),
  seccompProfile: optional(oneOf<'RuntimeDefault' | 'Unconfined'>('RuntimeDefault', 'Unconfined')),
  automountServiceAccountToken: optional(flag),
  enableServiceLinks: optional(flag),
  pullPolicyOfTag: pull,
  pullPolicyOfDigest: pull,
  drainSeconds: optional(seconds(0)),
  terminationGracePeriodSeconds: optional(seconds(0)),
  deploymentStrategy: optional(oneOf<'RollingUpdate' | 'Recreate'>('RollingUpdate', 'Recreate')),
  statefulSetStrategy: rolling,
  daemonSetStrategy: rolling,
  agentMaxUnavailable: optional(share(100)),
  agentMaxSurge: optional(share(100)),
  maxSurge: optional(share(9999)),
  maxUnavailable: optional(share(100)),
  revisionHistoryLimit: optional(whole(0)),
  probeTimeoutSeconds: optional(whole(1)),
  waitImage: optional(image),
  waitTimeLimitSeconds: optional(seconds(1)),
  waitMemory: optional(bytes),
  waitCpu: optional(cpus),
  spread: optional(oneOf<'soft' | 'hard' | 'none'>('soft', 'hard', 'none')),
  disruptionMaxUnavailable: optional(whole(1)),
  unhealthyPodEvictionPolicyOfServices: unhealthy,
  unhealthyPodEvictionPolicyOfClusters: unhealthy,
  networkPolicy: optional(flag),
  rollOnConfigChange: optional(flag),
  isolation: optional(oneOf<'none' | 'ingress' | 'full'>('none', 'ingress', 'full')),
  publishNotReadyAddresses: optional(flag),
  podManagementPolicy: optional(oneOf<'Parallel' | 'OrderedReady'>('Parallel', 'OrderedReady')),
  whenDeleted: retain,
  whenScaled: retain,
  accessMode: optional(
    oneOf<DefaultValues['accessMode']>('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'),
  ),
  jobRestartPolicy: optional(oneOf<'Never' | 'OnFailure'>('Never', 'OnFailure')),
  concurrencyPolicy: optional(oneOf<DefaultValues['concurrencyPolicy']>('Allow', 'Forbid', 'Replace')),
  startingDeadlineSeconds: optional(seconds(10)),
  podSecurityLevel: optional(oneOf<DefaultValues['podSecurityLevel']>('privileged', 'baseline', 'restricted')),
  podSecurityVersion: optional(text),
  pathType: optional(oneOf<DefaultValues['pathType']>('Prefix', 'Exact', 'ImplementationSpecific')),
  httpsRedirect: optional(flag),
  redirectStatusCode: optional(oneNumberOf<301 | 302 | 303 | 307 | 308>(301, 302, 303, 307, 308)),
} satisfies Record<keyof DefaultValues | keyof SharedSettings, Field<unknown>>;

export const SETTINGS = shape<DefaultSettings>()('the defaults', FIELDS);

/** Settings as read. */
export type ReadSettings = Partial<ReadOf<typeof FIELDS>>;
