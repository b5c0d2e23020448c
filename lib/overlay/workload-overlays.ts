import { type Field, optional, shape } from '../input/reader';
import type {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Role,
  RoleBinding,
  Service,
  ServiceAccount,
  StatefulSet,
} from '../kubernetes/generated';
import type { Manifest } from '../manifests/manifest';
import { type FixedField, type Overlay, overlay, overlayBut, overlaysByName } from './overlay';

/**
 * Fields beside those that the props have, for each object that a workload emits. Of objects that come in numbers they
 * are by name, and `'*'` is each of them.
 */
export interface WorkloadOverlays {
  /** Over the ServiceAccount. */
  readonly serviceAccount?: Overlay<ServiceAccount>;
  /** Over the NetworkPolicy. */
  readonly networkPolicy?: Overlay<NetworkPolicy>;
  /** Over the ConfigMaps of its own files, by name: `<name>-files`; not over their data, which `files` says. */
  readonly configMaps?: Readonly<Record<string, Overlay<ConfigMap>>>;
  /** Over the Roles of `grants`, by name; not over their rules, which the grants say. */
  readonly roles?: Readonly<Record<string, Overlay<Role>>>;
  /** Over the RoleBindings of `grants`, by name; not over which role they give. */
  readonly roleBindings?: Readonly<Record<string, Overlay<RoleBinding>>>;
  /** Over the ClusterRoles of `grants`, by name: `<namespace>:<name>`; not over their rules. */
  readonly clusterRoles?: Readonly<Record<string, Overlay<ClusterRole>>>;
  /** Over the ClusterRoleBindings of `grants`, by name; not over which role they give. */
  readonly clusterRoleBindings?: Readonly<Record<string, Overlay<ClusterRoleBinding>>>;
}

/** The same for a workload whose Pods run until they are told to stop. */
export interface LongRunningOverlays extends WorkloadOverlays {
  /** Over the PodMonitor, as Prometheus Operator spells it; its lists are replaced as a whole. */
  readonly podMonitor?: Overlay<Manifest>;
  /** Over the Services of `furtherServices`, by name. */
  readonly furtherServices?: Readonly<Record<string, Overlay<Service>>>;
}

/** The same for a workload whose Pods share the claims of `Storage.claim`. */
export interface SharedClaimsOverlays {
  /** Over the PersistentVolumeClaims, by the volume's name. */
  readonly claims?: Readonly<Record<string, Overlay<PersistentVolumeClaim>>>;
}

/** The same for a StatelessService. */
export interface StatelessServiceOverlays extends LongRunningOverlays, SharedClaimsOverlays {
  /** Over the Deployment. */
  readonly deployment?: Overlay<Deployment>;
  /** Over the Service. */
  readonly service?: Overlay<Service>;
  /** Over the PodDisruptionBudget. */
  readonly podDisruptionBudget?: Overlay<PodDisruptionBudget>;
  /** Over the HorizontalPodAutoscaler. */
  readonly horizontalPodAutoscaler?: Overlay<HorizontalPodAutoscaler>;
}

/** The same for a StatefulCluster. */
export interface StatefulClusterOverlays extends LongRunningOverlays {
  /** Over the StatefulSet. */
  readonly statefulSet?: Overlay<StatefulSet>;
  /** Over the client Service. */
  readonly service?: Overlay<Service>;
  /** Over the headless Service. */
  readonly headlessService?: Overlay<Service>;
  /** Over the members' own Services, by name: `kafka-0`. */
  readonly memberServices?: Readonly<Record<string, Overlay<Service>>>;
  /** Over the PodDisruptionBudget. */
  readonly podDisruptionBudget?: Overlay<PodDisruptionBudget>;
}

/** The same for a NodeAgent. */
export interface NodeAgentOverlays extends LongRunningOverlays, SharedClaimsOverlays {
  /** Over the DaemonSet. */
  readonly daemonSet?: Overlay<DaemonSet>;
  /** Over the Service. */
  readonly service?: Overlay<Service>;
}

/** The same for a BatchJob. */
export interface BatchJobOverlays extends WorkloadOverlays, SharedClaimsOverlays {
  /** Over the Job. */
  readonly job?: Overlay<Job>;
  /** Over the headless Service. */
  readonly service?: Overlay<Service>;
}

/** The same for a ScheduledJob. */
export interface ScheduledJobOverlays extends WorkloadOverlays, SharedClaimsOverlays {
  /** Over the CronJob. */
  readonly cronJob?: Overlay<CronJob>;
}

/** The data are in the checksum that rolls the Pods, and in the name of what is immutable. */
const CONFIG_DATA: readonly FixedField[] = ['data', 'binaryData', 'immutable'].map((field) => [
  [field],
  'the Pods follow what the props say',
  'say it where the ConfigMap is made: data, binaryData, files, immutable',
]);
/** What a grant says is checked for rights that can be turned into more. */
const RULES: FixedField = [['rules'], 'grants say it, and are checked', "write grants.verbs(['get'], 'configmaps')"];
const ROLE: FixedField = [['roleRef'], 'grants say it, and are checked', "write grants.clusterRole('view')"];

const one = optional(overlay);
const many = optional(overlaysByName());
export const configMapOverlay = overlayBut(...CONFIG_DATA);
const COMMON = {
  serviceAccount: one,
  networkPolicy: one,
  configMaps: optional(overlaysByName(configMapOverlay)),
  roles: optional(overlaysByName(overlayBut(RULES))),
  roleBindings: optional(overlaysByName(overlayBut(ROLE))),
  clusterRoles: optional(overlaysByName(overlayBut(RULES))),
  clusterRoleBindings: optional(overlaysByName(overlayBut(ROLE))),
} satisfies Record<keyof WorkloadOverlays, Field<unknown>>;
const LONG_RUNNING = { ...COMMON, podMonitor: one, furtherServices: many } satisfies Record<
  keyof LongRunningOverlays,
  Field<unknown>
>;
const SHARING = { claims: many } satisfies Record<keyof SharedClaimsOverlays, Field<unknown>>;

export const STATELESS_SERVICE_OVERLAYS = shape<StatelessServiceOverlays>()('overlays', {
  ...LONG_RUNNING,
  ...SHARING,
  deployment: one,
  service: one,
  podDisruptionBudget: one,
  horizontalPodAutoscaler: one,
});

export const STATEFUL_CLUSTER_OVERLAYS = shape<StatefulClusterOverlays>()('overlays', {
  ...LONG_RUNNING,
  statefulSet: one,
  service: one,
  headlessService: one,
  memberServices: many,
  podDisruptionBudget: one,
});

export const NODE_AGENT_OVERLAYS = shape<NodeAgentOverlays>()('overlays', {
  ...LONG_RUNNING,
  ...SHARING,
  daemonSet: one,
  service: one,
});
export const BATCH_JOB_OVERLAYS = shape<BatchJobOverlays>()('overlays', {
  ...COMMON,
  ...SHARING,
  job: one,
  service: one,
});
export const SCHEDULED_JOB_OVERLAYS = shape<ScheduledJobOverlays>()('overlays', {
  ...COMMON,
  ...SHARING,
  cronJob: one,
});
