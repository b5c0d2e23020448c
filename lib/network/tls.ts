import { Choice, choice, isChoice } from '../input/choice';
import { objectName } from '../input/names';
import { type Reader, wrong } from '../input/reader';

/** Where a route's certificate comes from, as read. */
export type ReadTls =
  | { readonly kind: 'issued' }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'none' };

/** The certificate of a route. */
export class Tls extends Choice<ReadTls> {
  /** From an existing Secret of type kubernetes.io/tls in the route's namespace. */
  static secret(name: string): Tls {
    return new Tls('Tls', (at) => ({ kind: 'secret', name: objectName.read(name, at.key('secretName')) }));
  }

  /** Issued by the platform's `certificateIssuer`; the same as `tls: true`. */
  static issued(): Tls {
    return new Tls('Tls', () => ({ kind: 'issued' }));
  }
}

const ALLOWED = "true, false or a Tls, such as Tls.secret('shop-tls')";

export const tls: Reader<ReadTls> = {
  allowed: ALLOWED,
  fallback: { kind: 'none' },
  read(value, at) {
    if (typeof value === 'boolean') return { kind: value ? 'issued' : 'none' };
    return isChoice(value, 'Tls') ? tlsChoice.read(value, at) : wrong(value, at, ALLOWED, tls.fallback);
  },
};

const tlsChoice = choice<ReadTls>('Tls', ALLOWED, { kind: 'none' });
