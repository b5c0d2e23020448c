import type { Place } from '../input/place';
import { isObject, type Reader, wrong } from '../input/reader';

/** What a route has to know of the service it sends to. */
export interface RouteBackendFacts {
  readonly serviceName: string;
  /** The Service's namespace; undefined where it is not known. */
  readonly namespace?: string;
  readonly ports: readonly BackendPort[];
}

/** A port of a Service. */
export interface BackendPort {
  readonly name?: string;
  readonly port: number;
}

/** Something that a route can send to: a StatelessService, a StatefulCluster or a cdk8s-plus Service. */
export interface RouteBackend {
  /** The name of the Service. */
  readonly name: string;
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

const ALLOWED = 'a service: a StatelessService, a StatefulCluster or a cdk8s-plus Service';

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
  return Number.isInteger(port) && port! > 0 && (name === undefined || typeof name === 'string');
}
