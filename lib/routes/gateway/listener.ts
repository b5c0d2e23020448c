import { Choice, choice } from '../../input/choice';
import { labelKey, labelValue, nameOf, objectName } from '../../input/names';
import type { Place } from '../../input/place';
import { optional, type Reader, required, shape } from '../../input/reader';
import { list, map, textThat } from '../../input/readers';
import type { GatewaySpecListeners } from '../../kubernetes/generated';
import { portNumber } from '../../network/ports';
import { type CertificateIssuer, certificateIssuer, type IssuerFacts } from '../../platform/certificate-issuer';

/** A listener for plain HTTP, or for TLS that it lets through. */
export interface ListenerProps {
  /** Its name, by which `Routing.gateway({ listeners })` knows it. @default 'http'; 'tls' for TLS that it lets through */
  readonly name?: string;
  /** The port at which clients call. @default 80; 443 for TLS that it lets through */
  readonly port?: number;
  /** Serves this host only, such as `*.example.com`. @default - every host */
  readonly hostname?: string;
  /** Namespaces whose routes it takes; `['*']` for all. @default - the Gateway's own */
  readonly allowedNamespaces?: readonly string[];
  /** Takes routes of the namespaces that have all of these labels, instead of naming them. @default - see `allowedNamespaces` */
  readonly allowedNamespaceLabels?: Readonly<Record<string, string>>;
}

/** A listener that ends TLS; one of `certificates` and `issuer` is needed. */
export interface HttpsListenerProps {
  /**
   * Names of Secrets of type kubernetes.io/tls, in the Gateway's namespace; beside `issuer` the one that cert-manager writes.
   * @default - with `issuer`, `<Gateway>-<listener>-tls`
   */
  readonly certificates?: readonly string[];
  /**
   * Who issues the certificate for `hostname`: a Certificate of cert-manager stands beside the Gateway.
   * @default - nobody: the Secrets are there
   */
  readonly issuer?: CertificateIssuer;
  /** Its name. @default 'https' */
  readonly name?: string;
  /** The port at which clients call. @default 443 */
  readonly port?: number;
  /** Serves this host only, such as `*.example.com`. @default - every host */
  readonly hostname?: string;
  /** Namespaces whose routes it takes; `['*']` for all. @default - the Gateway's own */
  readonly allowedNamespaces?: readonly string[];
  /** Takes routes of the namespaces that have all of these labels, instead of naming them. @default - see `allowedNamespaces` */
  readonly allowedNamespaceLabels?: Readonly<Record<string, string>>;
}

/** A listener that ends TLS in front of any protocol over TCP; one of `certificates` and `issuer` is needed. */
export interface TlsListenerProps extends HttpsListenerProps {
  /** Its name. */
  readonly name: string;
  /** The port at which clients call. */
  readonly port: number;
}

/** A listener for a whole port: a protocol of its own over TCP, or packets of UDP. */
export interface PortListenerProps {
  /** Its name. */
  readonly name: string;
  /** The port at which clients call. */
  readonly port: number;
  /** Namespaces whose routes it takes; `['*']` for all. @default - the Gateway's own */
  readonly allowedNamespaces?: readonly string[];
  /** Takes routes of the namespaces that have all of these labels, instead of naming them. @default - see `allowedNamespaces` */
  readonly allowedNamespaceLabels?: Readonly<Record<string, string>>;
}

const label = nameOf('dns-1123-label', 'a namespace');
const one: Reader<string> = {
  ...label,
  allowed: `${label.allowed}, or '*'`,
  read: (value, at) => (value === '*' ? value : label.read(value, at)),
};

/** The namespaces that may bring something; `['*']` is all. */
export const allowedNamespaces: Reader<readonly string[]> = list(one);

const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const hostname = textThat(
  "a host such as 'shop.example.com' or '*.example.com', in lower case",
  (value) => value.length <= 253 && HOST.test(value),
);
const ALLOWED = {
  allowedNamespaces: optional(allowedNamespaces),
  allowedNamespaceLabels: optional(map(labelValue, labelKey)),
};
const COMMON = {
  name: optional(objectName),
  port: optional(portNumber),
  hostname: optional(hostname),
  ...ALLOWED,
};
const PLAIN = shape<ListenerProps>()('a listener', COMMON);
const ENDED = { ...COMMON, certificates: optional(list(objectName)), issuer: optional(certificateIssuer) };
const HTTPS = shape<HttpsListenerProps>()('Listener.https', ENDED);
const TLS = shape<TlsListenerProps>()('Listener.tls', {
  ...ENDED,
  name: required(objectName),
  port: required(portNumber),
});
type ReadEnded = ReturnType<typeof HTTPS.read>;

/** A listener as read: what the API knows of it, and who issues its certificate. */
export interface ReadListener extends GatewaySpecListeners {
  readonly issuer?: IssuerFacts;
}
const PORT = shape<PortListenerProps>()('a listener', {
  name: required(objectName),
  port: required(portNumber),
  ...ALLOWED,
});

/** A port at which a Gateway listens, and what it does with what arrives. */
export class Listener extends Choice<ReadListener> {
  /** Plain HTTP. */
  static http(props: ListenerProps = {}): Listener {
    return new Listener('Listener', (at) => {
      const { name = 'http', port = 80, hostname: host, ...from } = PLAIN.read(props, at);
      return { name, port, protocol: 'HTTP', hostname: host, ...routesFrom(from, at) };
    });
  }

