import { Choice, choice } from '../input/choice';
import { labelKey, labelValue, nameOf, objectName } from '../input/names';
import { isObject, optional, type Reader, type ReadOf, readable, required, shape, wrong } from '../input/reader';
import { list, map, oneOf } from '../input/readers';
import type { GatewaySpec } from '../kubernetes/generated';
import type { GatewayApi } from '../kubernetes/schema';
import { cidr } from '../network/service-type';
import { type ControllerFacts, type IngressController, ingressController } from './ingress-controller';

/**
 * From where requests of a route reach the Pods: the controller's own Pods, or addresses where a load balancer outside
 * the cluster sends them. Under isolation, policies let these callers in, and only them.
 */
export interface RouteCallersProps {
  /**
   * The namespace of the controller's Pods, such as `ingress-nginx`.
   * @default - none: no Pods call
   */
  readonly namespace?: string;
  /**
   * Labels of the controller's Pods; together with `namespace`.
   * @default - all Pods of the namespace
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Ranges of addresses, such as a cloud load balancer's subnets: `10.0.0.0/16`.
   * @default - none
   */
  readonly ipBlocks?: readonly string[];
}

/** How traffic from outside reaches a platform's services. */
export interface IngressRoutingProps {
  /** The `ingressClassName` of the controller that serves the routes, such as `nginx`. */
  readonly className: string;
  /**
   * The controller of that class, whose annotations say what the Ingress API cannot.
   * @default - not known: a route that needs annotations is an error
   */
  readonly controller?: IngressController;
  /**
   * From where the controller calls the Pods. Network policies under isolation let it in.
   * @default - not known: under isolation a route to a workload cannot be let in
   */
  readonly callers?: RouteCallersProps;
}

const CALLERS = {
  namespace: optional(nameOf('dns-1123-label', 'a namespace')),
  podLabels: optional(map(labelValue, labelKey)),
  ipBlocks: optional(list(cidr)),
};

/** `RouteCallersProps` as read. */
export type RouteCallers = ReadOf<typeof CALLERS>;

export const ROUTE_CALLERS = shape<RouteCallersProps>()('callers', CALLERS);

/** The names of a Gateway's listeners. */
export interface GatewayListenerNamesProps {
  /** @default 'http' */
  readonly http?: string;
  /** @default 'https' */
  readonly https?: string;
  /**
   * The listener that lets TLS through to the services.
   * @default 'tls'
   */
  readonly tls?: string;
}

/** A Gateway of ours that serves a platform's routes: a `Gateway`. */
export interface PlatformGateway {
  /** Its name. */
  readonly name: string;
}

/** Our own Gateways answer in these words. */
interface OwnGateway {
  readonly _gateway: GatewayFacts;
}

/** What a Gateway of ours says. */
export interface GatewayFacts {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: Pick<GatewaySpec, 'listeners' | 'allowedListeners'>;
}

const NO_GATEWAY: GatewayFacts = { name: '', namespace: '', spec: { listeners: [] } };
const ownGateway: Reader<GatewayFacts> = {
  allowed: 'a Gateway',
  fallback: NO_GATEWAY,
  read: (value, at) =>
    readable(at, ownGateway.allowed, NO_GATEWAY, () =>
      isObject(value) && isObject((value as Partial<OwnGateway>)._gateway)
        ? (value as OwnGateway)._gateway
        : wrong(value, at, ownGateway.allowed, NO_GATEWAY, "give new Gateway(chart, 'public', …)"),
    ),
};

/** The Gateway that serves a platform's routes. */
export interface GatewayRoutingProps extends GatewayServiceProps {
  /** The Gateway's name. */
  readonly name: string;
  /** The Gateway's namespace. */
  readonly namespace: string;
}

/** What a Gateway's cluster and its proxies are. */
export interface GatewayServiceProps {
  /**
   * The release of the Gateway API that is installed: what it does not have is an error.
   * @default '1.5'
   */
  readonly version?: '1.4' | '1.5' | '1.6';
  /**
   * Its channel: retries, session affinity and what else is not settled yet need the experimental CRDs.
   * @default 'standard'
   */
  readonly channel?: 'standard' | 'experimental';
  /**
   * The names of the Gateway's listeners.
   * @default - `http`, `https` and `tls`
   */
  readonly listeners?: GatewayListenerNamesProps;
  /**
   * From where the proxies behind the Gateway call the Pods. Network policies under isolation let them in.
   * @default - not known: under isolation a route to a workload cannot be let in
   */
  readonly callers?: RouteCallersProps;
}

