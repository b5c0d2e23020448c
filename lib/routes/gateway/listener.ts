import { Choice, choice } from '../../input/choice';
import { nameOf, objectName } from '../../input/names';
import type { Place } from '../../input/place';
import { optional, type Reader, required, shape } from '../../input/reader';
import { list, textThat } from '../../input/readers';
import type { GatewaySpecListeners } from '../../kubernetes/generated';
import { portNumber } from '../../network/ports';

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
}

/** A listener that ends TLS. */
export interface HttpsListenerProps {
  /** Names of Secrets of type kubernetes.io/tls, in the Gateway's namespace. */
  readonly certificates: readonly string[];
  /** Its name. @default 'https' */
  readonly name?: string;
  /** The port at which clients call. @default 443 */
  readonly port?: number;
  /** Serves this host only, such as `*.example.com`. @default - every host */
  readonly hostname?: string;
  /** Namespaces whose routes it takes; `['*']` for all. @default - the Gateway's own */
  readonly allowedNamespaces?: readonly string[];
}

/** A listener for a whole port: a protocol of its own over TCP, or packets of UDP. */
export interface PortListenerProps {
  /** Its name. */
  readonly name: string;
  /** The port at which clients call. */
  readonly port: number;
  /** Namespaces whose routes it takes; `['*']` for all. @default - the Gateway's own */
  readonly allowedNamespaces?: readonly string[];
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
const COMMON = {
  name: optional(objectName),
  port: optional(portNumber),
  hostname: optional(hostname),
  allowedNamespaces: optional(allowedNamespaces),
};
const PLAIN = shape<ListenerProps>()('a listener', COMMON);
const HTTPS = shape<HttpsListenerProps>()('Listener.https', { ...COMMON, certificates: required(list(objectName)) });
const PORT = shape<PortListenerProps>()('a listener', {
  name: required(objectName),
  port: required(portNumber),
  allowedNamespaces: optional(allowedNamespaces),
});

/** A port at which a Gateway listens, and what it does with what arrives. */
export class Listener extends Choice<GatewaySpecListeners> {
  /** Plain HTTP. */
  static http(props: ListenerProps = {}): Listener {
    return new Listener('Listener', (at) => {
      const { name = 'http', port = 80, hostname: host, allowedNamespaces: from } = PLAIN.read(props, at);
      return { name, port, protocol: 'HTTP', hostname: host, ...routesFrom(from, at) };
    });
  }

  /** HTTPS, ended here with the certificates of Secrets. */
  static https(props: HttpsListenerProps): Listener {
    return new Listener('Listener', (at) => {
      const read = HTTPS.read(props, at);
      const { name = 'https', port = 443, hostname: host, certificates } = read;
      if (certificates.length === 0) {
        at.key('certificates').complain({
          rule: 'missing-value',
          what: 'is empty: nothing could be shown to clients',
          got: certificates,
          allowed: 'at least one Secret',
          fix: "write certificates: ['shop-tls']",
        });
      }
      const tls = {
        mode: 'Terminate' as const,
        certificateRefs: certificates.map((secret) => ({ kind: 'Secret', name: secret })),
      };
      return { name, port, protocol: 'HTTPS', hostname: host, tls, ...routesFrom(read.allowedNamespaces, at) };
    });
  }

  /** TLS, let through to the services: for `Tls.passthrough()`. */
  static tlsPassthrough(props: ListenerProps = {}): Listener {
    return new Listener('Listener', (at) => {
      const { name = 'tls', port = 443, hostname: host, allowedNamespaces: from } = PLAIN.read(props, at);
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
      const { name, port, allowedNamespaces: from } = PORT.read(props, at);
      return { name, port, protocol, ...routesFrom(from, at) };
    });
  }
}

export const listener: Reader<GatewaySpecListeners> = choice('Listener', 'Listener.http()', {
  name: 'http',
  port: 80,
  protocol: 'HTTP',
});

/** The API's own default, 'Same', needs no word. */
function routesFrom(namespaces: readonly string[] | undefined, at: Place) {
  const from = namespacesFrom(namespaces, at.key('allowedNamespaces'));
  return from === undefined ? {} : { allowedRoutes: { namespaces: from } };
}

/** Namespaces by their names, which are a label of each. */
export function namespacesFrom(namespaces: readonly string[] | undefined, at: Place) {
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
