import { dataKey } from '../config/keys';
import { configMapReference, type NamedObject, type Reference, secretReference } from '../config/references';
import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { optional, type Reader, type ReadOf, shape } from '../input/reader';
import { nonEmptyText, reason } from '../input/readers';

/** Where the certificates of authorities are that sign those of servers. */
export interface ReadCa {
  readonly kind: 'secret' | 'configMap';
  readonly object: Reference;
  readonly key: string;
}

/** The certificate of an authority, by which others are known. */
export class CaCertificate extends Choice<ReadCa> {
  /** A key of a Secret: of one that cert-manager makes, `ca.crt`. */
  static secret(secret: string | NamedObject, key: string = 'ca.crt'): CaCertificate {
    return CaCertificate.of('secret', secret, key, secretReference);
  }

  /** A key of a ConfigMap, such as a bundle that trust-manager keeps. */
  static configMap(configMap: string | NamedObject, key: string = 'ca.crt'): CaCertificate {
    return CaCertificate.of('configMap', configMap, key, configMapReference);
  }

  private static of(kind: ReadCa['kind'], object: unknown, key: unknown, reference: Reader<Reference>): CaCertificate {
    return new CaCertificate('CaCertificate', (at) => ({
      kind,
      object: reference.read(object, at.key(kind)),
      key: dataKey.read(key, at.key('key')),
    }));
  }
}

const ca = choice<ReadCa>('CaCertificate', "CaCertificate.secret('web-tls')", {
  kind: 'secret',
  object: { name: () => '' },
  key: '',
});

/** How Prometheus knows a server that it asks by TLS: it calls Pods by their addresses, which certificates rarely have. */
export interface ScrapeTlsProps {
  /** The name that the certificate must have: `web.shop.svc`. @default - the Pod's address */
  readonly serverName?: string;
  /** Who signed the certificate; in the namespace of the PodMonitor. @default - those that Prometheus' image knows */
  readonly ca?: CaCertificate;
  /** Why the certificate is not looked at: whoever answers at the address is believed. @default - it is looked at */
  readonly insecureSkipVerify?: string;
}

const insecure = reason('the reason why, as a text', 'the program signs its own certificate');
const FIELDS = { serverName: optional(nonEmptyText), ca: optional(ca), insecureSkipVerify: optional(insecure) };
export const SCRAPE_TLS = shape<ScrapeTlsProps>()('tls', FIELDS);

/** How a server is known, as read. */
export type ReadScrapeTls = ReadOf<typeof FIELDS>;

/**
 * The `tlsConfig` of an endpoint (prometheus-operator/prometheus-operator, Documentation/api-reference/api.md,
 * SafeTLSConfig).
 */
export function tlsConfigOf({ ca, serverName, insecureSkipVerify }: ReadScrapeTls): object {
  return {
    ...(ca === undefined ? {} : { ca: { [ca.kind]: { name: ca.object.name(), key: ca.key } } }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(insecureSkipVerify === undefined ? {} : { insecureSkipVerify: true }),
  };
}

/** Complains about a certificate that is looked at and cannot be right, and of one of plain HTTP. */
export function checkScrapeTls(
  { scheme, tls }: { readonly scheme?: 'http' | 'https'; readonly tls?: ReadScrapeTls },
  at: Place,
): void {
  if (tls !== undefined && scheme !== 'https') {
    at.key('tls').complain({
      rule: 'contradicting-props',
      what: 'says how the certificate is known, but the scheme is http',
      got: scheme ?? 'http',
      allowed: "tls with scheme: 'https'",
      fix: "write scheme: 'https', or remove tls",
    });
  }
  if (tls?.insecureSkipVerify === undefined || (tls.ca === undefined && tls.serverName === undefined)) return;
  at.key('tls').key('insecureSkipVerify').complain({
    rule: 'contradicting-props',
    what: 'leaves the certificate unread that ca and serverName are about',
    got: tls.insecureSkipVerify,
    allowed: 'one of the two',
    fix: 'remove insecureSkipVerify, or ca and serverName',
  });
}
