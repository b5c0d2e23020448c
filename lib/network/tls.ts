import { Choice, choice, isChoice } from '../input/choice';
import { objectName } from '../input/names';
import { isObject, type Reader, wrong } from '../input/reader';
import { map, textThat } from '../input/readers';

/** Where a route's certificate comes from, as read. */
export type ReadTls =
  | { readonly kind: 'issued' | 'platform' | 'passthrough' | 'none' }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'secrets'; readonly byHost: Readonly<Record<string, string>> }
  | { readonly kind: 'shared'; readonly route: SharedCertificate };

/** What another route says of its certificate. */
export interface SharedCertificate {
  readonly name: string;
  readonly secretName?: string;
  /** What it does with plain HTTP. */
  readonly httpsRedirect?: boolean;
}

/** A route with a certificate that others may share: an IngressRoute. */
export interface CertifiedRoute {
  /** The name of the route. */
  readonly name: string;
}

/** Our own routes answer in these words. */
interface OwnRoute {
  readonly _certificate: SharedCertificate;
}

const SECRETS = map(
  objectName,
  textThat('a host of the route', (host) => host !== ''),
  'a map of hosts',
);

/** The certificate of a route. */
export class Tls extends Choice<ReadTls> {
  /** From an existing Secret of type kubernetes.io/tls in the route's namespace. */
  static secret(name: string): Tls {
    return new Tls('Tls', (at) => ({ kind: 'secret', name: objectName.read(name, at.key('secretName')) }));
  }

  /** From an existing Secret for each host; which one is used, the client's SNI decides. */
  static secrets(byHost: Readonly<Record<string, string>>): Tls {
    return new Tls('Tls', (at) => ({ kind: 'secrets', byHost: SECRETS.read(byHost, at) }));
  }

  /** Issued by the platform's `certificateIssuer`; the same as `tls: true` where the platform has one. */
  static issued(): Tls {
    return new Tls('Tls', () => ({ kind: 'issued' }));
  }

  /**
   * The certificate that the platform's Gateway or controller holds already, such as a wildcard; the same as
   * `tls: true` on a Gateway platform without a `certificateIssuer`.
   */
  static platform(): Tls {
    return new Tls('Tls', () => ({ kind: 'platform' }));
  }

  /** The certificate of another route with the same host, in the same namespace. */
  static sharedWith(route: CertifiedRoute): Tls {
    return new Tls('Tls', (at) => ({ kind: 'shared', route: certifiedRoute.read(route, at.key('route')) }));
  }

  /** The service itself ends TLS: the proxy sees the host's name and nothing else. One route for all paths. */
  static passthrough(): Tls {
    return new Tls('Tls', () => ({ kind: 'passthrough' }));
  }
}

const ROUTE = 'an IngressRoute with a certificate of its own';
const certifiedRoute: Reader<SharedCertificate> = {
  allowed: ROUTE,
  fallback: { name: '', secretName: '' },
  read(value, at) {
    const found = isObject(value) ? (value as Partial<OwnRoute>)._certificate : undefined;
    return found?.secretName === undefined ? wrong(value, at, ROUTE, certifiedRoute.fallback) : found;
  },
};

const ALLOWED = "true, false or a Tls, such as Tls.secret('shop-tls')";

/** `tls: true` asks for the platform's way: an issued certificate, or the Gateway's own. */
export type TlsWish = ReadTls | { readonly kind: 'any' };

export const tls: Reader<TlsWish> = {
  allowed: ALLOWED,
  fallback: { kind: 'none' },
  read(value, at) {
    if (typeof value === 'boolean') return { kind: value ? 'any' : 'none' };
    if (isChoice(value, 'Tls')) return tlsChoice.read(value, at);
    return wrong(
      value,
      at,
      ALLOWED,
      tls.fallback,
      typeof value === 'string' ? `write Tls.secret('${value}')` : undefined,
    );
  },
};

const tlsChoice = choice<ReadTls>('Tls', ALLOWED, { kind: 'none' });
