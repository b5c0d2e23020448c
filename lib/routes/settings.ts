import type { Duration, Size } from 'cdk8s';
import { seconds } from '../input/durations';
import { bytes, quantityValue } from '../input/quantities';
import { type Field, optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { flag, oneOf, textThat, whole } from '../input/readers';
import { HEADER_CHANGES, type HeaderChangesProps } from './filters';
import { type HttpMethod, headerName, someOf } from './match';

/** How long a request may take. */
export interface RouteTimeoutsProps {
  /**
   * From the client's request to the whole answer, retries included; whole seconds.
   * @default - the controller's
   */
  readonly request?: number | Duration;
  /**
   * One call of the service: on the Gateway API the whole of it, with controllers of Ingress the longest silence
   * between two reads; whole seconds.
   * @default - the controller's
   */
  readonly backend?: number | Duration;
}

/** When the proxy asks again. */
export interface RouteRetriesProps {
  /** How often, besides the first time. */
  readonly attempts: number;
  /**
   * The status codes after which it asks again, besides a connection that failed.
   * @default - the controller's
   */
  readonly statusCodes?: readonly number[];
  /**
   * The shortest wait between two attempts, in whole seconds.
   * @default - the controller's
   */
  readonly backoff?: number | Duration;
}

/** Which other sites' pages may call, and what they may read: Cross-Origin Resource Sharing. */
export interface CorsProps {
  /** Origins such as `https://www.example.com`, or `*` alone for all. */
  readonly allowOrigins: readonly string[];
  /** @default - the controller's */
  readonly allowMethods?: readonly HttpMethod[];
  /** @default - the controller's */
  readonly allowHeaders?: readonly string[];
  /** @default - none */
  readonly exposeHeaders?: readonly string[];
  /** @default - no */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser keeps the answer, in whole seconds.
   * @default - the controller's
   */
  readonly maxAge?: number | Duration;
}

/** A client's requests go to the same Pod, as long as there is one. */
export interface SessionAffinityProps {
  /** The name of the cookie that the proxy sets. */
  readonly cookie: string;
  /**
   * How long the cookie lives, in whole seconds.
   * @default - as long as the browser's session
   */
  readonly maxAge?: number | Duration;
}

/** How requests are treated on their way; a dialect that cannot say one of these refuses it. */
export interface RouteSettings {
  /** @default - none */
  readonly requestHeaders?: HeaderChangesProps;
  /** @default - none */
  readonly responseHeaders?: HeaderChangesProps;
  /** @default - the controller's */
  readonly timeouts?: RouteTimeoutsProps;
  /** @default - the controller's */
  readonly retries?: RouteRetriesProps;
  /**
   * The largest request body, such as `'8Mi'`.
   * @default - the controller's: ingress-nginx has 1m
   */
  readonly maxRequestBody?: string | Size;
  /** @default - none: pages of other sites may not call */
  readonly cors?: CorsProps;
  /** @default - none: each request goes to any Pod */
  readonly sessionAffinity?: SessionAffinityProps;
}

const TIMEOUTS = { request: optional(seconds(1, 99_999)), backend: optional(seconds(1, 99_999)) };
const RETRIES = {
  attempts: required(whole(1, 100)),
  statusCodes: optional(someOf(whole(400, 599))),
  backoff: optional(seconds(1, 99_999)),
};
/** Gateway API, `CORSOrigin`. */
const origin = textThat(
  "an origin such as 'https://www.example.com', or '*'",
  (value) => value === '*' || /^https?:\/\/(\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+(:\d{1,5})?$/.test(value),
  (value) => {
    const [, plain] = /^(https?:\/\/[^/]+)\/.*$/.exec(value) ?? [];
    if (plain !== undefined) return `write '${plain}'`;
    return /^[\w.-]+$/.test(value) ? `write 'https://${value}'` : undefined;
  },
);
const CORS = {
  allowOrigins: required(someOf(origin)),
  allowMethods: optional(
    someOf(oneOf<HttpMethod>('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH')),
  ),
  allowHeaders: optional(someOf(headerName)),
  exposeHeaders: optional(someOf(headerName)),
  allowCredentials: optional(flag),
  maxAge: optional(seconds(1)),
};
const AFFINITY = { cookie: required(headerName), maxAge: optional(seconds(1)) };

/** A size as a whole number of bytes. */
const byteCount: Reader<number> = {
  allowed: bytes.allowed,
  fallback: 0,
  read: (value, at) => quantityValue(bytes.read(value, at)) ?? 0,
};

export const ROUTE_SETTINGS = {
  requestHeaders: optional(HEADER_CHANGES),
  responseHeaders: optional(HEADER_CHANGES),
  timeouts: optional(shape<RouteTimeoutsProps>()('timeouts', TIMEOUTS)),
  retries: optional(shape<RouteRetriesProps>()('retries', RETRIES)),
  maxRequestBody: optional(byteCount),
  cors: optional(shape<CorsProps>()('cors', CORS)),
  sessionAffinity: optional(shape<SessionAffinityProps>()('sessionAffinity', AFFINITY)),
} satisfies Record<keyof RouteSettings, Field<unknown>>;

/** `RouteSettings` as read; the size in bytes, all durations in seconds. */
export type ReadSettings = ReadOf<typeof ROUTE_SETTINGS>;

export type ReadCors = NonNullable<ReadSettings['cors']>;
