import { eachOnce, hostThat, nameOf } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, type ReadOf, shape } from '../input/reader';
import { list, map, oneNumberOf, oneOf, textThat, whole } from '../input/readers';
import { hasForm } from '../kubernetes/names';
import { headerName } from './match';

/** Where a client is sent instead; what is not said stays as the request has it. */
export interface RedirectProps {
  /** @default - the request's */
  readonly scheme?: 'http' | 'https';
  /** @default - the request's */
  readonly host?: string;
  /**
   * The port that the client calls.
   * @default - that of the scheme
   */
  readonly port?: number;
  /**
   * The whole path; the request's query stays.
   * @default - the request's
   */
  readonly path?: string;
  /**
   * What stands instead of the route's path, the rest of the request's path follows.
   * @default - the request's
   */
  readonly prefix?: string;
  /** @default - `redirectStatusCode` of the defaults: 302 */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

/** What the service gets instead of the request's host or path. */
export interface RewriteProps {
  /** @default - the request's */
  readonly host?: string;
  /**
   * The whole path.
   * @default - the request's
   */
  readonly path?: string;
  /**
   * What stands instead of the route's path, the rest of the request's path follows: with path '/api' and prefix '/',
   * '/api/users' becomes '/users'.
   * @default - the request's
   */
  readonly prefix?: string;
}

/** Changes of headers: `set` replaces, `add` adds to what is there, `remove` drops. */
export interface HeaderChangesProps {
  /** @default - none */
  readonly set?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly add?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly remove?: readonly string[];
}

/** Gateway API, `HTTPHeader.value`: visible characters, single spaces between them. */
const headerValue: Reader<string> = textThat("a header's value: visible characters, single spaces between them", (v) =>
  /^[!-~]+([\t ]?[!-~]+)*$/.test(v),
);
/** The characters of a path in a URL (RFC 3986, as the Gateway API's CEL rules have them), from the root on. */
export const urlPath: Reader<string> = textThat(
  "a path such as '/' or '/api'",
  (value) => /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/.test(value),
  (value) => (value.startsWith('/') ? undefined : `write '/${value}'`),
);
const hostName = hostThat(nameOf('dns-1123-subdomain', 'a host').allowed, (value) =>
  hasForm(value, 'dns-1123-subdomain'),
);

const REDIRECT = {
  scheme: optional(oneOf<'http' | 'https'>('http', 'https')),
  host: optional(hostName),
  port: optional(whole(1, 65_535)),
  path: optional(urlPath),
  prefix: optional(urlPath),
  statusCode: optional(oneNumberOf<301 | 302 | 303 | 307 | 308>(301, 302, 303, 307, 308)),
};
const REWRITE = { host: optional(hostName), path: optional(urlPath), prefix: optional(urlPath) };

export type ReadRedirect = ReadOf<typeof REDIRECT>;
export type ReadRewrite = ReadOf<typeof REWRITE>;

export const redirect = oneTarget(shape<RedirectProps>()('redirect', REDIRECT));
export const rewrite = oneTarget(shape<RewriteProps>()('rewrite', REWRITE));

/** The whole path or its beginning, not both, and anything at all. */
function oneTarget<T extends { readonly path?: string; readonly prefix?: string }>(props: Reader<T>): Reader<T> {
  return {
    ...props,
    read(value, at: Place) {
      const read = props.read(value, at);
      if (read.path !== undefined && read.prefix !== undefined) {
        at.key('prefix').complain({
          rule: 'contradicting-props',
          what: 'is given beside path',
          got: read.prefix,
          allowed: 'one of the two',
          fix: 'remove path, or prefix',
        });
      } else if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) {
        at.complain({
          rule: 'missing-value',
          what: 'says nothing',
          got: value,
          allowed: props.allowed,
          fix: "say what changes, such as { host: 'www.example.com' }",
        });
      }
      return read;
    },
  };
}

const CHANGES = {
  set: optional(map(headerValue, headerName)),
  add: optional(map(headerValue, headerName)),
  remove: optional(eachOnce(list(headerName))),
};
export const HEADER_CHANGES = shape<HeaderChangesProps>()('header changes', CHANGES);