  /** HTTPS, ended here with the certificates of Secrets. */
  static https(props: HttpsListenerProps): Listener {
    return new Listener('Listener', (at) => {
      const read = HTTPS.read(props, at);
      const { name = 'https', port = 443 } = read;
      return { name, port, protocol: 'HTTPS', ...endingTls(read, at), ...routesFrom(read, at) };
    });
  }

  /** TLS, ended here in front of any protocol over TCP: for a `TcpRoute`. */
  static tls(props: TlsListenerProps): Listener {
    return new Listener('Listener', (at) => {
      const read = TLS.read(props, at);
      const { name, port } = read;
      return { name, port, protocol: 'TLS', ...endingTls(read, at), ...routesFrom(read, at) };
    });
  }

  /** TLS, let through to the services: for `Tls.passthrough()`. */
  static tlsPassthrough(props: ListenerProps = {}): Listener {
    return new Listener('Listener', (at) => {
      const { name = 'tls', port = 443, hostname: host, ...from } = PLAIN.read(props, at);
      return { name, port, protocol: 'TLS', hostname: host, tls: { mode: 'Passthrough' }, ...routesFrom(from, at) };
    });
  }

  /** Any protocol over TCP: for a `TcpRoute`. */
  static tcp(props: PortListenerProps): Listener {
    return Listener.ofPort('TCP', props);
  }

  /** Packets of UDP: for a `UdpRoute`. */
  static udp(props: PortListenerProps): Listener {
    return Listener.ofPort('UDP', props);
  }

  private static ofPort(protocol: 'TCP' | 'UDP', props: PortListenerProps): Listener {
    return new Listener('Listener', (at) => {
      const { name, port, ...from } = PORT.read(props, at);
      return { name, port, protocol, ...routesFrom(from, at) };
    });
  }
}

export const listener: Reader<ReadListener> = choice('Listener', 'Listener.http()', {
  name: 'http',
  port: 80,
  protocol: 'HTTP',
});

/** The host, its Secrets, and who issues the one that is not there yet. */
function endingTls({ hostname: host, certificates = [], issuer }: ReadEnded, at: Place) {
  if (issuer === undefined ? certificates.length === 0 : certificates.length > 1) {
    at.key('certificates').complain({
      rule: issuer === undefined ? 'no-certificate' : 'too-many',
      what:
        issuer === undefined
          ? 'is empty: nothing could be shown to clients'
          : 'names several Secrets, but the issuer writes one',
      got: certificates,
      allowed: issuer === undefined ? 'at least one Secret, or an issuer' : 'one Secret, or none',
      fix: "write certificates: ['shop-tls']",
    });
  }
  // As cert-manager asks of the listeners that it makes certificates for: docs/usage/gateway.md of its site.
  if (issuer !== undefined && host === undefined) {
    at.key('hostname').complain({
      rule: 'missing-value',
      what: 'is missing beside issuer: a certificate is for hosts',
      allowed: "a host such as '*.example.com'",
      fix: 'state hostname, or name the Secret of a certificate that is there',
    });
  }
  const certificateRefs = certificates.map((secret) => ({ kind: 'Secret', name: secret }));
  return { hostname: host, tls: { mode: 'Terminate' as const, certificateRefs }, ...(issuer ? { issuer } : {}) };
}

/** Which routes a listener takes, as read. */
interface ReadAllowed {
  readonly allowedNamespaces?: readonly string[];
  readonly allowedNamespaceLabels?: Readonly<Record<string, string>>;
}

/** The API's own default, 'Same', needs no word. */
function routesFrom({ allowedNamespaces, allowedNamespaceLabels }: ReadAllowed, at: Place) {
  const from = namespacesOf({ allowedNamespaces }, { allowedNamespaceLabels }, at);
  return from === undefined ? {} : { allowedRoutes: { namespaces: from } };
}

/** Namespaces by their names or by their labels: two props of which one is given. */
export function namespacesOf(
  byName: Readonly<Record<string, readonly string[] | undefined>>,
  byLabels: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
  at: Place,
) {
  const [[name, named]] = Object.entries(byName) as [[string, readonly string[] | undefined]];
  const [[labelsName, labels]] = Object.entries(byLabels) as [[string, Readonly<Record<string, string>> | undefined]];
  if (labels === undefined) return namespacesFrom(named, at.key(name));
  if (named !== undefined || Object.keys(labels).length === 0) {
    at.key(labelsName).complain({
      rule: named === undefined ? 'missing-value' : 'contradicting-props',
      what: named === undefined ? 'is empty, which is every namespace' : `is given beside ${name}`,
      got: labels,
      allowed: named === undefined ? `labels, or ${name}: ['*']` : 'one of the two',
      fix: named === undefined ? `write ${name}: ['*']` : 'remove one of the two',
    });
  }
  return { from: 'Selector' as const, selector: { matchLabels: { ...labels } } };
}

/** Namespaces by their names, which are a label of each. */
function namespacesFrom(namespaces: readonly string[] | undefined, at: Place) {
  if (namespaces === undefined) return undefined;
  const all = namespaces.includes('*');
  if (namespaces.length === 0 || (all && namespaces.length > 1)) {
    at.complain({
      rule: 'wrong-value',
      what: all ? 'has namespaces beside *, which is all of them' : 'is empty',
      got: namespaces,
      allowed: "['*'], or names of namespaces",
      fix: all ? 'remove the others, or *' : 'name one, or leave it out',
    });
  }
  if (all) return { from: 'All' as const };
  const named = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces };
  return { from: 'Selector' as const, selector: { matchExpressions: [named] } };
}
