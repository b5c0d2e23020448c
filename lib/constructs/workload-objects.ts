import { dataFields } from '../config/content';
import type { ResolvedDefaults } from '../defaults/resolved';
import { furtherServiceFields, type ReadFurtherService } from '../network/further-services';
import { monitorPlace, podMonitorFields } from '../network/metrics';
import { keyOfKind, type OverlayKey } from '../overlay/laid';
import type { MonitoringFacts } from '../platform/monitoring';
import { disruptionFields } from '../pod/disruption';
import type { OwnConfigMap } from '../pod/file-volumes';
import { claimSpecFields } from '../storage/claim';
import { claimsOf } from '../storage/storage';
import type { ObjectHead } from './statecraft-construct';
import { headOf, type WorkloadFacts } from './workload-facts';
import { claimName } from './workload-volumes';

/** An object that a workload emits; its fields are asked for when it is rendered. */
export interface WorkloadObject {
  /** The construct's id. */
  readonly id: string;
  readonly head: ObjectHead;
  readonly fields: Readonly<Record<string, () => unknown>>;
  /** Which overlay is laid over it. @default - the one that is called as its id */
  readonly over?: OverlayKey;
}

/** What holds where the objects are, when they are rendered. */
export type DefaultsThere = () => ResolvedDefaults;

/** The ServiceAccount; none where the Pods run as an existing one. */
export function accountObject(
  facts: WorkloadFacts,
  mountsToken: () => boolean | undefined,
  defaults: DefaultsThere,
): WorkloadObject | undefined {
  const { name, exists, annotations } = facts.account;
  if (exists) return undefined;
  const all = annotations && { ...facts.plan.annotations, ...annotations };
  return {
    id: 'ServiceAccount',
    head: headOf(facts, 'v1', 'ServiceAccount', name, all),
    fields: { automountServiceAccountToken: () => mountsToken() ?? defaults().automountServiceAccountToken },
  };
}

/** A ConfigMap of its own files. */
export function configMapObject(facts: WorkloadFacts, { name, immutable, entries }: OwnConfigMap): WorkloadObject {
  const { data, binaryData } = dataFields(entries);
  return {
    id: immutable ? 'ImmutableFiles' : 'Files',
    head: headOf(facts, 'v1', 'ConfigMap', name),
    fields: { immutable: () => immutable || undefined, data: () => data, binaryData: () => binaryData },
    over: keyOfKind('ConfigMap', name),
  };
}

/** The PersistentVolumeClaims that all Pods share, by the volume's name; none where each member has its own. */
export function claimObjects(
  facts: WorkloadFacts,
  defaults: DefaultsThere,
): readonly (readonly [volume: string, object: WorkloadObject])[] {
  if (facts.plan.claimTemplates) return [];
  // What the plan says of all objects, such as when a hook is deleted, is nothing for data.
  const alone = { ...facts, plan: { ...facts.plan, annotations: undefined } };
  const claims = claimsOf(facts.read.storage ?? []);
  // Two of one name are an error at the second, `duplicate-volume`.
  const first = claims.filter(({ name }, index) => claims.findIndex((other) => other.name === name) === index);
  return first.map(({ name, claim }) => {
    const own = claimName(facts.name, name);
    const { metadata, ...rest } = headOf(alone, 'v1', 'PersistentVolumeClaim', own, claim.annotations);
    const head = { ...rest, metadata: { ...metadata, labels: { ...claim.labels, ...metadata.labels } } };
    const fields = { spec: () => claimSpecFields(claim, defaults().accessMode) };
    return [name, { id: `Claim-${name}`, head, fields, over: { of: 'claims', name } }];
  });
}

/** The PodDisruptionBudget; none for a single Pod. */
export function budgetObject(facts: WorkloadFacts, defaults: ResolvedDefaults): WorkloadObject | undefined {
  const { budget } = facts.plan;
  if (!budget || budget.pods <= 1) return undefined;
  const fallback = {
    maxUnavailable: defaults.disruptionMaxUnavailable,
    unhealthyPodEvictionPolicy: budget.evictUnhealthy,
  };
  return {
    id: 'PodDisruptionBudget',
    head: headOf(facts, 'policy/v1', 'PodDisruptionBudget', budget.disruption.name),
    fields: { spec: () => disruptionFields(budget.disruption, facts.identity.selector, fallback) },
  };
}

/** One more Service for the same Pods. */
export function furtherServiceObject(facts: WorkloadFacts, service: ReadFurtherService, index: number): WorkloadObject {
  return {
    id: `FurtherService-${index}`,
    head: headOf(facts, 'v1', 'Service', service.name, service.type?.annotations),
    fields: { spec: () => furtherServiceFields(service, facts.ports, facts.identity.selector) },
    over: { of: 'furtherServices', name: service.name },
  };
}

/** The PodMonitor; only where Prometheus Operator looks for it. */
export function monitorObject(facts: WorkloadFacts, monitoring: MonitoringFacts): WorkloadObject | undefined {
  const { metrics } = facts.plan;
  if (!metrics || monitoring.dialect !== 'prometheusOperator') return undefined;
  const { name, ...where } = monitorPlace(facts.name, facts.namespace, monitoring);
  const { metadata, ...head } = headOf(facts, 'monitoring.coreos.com/v1', 'PodMonitor', name);
  const labels = { ...metadata.labels, ...monitoring.labels };
  const selected = { namespace: where.selected, interval: monitoring.interval };
  return {
    id: 'PodMonitor',
    head: { ...head, metadata: { ...metadata, labels, ...where.metadata } },
    fields: { spec: () => podMonitorFields(metrics, facts.ports, facts.identity.selector, selected) },
  };
}
