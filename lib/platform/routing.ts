import { Choice, choice } from '../input/choice';
import { labelKey, labelValue, nameOf, objectName } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { list, map } from '../input/readers';
import { cidr } from '../network/service-type';

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

/** What reading a `Routing` gives. */
export interface RoutingFacts {
  readonly dialect: 'ingress';
  readonly className: string;
  /** From where the controller calls the Pods; undefined where the platform does not say. */
  readonly callers?: RouteCallers;
}

const INGRESS = shape<IngressRoutingProps>()('Routing.ingress', {
  className: required(objectName),
  callers: optional(ROUTE_CALLERS),
});

/** Which dialect of routes a platform speaks. `IngressRoute` emits it. */
export class Routing extends Choice<RoutingFacts> {
  /** networking.k8s.io/v1 Ingress objects of one class. */
  static ingress(props: IngressRoutingProps): Routing {
    return new Routing('Routing', (at) => ({ dialect: 'ingress', ...INGRESS.read(props, at) }));
  }
}

export const routing = choice<RoutingFacts>('Routing', "Routing.ingress({ className: 'nginx' })", {
  dialect: 'ingress',
  className: '',
});
