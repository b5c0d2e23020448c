import type { Endpoint, HasEndpoint } from '../network/endpoint';
import type { RouteBackend, RouteBackendFacts } from './route-backend';

/** One member of a StatefulCluster. Routes can send to it where the cluster has `memberServices`. */
export class Member implements HasEndpoint, RouteBackend {
  /** Said by its cluster. @internal */
  _routeBackend?: RouteBackendFacts;

  /** @internal */
  constructor(
    /** The Pod's name, such as `etcd-0`. */
    readonly name: string,
    /** Its number, which is also at the end of its name and of its claims' names. */
    readonly ordinal: number,
    /**
     * Its DNS name: `etcd-0.etcd-headless.shop.svc.cluster.local`, or `etcd-0.etcd-headless` where the chart has no
     * namespace; that one is found from Pods in the same namespace.
     */
    readonly host: string,
    /** @internal */
    readonly _endpoint: Endpoint,
  ) {}
}

/** A member and one of its ports. */
export class Peer implements HasEndpoint {
  /** The Pod's name, such as `etcd-0`. */
  readonly name: string;
  /** Its number. */
  readonly ordinal: number;
  /** Its DNS name. */
  readonly host: string;
  /** @internal */
  readonly _endpoint: Endpoint;

  /** @internal */
  constructor(
    member: Member,
    /** The number of the port that it listens on. */
    readonly port: number,
  ) {
    this.name = member.name;
    this.ordinal = member.ordinal;
    this.host = member.host;
    this._endpoint = { ...member._endpoint, port };
  }

  /** `host:port`. */
  get address(): string {
    return `${this.host}:${this.port}`;
  }
}