/** Routing by Ingress objects, as read. */
export interface IngressRouting {
  readonly dialect: 'ingress';
  readonly className: string;
  readonly controller?: ControllerFacts;
  /** From where the controller calls the Pods; undefined where the platform does not say. */
  readonly callers?: RouteCallers;
}

/** Routing by the Gateway API, as read. */
export interface GatewayRouting extends GatewayApi {
  readonly dialect: 'gateway';
  readonly name: string;
  readonly namespace: string;
  readonly listeners: { readonly http: string; readonly https: string; readonly tls: string };
  /** The Gateway itself, where it is ours. */
  readonly own?: GatewayFacts;
  readonly callers?: RouteCallers;
}

/** What reading a `Routing` gives. */
export type RoutingFacts = IngressRouting | GatewayRouting;

const INGRESS = shape<IngressRoutingProps>()('Routing.ingress', {
  className: required(objectName),
  controller: optional(ingressController),
  callers: optional(ROUTE_CALLERS),
});
const LISTENERS = shape<GatewayListenerNamesProps>()('listeners', {
  http: optional(objectName),
  https: optional(objectName),
  tls: optional(objectName),
});
const SERVICE = {
  version: optional(oneOf<'1.4' | '1.5' | '1.6'>('1.4', '1.5', '1.6')),
  channel: optional(oneOf<'standard' | 'experimental'>('standard', 'experimental')),
  listeners: optional(LISTENERS),
  callers: optional(ROUTE_CALLERS),
};
const GATEWAY = shape<GatewayRoutingProps>()('Routing.gateway', {
  name: required(objectName),
  namespace: required(nameOf('dns-1123-label', 'a namespace')),
  ...SERVICE,
});
const OF_GATEWAY = shape<GatewayServiceProps>()('Routing.ofGateway', SERVICE);

/** Which dialect of routes a platform speaks. `IngressRoute` emits it. */
export class Routing extends Choice<RoutingFacts> {
  /** networking.k8s.io/v1 Ingress objects of one class. */
  static ingress(props: IngressRoutingProps): Routing {
    return new Routing('Routing', (at) => ({ dialect: 'ingress', ...INGRESS.read(props, at) }));
  }

  /** HTTPRoute and the other kinds of the Gateway API, attached to one Gateway. */
  static gateway(props: GatewayRoutingProps): Routing {
    return new Routing('Routing', (at) => {
      const { version = '1.5', channel = 'standard', listeners, ...read } = GATEWAY.read(props, at);
      const { http = 'http', https = 'https', tls = 'tls' } = listeners ?? LISTENERS.fallback;
      return { dialect: 'gateway', ...read, version, channel, listeners: { http, https, tls } };
    });
  }

  /**
   * The same with a `Gateway` of ours, of another chart or environment: its listeners, their hosts and whom they let in are
   * compared with the routes, and each route is attached to the listener that has its host.
   */
  static ofGateway(gateway: PlatformGateway, props: GatewayServiceProps = {}): Routing {
    return new Routing('Routing', (at) => {
      const own = ownGateway.read(gateway, at.key('gateway'));
      const { version = '1.5', channel = 'standard', listeners, callers } = OF_GATEWAY.read(props, at);
      const { name, namespace = '', spec } = own;
      if (own.namespace === undefined) {
        at.key('gateway').complain({
          rule: 'no-namespace',
          what: 'is in a chart without a namespace, by which routes name it',
          allowed: 'a Gateway in a chart with a namespace',
          fix: "write new Chart(app, 'edge', { namespace: 'infra' })",
        });
      }
      const first = (protocol: string, otherwise: string) =>
        spec.listeners.find((one) => one.protocol === protocol)?.name ?? otherwise;
      const { http = first('HTTP', 'http'), https = first('HTTPS', 'https') } = listeners ?? {};
      const tls =
        listeners?.tls ?? spec.listeners.find((one) => one.tls?.mode === 'Passthrough')?.name ?? first('TLS', 'tls');
      return { dialect: 'gateway', name, namespace, version, channel, callers, listeners: { http, https, tls }, own };
    });
  }
}

export const routing = choice<RoutingFacts>('Routing', "Routing.ingress({ className: 'nginx' })", {
  dialect: 'ingress',
  className: '',
});
