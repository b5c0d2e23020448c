import { Choice, choice } from '../input/choice';
import { labelKey, labelValue, nameOf } from '../input/names';
import type { Place } from '../input/place';
import { isObject, optional, type Reader, required, shape, wrong } from '../input/reader';
import { list, map, oneOf, whole } from '../input/readers';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '../kubernetes/generated';
import type { Protocol } from './ports';
import { cidr } from './service-type';

/** A port, or a range of ports, of something that is not ours. */
export interface TargetPortProps {
  /** The port that the Pods or addresses listen on, 1 to 65535. */
  readonly port: number;
  /**
   * The last port of a range that begins with `port`.
   * @default - the one port
   */
  readonly endPort?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
}

/** Which ports of a target. */
export interface TargetProps {
  /**
   * Ports, as numbers for TCP: policies see the ports that the Pods listen on, not those of a Service before them.
   * @default - all
   */
  readonly ports?: readonly (number | TargetPortProps)[];
}

/** A range of addresses. */
export interface CidrTargetProps extends TargetProps {
  /**
   * Ranges inside that are left out.
   * @default - none
   */
  readonly except?: readonly string[];
}

/** Pods of other namespaces. */
export interface NamespaceTargetProps extends TargetProps {
  /**
   * Labels of the Pods.
   * @default - all Pods
   */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** Pods by their labels. */
export interface PodsTargetProps extends TargetProps {
  /**
   * The namespace of the Pods.
   * @default - the workload's own
   */
  readonly namespace?: string;
}

/** A target as read: what a NetworkPolicy says of it. */
export interface TargetFacts {
  /** Undefined for anybody. */
  readonly peers?: readonly NetworkPolicyPeer[];
  /** Undefined for all ports. */
  readonly ports?: readonly NetworkPolicyPort[];
}

const PORT = shape<TargetPortProps>()('a port', {
  port: required(whole(1, 65535)),
  endPort: optional(whole(1, 65535)),
  protocol: optional(oneOf<Protocol>('TCP', 'UDP', 'SCTP')),
});

const PORT_ALLOWED = 'a port from 1 to 65535, or an object of port, endPort, protocol';

/** One port as a NetworkPolicy writes it; a number is one of TCP. */
const targetPort: Reader<NetworkPolicyPort> = {
  allowed: PORT_ALLOWED,
  fallback: { protocol: 'TCP', port: 0 },
  read(value: unknown, at: Place): NetworkPolicyPort {
    if (!isObject(value)) {
      const isPort = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
      return isPort ? { protocol: 'TCP', port: value as number } : wrong(value, at, PORT_ALLOWED, targetPort.fallback);
    }
    const { port, endPort, protocol } = PORT.read(value, at);
    if (endPort !== undefined && endPort < port) {
      at.key('endPort').complain({
        rule: 'wrong-port-range',
        what: 'is before the first port',
        got: endPort,
        allowed: `${port} to 65535`,
        fix: `write ${port} or a higher one`,
      });
    }
    return { protocol: protocol ?? 'TCP', port, ...(endPort === undefined ? {} : { endPort }) };
  },
};

const PORTS = { ports: optional(list(targetPort)) };
const labels = map(labelValue, labelKey);
const namespaceName = nameOf('dns-1123-label', 'a namespace');

const TARGET = shape<TargetProps>()('Target', PORTS);
const CIDR = shape<CidrTargetProps>()('Target.cidr', { ...PORTS, except: optional(list(cidr)) });
const NAMESPACE = shape<NamespaceTargetProps>()('Target.namespace', { ...PORTS, podLabels: optional(labels) });
const PODS = shape<PodsTargetProps>()('Target.pods', { ...PORTS, namespace: optional(namespaceName) });

/** The label that the API server gives every namespace; see «Automatic labelling» in Kubernetes' documentation. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The namespace of that name. */
export function namespaceNamed(name: string): NonNullable<NetworkPolicyPeer['namespaceSelector']> {
  return { matchLabels: { [NAMESPACE_NAME]: name } };
}

/** RFC 1918, shared address space (RFC 6598), link-local with the clouds' metadata, and loopback; their like in IPv6. */
const NOT_INTERNET = {
  '0.0.0.0/0': ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  '::/0': ['::1/128', 'fc00::/7', 'fe80::/10'],
};

/**
 * What is not a workload of ours: addresses, namespaces, Pods by their labels. A policy can name no DNS names: Kubernetes
 * has none in NetworkPolicy.
 */
export class Target extends Choice<TargetFacts> {
  /** Addresses, such as those of a database outside the cluster: `Target.cidr('10.0.0.0/8', { ports: [5432] })`. */
  static cidr(range: string, props: CidrTargetProps = {}): Target {
    return new Target('Target', (at) => {
      const { ports, except } = CIDR.read(props, at);
      const block = { cidr: cidr.read(range, at.key('range')), ...(except ? { except } : {}) };
      return { peers: [{ ipBlock: block }], ports };
    });
  }

