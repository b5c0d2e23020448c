import { labelKey, labelValue, objectName } from '../input/names';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { list, map, nonEmptyText } from '../input/readers';
import type { NodeSelectorTerm, PodSpec, PreferredSchedulingTerm } from '../kubernetes/generated';
import { type ColocationProps, colocation, colocationTerms } from './colocation';
import { spelled } from './spelled';
import { type TolerationProps, toleration } from './toleration';

/** On which nodes the Pods may run, beside whom, and how important they are. */
export interface SchedulingProps {
  /**
   * Labels that a node must have.
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * More than labels can say of a node: one of these terms must match, as the Kubernetes API spells them.
   * @default - any node
   */
  readonly requiredNodes?: readonly NodeSelectorTerm[];
  /**
   * Nodes that are preferred, each with a weight from 1 to 100, as the Kubernetes API spells them.
   * @default - none
   */
  readonly preferredNodes?: readonly PreferredSchedulingTerm[];
  /**
   * Taints of nodes that these Pods bear.
   * @default - none
   */
  readonly tolerations?: readonly TolerationProps[];
  /**
   * Workloads whose Pods these shall be close to.
   * @default - none
   */
  readonly near?: readonly ColocationProps[];
  /**
   * Workloads whose Pods these shall be kept apart from.
   * @default - none; `spread` keeps a workload's own Pods apart
   */
  readonly apartFrom?: readonly ColocationProps[];
  /**
   * A PriorityClass: who goes first when nodes are full.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * A RuntimeClass, such as a sandbox.
   * @default - the cluster's default
   */
  readonly runtimeClassName?: string;
  /**
   * Another scheduler than Kubernetes' own.
   * @default - Kubernetes' own
   */
  readonly schedulerName?: string;
}

const nodeTerm = spelled<NodeSelectorTerm>("a term such as { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }");
const preferredNode = spelled<PreferredSchedulingTerm>(
  "a wish such as { weight: 100, preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } }",
);

const FIELDS = {
  nodeSelector: optional(map(labelValue, labelKey)),
  requiredNodes: optional(list(nodeTerm)),
  preferredNodes: optional(list(preferredNode)),
  tolerations: optional(list(toleration)),
  near: optional(list(colocation)),
  apartFrom: optional(list(colocation)),
  priorityClassName: optional(objectName),
  runtimeClassName: optional(objectName),
  schedulerName: optional(nonEmptyText),
} satisfies Record<keyof SchedulingProps, Field<unknown>>;

export const SCHEDULING = shape<SchedulingProps>()('scheduling', FIELDS);

/** Scheduling options as read. */
export type ReadScheduling = Partial<ReadOf<typeof FIELDS>>;

/** What of a Pod says where it runs; affinity to the workload's own Pods comes from `spread`. */
export type SchedulingFields = Pick<
  PodSpec,
  'nodeSelector' | 'affinity' | 'tolerations' | 'priorityClassName' | 'runtimeClassName' | 'schedulerName'
>;

/** The Pod's fields; `namespace` is the workload's own. */
export function schedulingFields(read: ReadScheduling, namespace: string | undefined): SchedulingFields {
  const { near = [], apartFrom = [] } = read;
  // Empty lists say nothing, and the API server refuses an affinity to none.
  const [requiredNodes, preferredNodes] = [orNone(read.requiredNodes), orNone(read.preferredNodes)];
  const nodeAffinity = (requiredNodes || preferredNodes) && {
    requiredDuringSchedulingIgnoredDuringExecution: requiredNodes && { nodeSelectorTerms: requiredNodes },
    preferredDuringSchedulingIgnoredDuringExecution: preferredNodes,
  };
  const podAffinity = colocationTerms(near, namespace);
  const podAntiAffinity = colocationTerms(apartFrom, namespace);
  return {
    nodeSelector: read.nodeSelector,
    affinity:
      nodeAffinity || podAffinity || podAntiAffinity ? { nodeAffinity, podAffinity, podAntiAffinity } : undefined,
    tolerations: read.tolerations,
    priorityClassName: read.priorityClassName,
    runtimeClassName: read.runtimeClassName,
    schedulerName: read.schedulerName,
  };
}

function orNone<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
