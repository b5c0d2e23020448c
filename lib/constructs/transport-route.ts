import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { labelKey, nameOf, objectName } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { list, map, text } from '../input/readers';
import { portName } from '../network/ports';
import { keyOfKind } from '../overlay/laid';
import { TRANSPORT_ROUTE_OVERLAYS, type TransportRouteOverlays } from '../overlay/object-overlays';
import type { RouteObject, WeightedBackend } from '../routes/model';
import { type TransportKind, type TransportModel, transportObjects, transportRefusal } from '../routes/transport';
import { type RouteBackend, routeBackend } from './route-backend';
import { SHARE, type SharedBackendProps } from './route-props';
import { type BackendSetting, backendOf, checkShares, weightOf } from './route-rules';
import { StatecraftConstruct } from './statecraft-construct';

/** Where the connections of a Gateway's port go. */
export interface TransportRouteProps {
  /**
   * The name of the Gateway's listener, which has a port for this route alone:
   * `Listener.tcp({ name: 'postgres', port: 5432 })`.
   */
  readonly listener: string;
  /**
   * The service: a cluster, one of its members (`kafka.member(0)`), a service.
   * @default - see `split`
   */
  readonly to?: RouteBackend;
  /**
   * The name of the service's port.
   * @default - its only port of the protocol
   */
  readonly port?: string;
  /**
   * Several services with shares of the connections, instead of `to`.
   * @default - none
   */
  readonly split?: readonly SharedBackendProps[];
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: TransportRouteOverlays;
}

const FIELDS = {
  listener: required(objectName),
  to: optional(routeBackend),
  port: optional(portName),
  split: optional(list(SHARE)),
  annotations: optional(map(text, labelKey)),
  name: optional(text),
  overlays: optional(TRANSPORT_ROUTE_OVERLAYS),
};
const PROPS = {
  TCPRoute: shape<TransportRouteProps>()('TcpRoute', FIELDS),
  UDPRoute: shape<TransportRouteProps>()('UdpRoute', FIELDS),
};
type Read = ReadOf<typeof FIELDS>;

const plainName = nameOf('dns-1123-subdomain');

/** A port of the Gateway that belongs to one service: a `TcpRoute` or a `UdpRoute`. */
export abstract class TransportRoute extends StatecraftConstruct {
  /** Its name. */
  readonly name: string;
  /** The route; also the construct's default child. None where the platform cannot have it, which is an error. */
  readonly gatewayRoute?: ApiObject;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: unknown, kind: TransportKind) {
    super(scope, id);
    const read = PROPS[kind].read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    plainName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    const { routing } = this.platform;
    const refusal = transportRefusal(kind, routing);
    if (refusal) this.place.complain({ rule: 'not-in-dialect', ...refusal });
    const { listener, annotations } = read;
    const backends = this.backends(read, {
      protocol: kind === 'TCPRoute' ? 'TCP' : 'UDP',
      calls: ({ routedFrom }, port) => routedFrom?.({ port, callers: routing?.callers, route: this.node.path }),
    });
    const model: TransportModel = { kind, name: this.name, namespace: this.namespace, listener, backends, annotations };
    if (routing?.dialect !== 'gateway') return;
    [this.gatewayRoute] = transportObjects(model, routing).map((one) => this.add(one, kind));
    this.node.defaultChild = this.gatewayRoute;
  }

  private add({ apiVersion, kind, name, namespace, annotations, spec }: RouteObject, own: TransportKind): ApiObject {
    const id = namespace === undefined ? kind : `${kind}-${namespace}${name}`;
    const head = { apiVersion, kind, metadata: { name, namespace, annotations } };
    const over = kind === own ? { of: 'gatewayRoute' } : keyOfKind(kind, name);
    return this.addObject(id, head, { spec: () => spec }, over);
  }

  private backends(read: Read, setting: BackendSetting): readonly WeightedBackend[] {
    const { to, split, port } = read;
    if ((to === undefined) === (split === undefined)) {
      this.place.key(to === undefined ? 'to' : 'split').complain({
        rule: to === undefined ? 'no-target' : 'contradicting-props',
        what: to === undefined ? 'is missing: the route leads nowhere' : 'is given beside to',
        allowed: 'to or split',
        fix: to === undefined ? 'state to, or split' : 'remove one of the two',
      });
    }
    if (split === undefined) return to ? [{ backend: backendOf(to, port, setting, this.place), weight: 100 }] : [];
    const at = this.place.key('split');
    checkShares(split, at);
    return split.map((share, index) => ({
      backend: backendOf(share.to, share.port, setting, at.item(index)),
      weight: weightOf(share.weight),
    }));
  }
}
