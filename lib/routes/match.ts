import { Choice, choice, isChoice } from '../input/choice';
import { eachOnce } from '../input/names';
import { optional, type Reader, shape, wrong } from '../input/reader';
import { list, map, nonEmptyText, oneOf, textThat } from '../input/readers';

/** How a path is compared. */
export type PathType = 'Prefix' | 'Exact' | 'RegularExpression' | 'ImplementationSpecific';

/** The methods that the Gateway API knows. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';

const METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** The value of a header or of a query parameter, as read. */
export interface ReadValueMatch {
  readonly type: 'Exact' | 'RegularExpression';
  readonly value: string;
}

/** How the value of a header or of a query parameter is compared; a plain text is the whole value. */
export class ValueMatch extends Choice<ReadValueMatch> {
  /** The whole value. */
  static exact(value: string): ValueMatch {
    return new ValueMatch('ValueMatch', (at) => ({ type: 'Exact', value: nonEmptyText.read(value, at) }));
  }

  /** A regular expression, in the words of the platform's proxy: there is no common dialect. */
  static regex(pattern: string): ValueMatch {
    return new ValueMatch('ValueMatch', (at) => ({ type: 'RegularExpression', value: nonEmptyText.read(pattern, at) }));
  }
}

const ALLOWED = "a text, or a ValueMatch such as ValueMatch.regex('^v[12]$')";
const valueChoice = choice<ReadValueMatch>('ValueMatch', ALLOWED, { type: 'Exact', value: '' });
const valueMatch: Reader<ReadValueMatch> = {
  allowed: ALLOWED,
  fallback: valueChoice.fallback,
  read(value, at) {
    if (typeof value === 'string') return { type: 'Exact', value: nonEmptyText.read(value, at) };
    return isChoice(value, 'ValueMatch') ? valueChoice.read(value, at) : wrong(value, at, ALLOWED, valueMatch.fallback);
  },
};

/** A gRPC call: all calls where neither is said. */
export interface GrpcMatchProps {
  /**
   * The service with its package, such as `shop.v1.Orders`.
   * @default - any
   */
  readonly service?: string;
  /**
   * The method, such as `Place`; needs `service`.
   * @default - any
   */
  readonly method?: string;
}

/** A header's or a parameter's name: `HTTPHeaderName` of the Gateway API, a token of RFC 9110. */
export const headerName: Reader<string> = textThat(
  "a header's name",
  (name) => name.length <= 256 && /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name),
);

export const pathType = oneOf<PathType>('Prefix', 'Exact', 'RegularExpression', 'ImplementationSpecific');

/** At least one, each once: sets of the Gateway API, and a list of nothing would say nothing. */
export function someOf<T extends string | number>(item: Reader<T>): Reader<readonly T[]> {
  const items = eachOnce(list(item));
  return {
    ...items,
    read(value, at) {
      const read = items.read(value, at);
      if (Array.isArray(value) && value.length === 0) {
        at.complain({
          rule: 'missing-value',
          what: 'is empty, which says nothing',
          got: value,
          allowed: `at least one: ${item.allowed}`,
          fix: 'name one, or leave it out',
        });
      }
      return read;
    },
  };
}

export const methods = someOf(oneOf<HttpMethod>(...METHODS));
export const values = map(valueMatch, headerName, 'a map of names');
export const GRPC_MATCH = shape<GrpcMatchProps>()('grpc', {
  // GRPCRoute's patterns for the two.
  service: optional(
    textThat("a gRPC service such as 'shop.v1.Orders'", (value) => /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(value)),
  ),
  method: optional(textThat("a gRPC method such as 'Place'", (value) => /^[A-Za-z_]\w*$/.test(value))),
});

/**
 * `/api` and `/api/` begin the same paths, where they are compared by their parts. Source: the examples of «Path types» of
 * Ingress, and `PathMatchPathPrefix` of the Gateway API: a trailing / is ignored.
 */
export function samePath(pathType: string, path: string): string {
  return /^(Path)?Prefix$/.test(pathType) ? path.replace(/(?!^)\/+$/, '') : path;
}

/**
 * Whether a text says more than the one path that its letters are: `*` of other controllers and of AWS, regular
 * expressions, parameters of OpenAPI (`{id}`) and of web frameworks (`:id`), a query.
 */
export function isMoreThanPath(path: string): boolean {
  return /[*[\]{}|^\\?#]|\/:[a-z]/i.test(path);
}
