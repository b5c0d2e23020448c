import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import type { Reader, ShapeReader } from '../input/reader';
import type { Toleration } from '../kubernetes/generated';
import type { ReadFurtherService } from '../network/further-services';
import type { ReadMetrics } from '../network/metrics';
import type { Port } from '../network/ports';
import type { ReadSpread } from '../placement/spread';
import type { ReadDisruption } from '../pod/disruption';
import type { ReadHealth } from '../pod/health';
import type { PodInput } from '../pod/pod-template';
import type { SharingPlan } from '../storage/shared-volumes';
import type { ReadWorkload } from './workload-props';

/** What a kind of workload gives to the parts that all have. */
export interface WorkloadPlan extends SharingPlan {
  readonly ports: readonly Port[];
  /** The form of its name, where that may be another than a Service's. */
  readonly name?: Reader<string>;
  /** Annotations of its objects, unless one has its own. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What only this kind says of its Pods. */
  readonly pod?: PodInput['fields'];
  /** Taints that Pods of this kind bear, beside those of `scheduling`. */
  readonly tolerations?: readonly Toleration[];
  /** The labels of a running workload that is adopted. */
  readonly selector?: Readonly<Record<string, string>>;
  /** Not where each run starts Pods anew, as for Jobs, whose template can't be changed. */
  readonly rollOnConfigChange?: boolean;
  /** None where no probe makes sense, as for Jobs. */
  readonly health?: ReadHealth;
  /** None where the controller decides where its Pods are. */
  readonly spread?: ReadSpread;
  /** None where a drain asks nobody, as for DaemonSets. */
  readonly budget?: BudgetPlan;
  readonly metrics?: ReadMetrics;
  /** How callers outside the cluster reach it, such as «a Service of type NodePort»; none where they don't. */
  readonly outside?: string;
  /** More Services for the same Pods. */
  readonly furtherServices?: readonly ReadFurtherService[];
  /** Which ports they reach. @default - all that are not of the Pods only */
  readonly outsidePorts?: readonly Port[];
  /** Whether its Service is a list of its Pods, without an address of its own. */
  readonly headless?: boolean;
  /** Whether its Pods call each other: they are members of one system. */
  readonly membersTalk?: boolean;
}

/** What a PodDisruptionBudget is made from. */
export interface BudgetPlan {
  readonly disruption: ReadDisruption;
  /** How many Pods there are: with one, a budget would block every drain. */
  readonly pods: number;
  readonly evictUnhealthy: 'AlwaysAllow' | 'IfHealthyBudget';
}

/** A kind of workload: how its props are read, and what follows from them for the common parts. */
export interface WorkloadKind {
  readonly shape: ShapeReader<ReadWorkload>;
  // biome-ignore lint/suspicious/noExplicitAny: a plan takes exactly what its own shape reads
  plan(read: any, defaults: DefaultValues, place: Place): WorkloadPlan;
}
