import { optional, required, shape } from '../input/reader';
import { list, nonEmptyText, percent, textThat } from '../input/readers';
import { portName } from '../network/ports';
import { type RedirectProps, type RewriteProps, redirect, rewrite } from '../routes/filters';
import {
  GRPC_MATCH,
  type GrpcMatchProps,
  type HttpMethod,
  headerName,
  methods,
  type PathType,
  pathType,
  type ValueMatch,
  values,
} from '../routes/match';
import { ROUTE_SETTINGS, type RouteSettings } from '../routes/settings';
import { type RouteBackend, routeBackend } from './route-backend';

/** A header with which a request asks for the canary. */
export interface CanaryHeaderProps {
  readonly name: string;
  /** @default 'always' */
  readonly value?: string;
}

/** A new version beside the old one. Promoting it is one line: `to` is the new service, and `canary` goes. */
export interface CanaryProps {
  /** The service with the new version, such as `web.variant(…)`. */
  readonly to: RouteBackend;
  /**
   * The name of its port.
   * @default - its only port, or the one called `http`
   */
  readonly port?: string;
  /**
   * How many percent of the requests that ask for neither version get the new one; 0 for none, 100 for all.
   * @default - none
   */
  readonly weight?: number;
  /**
   * Requests with this header get the new version.
   * @default - none
   */
  readonly header?: CanaryHeaderProps;
  /**
   * The name of a cookie: requests that carry it with the value `always` get the new version, with `never` the old one.
   * @default - none
   */
  readonly cookie?: string;
}

/** A service and its share of the requests. */
export interface SharedBackendProps {
  /** The service. */
  readonly to: RouteBackend;
  /** How many percent of the requests; all shares of a route sum up to 100. */
  readonly weight: number;
  /**
   * The name of its port.
   * @default - its only port, or the one called `http`
   */
  readonly port?: string;
}

/** The service for what no route takes. */
export interface DefaultBackendProps {
  /** The service. */
  readonly to: RouteBackend;
  /**
   * The name of its port.
   * @default - its only port, or the one called `http`
   */
  readonly port?: string;
}

/** One path and where it leads. */
export interface RouteProps extends RouteSettings {
  /**
   * The service.
   * @default - see `split` and `redirect`
   */
  readonly to?: RouteBackend;
  /**
   * The path, from `/`.
   * @default '/'
   */
  readonly path?: string;
  /**
   * How the path is compared: 'Prefix' by its parts (a / at its end says nothing, and is not emitted), 'Exact' as a whole,
   * 'RegularExpression' in the words of the platform's proxy.
   * @default 'Prefix'
   */
  readonly pathType?: PathType;
  /**
   * The name of the service's port.
   * @default - its only port, or the one called `http`
   */
  readonly port?: string;
  /**
   * A name for the route: it ends the name of the Ingress that it gets where it needs one of its own.
   * @default - made from the path
   */
  readonly name?: string;
  /**
   * Only requests with one of these methods.
   * @default - all
   */
  readonly methods?: readonly HttpMethod[];
  /**
   * Only requests with all of these headers: a text is the whole value, `ValueMatch.regex(…)` a pattern.
   * @default - all
   */
  readonly headers?: Readonly<Record<string, string | ValueMatch>>;
  /**
   * Only requests with all of these query parameters.
   * @default - all
   */
  readonly query?: Readonly<Record<string, string | ValueMatch>>;
  /**
   * gRPC calls, instead of a path.
   * @default - none: HTTP requests
   */
  readonly grpc?: GrpcMatchProps;
  /**
   * A new version beside the old one.
   * @default - none
   */
  readonly canary?: CanaryProps;
  /**
   * Several services with shares, instead of `to`.
   * @default - none
   */
  readonly split?: readonly SharedBackendProps[];
  /**
   * Sends the client elsewhere, instead of to a service.
   * @default - none
   */
  readonly redirect?: RedirectProps;
  /**
   * What the service gets instead of the request's host or path.
   * @default - the same
   */
  readonly rewrite?: RewriteProps;
}

const path = textThat(
  "a path such as '/' or '/api'",
  (value) => value.startsWith('/'),
  (value) => `write '/${value}'`,
);
const slug = textThat(
  'lower-case letters, digits and single -',
  (value) => value.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
);

/** What could not be read is no number, and gives no sum that could be wrong. */
const weight = percent(0, 100, Number.NaN);

const BACKEND = { to: required(routeBackend), port: optional(portName) };
export const DEFAULT_BACKEND = shape<DefaultBackendProps>()('defaultBackend', BACKEND);
export const SHARE = shape<SharedBackendProps>()('a share', { ...BACKEND, weight: required(weight) });
const CANARY = shape<CanaryProps>()('canary', {
  ...BACKEND,
  weight: optional(weight),
  header: optional(shape<CanaryHeaderProps>()('header', { name: required(headerName), value: optional(nonEmptyText) })),
  cookie: optional(headerName),
});

export const ROUTE = shape<RouteProps>()('a route', {
  ...ROUTE_SETTINGS,
  to: optional(routeBackend),
  path: optional(path),
  pathType: optional(pathType),
  port: optional(portName),
  name: optional(slug),
  methods: optional(methods),
  headers: optional(values),
  query: optional(values),
  grpc: optional(GRPC_MATCH),
  canary: optional(CANARY),
  split: optional(list(SHARE)),
  redirect: optional(redirect),
  rewrite: optional(rewrite),
});

/** `RouteProps` as read. */
export type ReadRoute = ReturnType<typeof ROUTE.read>;
