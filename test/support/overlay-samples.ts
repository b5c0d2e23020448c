import type { ShapeReader } from '../../lib/input/reader';
import * as objects from '../../lib/overlay/object-overlays';
import * as workloads from '../../lib/overlay/workload-overlays';
import { Raw } from './sample';

/** The overlays that each construct has. */
export const OVERLAYS: Readonly<Record<string, Pick<ShapeReader<object>, 'fields'>>> = {
  StatelessService: workloads.STATELESS_SERVICE_OVERLAYS,
  StatefulCluster: workloads.STATEFUL_CLUSTER_OVERLAYS,
  NodeAgent: workloads.NODE_AGENT_OVERLAYS,
  BatchJob: workloads.BATCH_JOB_OVERLAYS,
  ScheduledJob: workloads.SCHEDULED_JOB_OVERLAYS,
  Namespace: objects.NAMESPACE_OVERLAYS,
  IngressRoute: objects.INGRESS_ROUTE_OVERLAYS,
  TcpRoute: objects.TRANSPORT_ROUTE_OVERLAYS,
  UdpRoute: objects.TRANSPORT_ROUTE_OVERLAYS,
  Gateway: objects.GATEWAY_OVERLAYS,
  ConfigMap: objects.CONFIG_MAP_OVERLAYS,
  ExternalSecret: objects.EXTERNAL_SECRET_OVERLAYS,
  SealedSecret: objects.SEALED_SECRET_OVERLAYS,
  StorageClass: objects.STORAGE_CLASS_OVERLAYS,
  PersistentVolumePool: objects.POOL_OVERLAYS,
  PersistentVolumeClaim: objects.CLAIM_OVERLAYS,
  VolumeSnapshot: objects.SNAPSHOT_OVERLAYS,
};

/** Whether an overlay is of objects that come in numbers, by name. */
export function isByName(overlay: string): boolean {
  return /([^s]s|sses)$/.test(overlay);
}

/** All overlays of a construct, each with the same content; those by name for each object. */
export function overlaysOf(
  construct: string,
  content: (overlay: string) => unknown,
): Readonly<Record<string, unknown>> {
  const all = Object.keys(OVERLAYS[construct]!.fields);
  return Object.fromEntries(all.map((key) => [key, isByName(key) ? { '*': content(key) } : content(key)]));
}

/** The same as a sample that changes nothing. */
export function overlaySample(construct: string): Readonly<Record<string, unknown>> {
  return overlaysOf(construct, () => new Raw({}));
}
