import { Choice, choice } from '../input/choice';
import { optional, shape } from '../input/reader';
import { list, nonEmptyText, oneOf } from '../input/readers';

/** How Traefik is set up. */
export interface TraefikProps {
  /**
   * The name of the entry point for HTTP.
   * @default 'web'
   */
  readonly httpEntryPoint?: string;
  /**
   * The name of the entry point for HTTPS.
   * @default 'websecure'
   */
  readonly httpsEntryPoint?: string;
}

/** The load balancers that the AWS Load Balancer Controller makes. */
export interface AwsAlbProps {
  /** @default 'internet-facing' */
  readonly scheme?: 'internal' | 'internet-facing';
  /**
   * Whether it sends to Pods ('ip') or to node ports ('instance'), which takes Services of type NodePort.
   * @default 'ip'
   */
  readonly targetType?: 'ip' | 'instance';
  /**
   * The group of Ingresses that share one load balancer.
   * @default - none: each Ingress has its own
   */
  readonly groupName?: string;
  /**
   * Certificates of AWS Certificate Manager.
   * @default - the controller finds one by the host
   */
  readonly certificateArns?: readonly string[];
}

/** The load balancers that GKE makes. */
export interface GceProps {
  /**
   * The name of a reserved global address.
   * @default - none: a new address
   */
  readonly staticIpName?: string;
}

/** Which controller serves an Ingress class, as read. */
export type ControllerFacts =
  | { readonly kind: 'nginx' | 'haproxy' }
  | { readonly kind: 'traefik'; readonly entryPoints: { readonly http: string; readonly https: string } }
  | {
      readonly kind: 'aws-alb';
      readonly scheme: 'internal' | 'internet-facing';
      readonly targetType: 'ip' | 'instance';
      readonly groupName?: string;
      readonly certificateArns?: readonly string[];
    }
  | { readonly kind: 'gce'; readonly staticIpName?: string };

const TRAEFIK = shape<TraefikProps>()('IngressController.traefik', {
  httpEntryPoint: optional(nonEmptyText),
  httpsEntryPoint: optional(nonEmptyText),
});
const AWS_ALB = shape<AwsAlbProps>()('IngressController.awsAlb', {
  scheme: optional(oneOf<'internal' | 'internet-facing'>('internal', 'internet-facing')),
  targetType: optional(oneOf<'ip' | 'instance'>('ip', 'instance')),
  groupName: optional(nonEmptyText),
  certificateArns: optional(list(nonEmptyText)),
});
const GCE = shape<GceProps>()('IngressController.gce', { staticIpName: optional(nonEmptyText) });

/** The controller behind an Ingress class: all beyond hosts, paths and certificates is said in annotations of its own. */
export class IngressController extends Choice<ControllerFacts> {
  /**
   * The annotations of ingress-nginx, `nginx.ingress.kubernetes.io`. That project ended in March 2026; its maintained
   * forks go on with them. The providers of other controllers that read its Ingresses leave annotations out without a word:
   * that of Traefik 3.6 knows no canary (which then gets all requests), no redirect, no rewrite and no time limit (tried).
   * Where they serve, say `IngressController.traefik()`, or route by the Gateway API.
   */
  static nginx(): IngressController {
    return new IngressController('IngressController', () => ({ kind: 'nginx' }));
  }

  /** Traefik Proxy 3 with its providers `kubernetesIngress` and `kubernetesCRD` (for Middlewares). */
  static traefik(props: TraefikProps = {}): IngressController {
    return new IngressController('IngressController', (at) => {
      const { httpEntryPoint = 'web', httpsEntryPoint = 'websecure' } = TRAEFIK.read(props, at);
      return { kind: 'traefik', entryPoints: { http: httpEntryPoint, https: httpsEntryPoint } };
    });
  }

  /** HAProxy Technologies' controller, `haproxy.org`. */
  static haproxy(): IngressController {
    return new IngressController('IngressController', () => ({ kind: 'haproxy' }));
  }

  /** The AWS Load Balancer Controller. */
  static awsAlb(props: AwsAlbProps = {}): IngressController {
    return new IngressController('IngressController', (at) => {
      const { scheme = 'internet-facing', targetType = 'ip', ...read } = AWS_ALB.read(props, at);
      return { kind: 'aws-alb', scheme, targetType, ...read };
    });
  }

  /** GKE's own controller; the class is `gce`, or `gce-internal`. */
  static gce(props: GceProps = {}): IngressController {
    return new IngressController('IngressController', (at) => ({ kind: 'gce', ...GCE.read(props, at) }));
  }
}

export const ingressController = choice<ControllerFacts>('IngressController', 'IngressController.nginx()', {
  kind: 'nginx',
});