  /** All Pods of a namespace, or those with some labels: `Target.namespace('monitoring')`. */
  static namespace(name: string, props: NamespaceTargetProps = {}): Target {
    return new Target('Target', (at) => {
      const { ports, podLabels } = NAMESPACE.read(props, at);
      const namespaceSelector = namespaceNamed(namespaceName.read(name, at.key('name')));
      return { peers: [{ namespaceSelector, ...podsWith(podLabels) }], ports };
    });
  }

  /** Pods of all namespaces with some labels: `Target.namespaces({ team: 'payments' })`. */
  static namespaces(labelsOfNamespaces: Readonly<Record<string, string>>, props: NamespaceTargetProps = {}): Target {
    return new Target('Target', (at) => {
      const { ports, podLabels } = NAMESPACE.read(props, at);
      const matchLabels = labels.read(labelsOfNamespaces, at.key('labels'));
      return { peers: [{ namespaceSelector: selectorOf(matchLabels), ...podsWith(podLabels) }], ports };
    });
  }

  /** Pods by their labels: `Target.pods({ app: 'legacy' }, { ports: [8080] })`. No labels are all Pods. */
  static pods(labelsOfPods: Readonly<Record<string, string>>, props: PodsTargetProps = {}): Target {
    return new Target('Target', (at) => {
      const { ports, namespace } = PODS.read(props, at);
      const podSelector = selectorOf(labels.read(labelsOfPods, at.key('labels')));
      return {
        peers: [
          namespace === undefined ? { podSelector } : { namespaceSelector: namespaceNamed(namespace), podSelector },
        ],
        ports,
      };
    });
  }

  /** Addresses outside the cluster and outside private networks: public APIs. */
  static internet(props: TargetProps = {}): Target {
    return new Target('Target', (at) => {
      const peers = Object.entries(NOT_INTERNET).map(([range, except]) => ({ ipBlock: { cidr: range, except } }));
      return { peers, ports: TARGET.read(props, at).ports };
    });
  }

  /** Every Pod and every address. */
  static anywhere(props: TargetProps = {}): Target {
    return new Target('Target', (at) => ({ ports: TARGET.read(props, at).ports }));
  }
}

function podsWith(podLabels: Readonly<Record<string, string>> | undefined): Pick<NetworkPolicyPeer, 'podSelector'> {
  return podLabels === undefined ? {} : { podSelector: selectorOf(podLabels) };
}

function selectorOf(matchLabels: Readonly<Record<string, string>>): NonNullable<NetworkPolicyPeer['podSelector']> {
  return Object.keys(matchLabels).length > 0 ? { matchLabels } : {};
}

export const target = choice<TargetFacts>('Target', "Target.cidr('10.0.0.0/8', { ports: [5432] })", { peers: [] });

/** A target that calls: of a caller there is no port to name. */
export const callerTarget: Reader<TargetFacts> = {
  ...target,
  read(value, at) {
    const read = target.read(value, at);
    if (read.ports !== undefined) {
      at.complain({
        rule: 'ports-of-a-caller',
        what: 'names ports, but a caller is asked for no ports of its own',
        got: read.ports.map(({ port }) => port).join(', '),
        allowed: 'a Target without ports',
        fix: 'remove ports from the Target; the ports that are called are those of the workload',
      });
    }
    return read;
  },
};
