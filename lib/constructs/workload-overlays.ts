import { type Field, optional, shape } from '../input/reader';
import type {
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  StatefulSet,
} from '../kubernetes/generated';
import { type Overlay, overlay } from '../overlay/overlay';

/** Fields beside those that the props have, for each object that a workload emits. */
export interface WorkloadOverlays {
  /** Over the ServiceAccount. */
  readonly serviceAccount?: Overlay<ServiceAccount>;
  /** Over the NetworkPolicy. */
  readonly networkPolicy?: Overlay<NetworkPolicy>;
}

/** The same for a StatelessService. */
export interface StatelessServiceOverlays extends WorkloadOverlays {
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
export interface StatefulClusterOverlays extends WorkloadOverlays {
  /** Over the StatefulSet. */
  readonly statefulSet?: Overlay<StatefulSet>;
  /** Over the client Service. */
  readonly service?: Overlay<Service>;
  /** Over the headless Service. */
  readonly headlessService?: Overlay<Service>;
  /** Over the PodDisruptionBudget. */
  readonly podDisruptionBudget?: Overlay<PodDisruptionBudget>;
}

/** The same for a NodeAgent. */
export interface NodeAgentOverlays extends WorkloadOverlays {
  /** Over the DaemonSet. */
  readonly daemonSet?: Overlay<DaemonSet>;
  /** Over the Service. */
  readonly service?: Overlay<Service>;
}

/** The same for a BatchJob. */
export interface BatchJobOverlays extends WorkloadOverlays {
  /** Over the Job. */
  readonly job?: Overlay<Job>;
  /** Over the headless Service. */
  readonly service?: Overlay<Service>;
}

/** The same for a ScheduledJob. */
export interface ScheduledJobOverlays extends WorkloadOverlays {
  /** Over the CronJob. */
  readonly cronJob?: Overlay<CronJob>;
}

const one = optional(overlay);
const COMMON = { serviceAccount: one, networkPolicy: one };

export const STATELESS_SERVICE_OVERLAYS = shape<StatelessServiceOverlays>()('overlays', {
  ...COMMON,
  deployment: one,
  service: one,
  podDisruptionBudget: one,
  horizontalPodAutoscaler: one,
} satisfies Record<keyof StatelessServiceOverlays, Field<unknown>>);

export const STATEFUL_CLUSTER_OVERLAYS = shape<StatefulClusterOverlays>()('overlays', {
  ...COMMON,
  statefulSet: one,
  service: one,
  headlessService: one,
  podDisruptionBudget: one,
} satisfies Record<keyof StatefulClusterOverlays, Field<unknown>>);

export const NODE_AGENT_OVERLAYS = shape<NodeAgentOverlays>()('overlays', { ...COMMON, daemonSet: one, service: one });
export const BATCH_JOB_OVERLAYS = shape<BatchJobOverlays>()('overlays', { ...COMMON, job: one, service: one });
export const SCHEDULED_JOB_OVERLAYS = shape<ScheduledJobOverlays>()('overlays', { ...COMMON, cronJob: one });
