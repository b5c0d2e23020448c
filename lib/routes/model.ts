import type { IssuerFacts } from '../platform/certificate-issuer';
import type { ReadRedirect, ReadRewrite } from './filters';
import type { HttpMethod, PathType, ReadValueMatch } from './match';
import type { ReadSettings } from './settings';

/** A Service's port that requests go to. */
export interface Backend {
  readonly serviceName: string;
  /** Undefined where it is not known: then it is the route's own. */
  readonly namespace?: string;
  /** Without a name for Services whose ports have none. */
  readonly port: { readonly name?: string; readonly number: number };
}

/** A backend and its share of the requests, in percent. */
export interface WeightedBackend {
  readonly backend: Backend;
  readonly weight: number;
}

/** Who gets the new version: requests with a header, with a cookie of the value `always`, or a share of the others. */
export interface Canary {
  readonly backend: Backend;
  readonly weight?: number;
  readonly header?: { readonly name: string; readonly value: string };
  readonly cookie?: string;
}

/** One path of a route as read, in the words of no dialect. */
export interface RouteRule {
  /** What the user calls it, where that was said. */
  readonly name?: string;
  /** The name, or one made from the path: '' for '/', `api-v1` for `/api/v1`. */
  readonly slug: string;
  readonly path: string;
  readonly pathType: PathType;
  readonly methods: readonly HttpMethod[];
  readonly headers: Readonly<Record<string, ReadValueMatch>>;
  readonly query: Readonly<Record<string, ReadValueMatch>>;
  readonly grpc?: { readonly service?: string; readonly method?: string };
  /** Where requests go; none for a redirect. More than one share what comes, and the weights sum up to 100. */
  readonly backends: readonly WeightedBackend[];
  readonly canary?: Canary;
  readonly redirect?: ReadRedirect;
  readonly rewrite?: ReadRewrite;
  /** What the rule itself says. */
  readonly own: Partial<ReadSettings>;
  /** What holds for it: its own, otherwise the route's. */
  readonly settings: Partial<ReadSettings>;
}

/** The certificate of a route, as far as the platform has decided. */
export type RouteTls =
  /** From Secrets in the route's namespace: each with the hosts that it is for. */
  | { readonly kind: 'secrets'; readonly secrets: readonly HostSecret[] }
  /** cert-manager makes it. */
  | { readonly kind: 'issued'; readonly secret: HostSecret; readonly issuer: IssuerFacts }
  /** Another route of the namespace brings it. */
  | {
      readonly kind: 'shared';
      readonly secrets: readonly HostSecret[];
      readonly route: string;
      /** What that route does with plain HTTP. */
      readonly httpsRedirect?: boolean;
    }
  /** The Gateway or the controller has it already. */
  | { readonly kind: 'platform' }
  /** The service itself ends TLS. */
  | { readonly kind: 'passthrough' };

/** A Secret with a certificate, and the hosts that it is for. */
export interface HostSecret {
  readonly secretName: string;
  readonly hosts: readonly string[];
}

/** All that a route says: what emitters make objects from. */
export interface RouteModel {
  readonly name: string;
  /** Undefined where the deployer decides. */
  readonly namespace?: string;
  readonly hosts: readonly string[];
  readonly rules: readonly RouteRule[];
  /** For requests that no rule of any route takes. */
  readonly defaultBackend?: Backend;
  readonly tls?: RouteTls;
  /** Whether plain HTTP is redirected to HTTPS, or served too; undefined where the controller decides, and without TLS. */
  readonly httpsRedirect?: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  readonly className?: string;
}

/** An object to add: plain data. */
export interface RouteObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Where it is not the chart's. */
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: object;
}

/** `/api/v1` → `api-v1`; '' for the root. What a name cannot have is a -. */
export function slugOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
