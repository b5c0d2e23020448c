import { Choice, choice } from '../input/choice';
import { objectName } from '../input/names';
import { required, shape } from '../input/reader';

/** How traffic from outside reaches a platform's services. */
export interface IngressRoutingProps {
  /** The `ingressClassName` of the controller that serves the routes, such as `nginx`. */
  readonly className: string;
}

/** What reading a `Routing` gives. */
export interface RoutingFacts {
  readonly dialect: 'ingress';
  readonly className: string;
}

const INGRESS = shape<IngressRoutingProps>()('Routing.ingress', { className: required(objectName) });

/** Which dialect of routes a platform speaks. `IngressRoute` emits it. */
export class Routing extends Choice<RoutingFacts> {
  /** networking.k8s.io/v1 Ingress objects of one class. */
  static ingress(props: IngressRoutingProps): Routing {
    return new Routing('Routing', (at) => ({ dialect: 'ingress', className: INGRESS.read(props, at).className }));
  }
}

export const routing = choice<RoutingFacts>('Routing', "Routing.ingress({ className: 'nginx' })", {
  dialect: 'ingress',
  className: '',
});
