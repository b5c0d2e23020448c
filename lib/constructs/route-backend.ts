import type { Place } from '../input/place';
import { isObject, type Reader, wrong } from '../input/reader';
import type { RouteCallers } from '../platform/routing';

/** What a route has to know of the service it sends to. */
export interface RouteBackendFacts {
  readonly serviceName: string;
  /** The Service's namespace; undefined where it is not known. */
  readonly namespace?: string;
  readonly ports: readonly BackendPort[];
  /** How it gets a Service, where it has none. */
  readonly noService?: string;
  /** Tells the workload of a route that calls it; none for Services whose Pods are not ours. */
  readonly routedFrom?: (call: RouteCall) => void;
}

/** A port of a Service. */
export interface BackendPort {
  readonly name?: string;
  readonly port: number;
  /** 'TCP' where nothing is said. */
  readonly protocol?: string;
}

/** Something that a route can send to: a StatelessService, a StatefulCluster or one of its members, or a cdk8s-plus Service. */
export interface RouteBackend {
  /** The name of the Service. */
  readonly name: string;
}

/**
 * One caller that a route brings to a workload: the controller of the platform's routing calls this port. Kept by the
 * workload (`Workload._routeCalls`), so that its NetworkPolicy under isolation can let in these callers and no others.
 */
export interface RouteCall {
  /** The name of the workload's port. */
  readonly port: string;
  /** From where; undefined where the platform's routing does not say. */
  readonly callers?: RouteCallers;
  /** The route's path in the construct tree, for errors. */
  readonly route: string;
}

/** Our own constructs answer in these words. */
interface OwnBackend {
  readonly _routeBackend: RouteBackendFacts;
}

/** A cdk8s-plus Service, of any release, found by its fields. */
interface PlusService {
  readonly name: string;
  readonly ports: readonly BackendPort[];
  readonly metadata?: { readonly namespace?: string };
}

const ALLOWED = 'a service: a StatelessService, a StatefulCluster, one of its members, or a cdk8s-plus Service';

export const routeBackend: Reader<RouteBackendFacts> = {
  allowed: ALLOWED,
  fallback: { serviceName: '', ports: [] },
  read(value: unknown, at: Place) {
    if (isObject(value) && isObject((value as Partial<OwnBackend>)._routeBackend)) {
      return (value as OwnBackend)._routeBackend;
    }
    if (!isPlusService(value)) return wrong(value, at, ALLOWED, routeBackend.fallback);
    return { serviceName: value.name, namespace: value.metadata?.namespace, ports: value.ports };
  },
};

function isPlusService(value: unknown): value is PlusService {
  if (!isObject(value)) return false;
  const { name, ports } = value as Partial<PlusService>;
  return typeof name === 'string' && name !== '' && Array.isArray(ports) && Array.from(ports).every(isPort);
}

function isPort(value: unknown): value is BackendPort {
  if (!isObject(value)) return false;
  const { name, port } = value as Partial<BackendPort>;
  return Number.isInteger(port) && port! > 0 && port! <= 65_535 && (name === undefined || typeof name === 'string');
}
