import { isIP } from 'node:net';
import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { labelKey } from '../input/names';
import type { Place } from '../input/place';
import { optional, shape } from '../input/reader';
import { flag, list, map, oneOf, text, textThat } from '../input/readers';
import type { ServiceSpec } from '../kubernetes/generated';

/** Options of a Service of any type. */
export interface ClusterIpProps {
  /**
   * Keep a client's connections on one Pod, by the client's address.
   * @default - none
   */
  readonly sessionAffinity?: 'ClientIP';
  /**
   * How long a client stays with its Pod.
   * @default - Kubernetes' default of three hours
   */
  readonly sessionAffinityTimeout?: number | Duration;
  /** Whether callers inside the cluster may reach Pods on other nodes. @default - Kubernetes' default of 'Cluster' */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * Whose Pods a caller is sent to first: 'PreferSameZone' those of its zone, 'PreferSameNode' those of its node, and
   * others where there are none. 'PreferClose' is the old name of 'PreferSameZone'.
   * @default - any
   */
  readonly trafficDistribution?: 'PreferSameZone' | 'PreferSameNode' | 'PreferClose';
  /**
   * Whether Pods are found before they are ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Whether the Service has an address of one IP family or of both.
   * @default - Kubernetes' default of 'SingleStack'
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * The IP families, the first one first. The first can't be changed later.
   * @default - the cluster's
   */
  readonly ipFamilies?: readonly IpFamily[];
  /**
   * The address inside the cluster, for what has to be known before there are names: a cluster's own DNS, or a Service
   * that moves with its address. It can't be changed later. Without an address at all: `ServiceType.headless()`.
   * @default - Kubernetes chooses one
   */
  readonly clusterIP?: string;
  /**
   * Annotations of the Service, such as a load balancer's options.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A family of IP addresses. */
export type IpFamily = 'IPv4' | 'IPv6';

/** Options of a Service without an address: its name gives those of the Pods. */
export interface HeadlessProps {
  /**
   * Whether Pods are found before they are ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Whether Pods' addresses of one IP family are given or of both.
   * @default - Kubernetes' default of 'SingleStack'
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * The IP families, the first one first. The first can't be changed later.
   * @default - the cluster's
   */
  readonly ipFamilies?: readonly IpFamily[];
  /**
   * Annotations of the Service.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Options of a Service that is reached from outside. */
export interface NodePortProps extends ClusterIpProps {
  /**
   * 'Local' keeps the caller's address and sends only to Pods on the node that was asked.
   * @default - Kubernetes' default of 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
}

/** Options of a Service with a load balancer. */
export interface LoadBalancerProps extends NodePortProps {
  /**
   * Which controller provides the load balancer. It can't be changed later.
   * @default - the cluster's default
   */
  readonly loadBalancerClass?: string;
  /**
   * The callers that the load balancer lets in, as CIDR ranges.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: readonly string[];
  /**
   * The address that the load balancer is to have. Kubernetes calls the field deprecated: some providers heed it, others
   * want an annotation of their own.
   * @default - the provider chooses one
   */
  readonly loadBalancerIP?: string;
  /**
   * Whether each port gets a port of every node, too. A load balancer that sends to the Pods themselves needs none.
   * @default - Kubernetes' default of true
   */
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/** A Service's type with its options, as read. */
export interface ReadServiceType {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: Partial<ServiceSpec>;
}

/** A range of IP addresses. */
export const cidr = textThat(
  "a CIDR range such as '10.0.0.0/8'",
  (value) => {
    const [address = '', bits = '', ...rest] = value.split('/');
    const longest = { 4: 32, 6: 128 }[isIP(address)];
    return longest !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= longest && rest.length === 0;
  },
  (value) => (isIP(value) ? `write '${value}/${isIP(value) === 4 ? 32 : 128}'` : undefined),
);

const address = textThat(
  "an IP address such as '10.96.0.10'",
  (value) => isIP(value) !== 0,
  (value) => (value === 'None' ? 'write ServiceType.headless()' : undefined),
);

const HEADLESS_FIELDS = {
  publishNotReadyAddresses: optional(flag),
  ipFamilyPolicy: optional(
    oneOf<'SingleStack' | 'PreferDualStack' | 'RequireDualStack'>('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  ),
  ipFamilies: optional(list(oneOf<IpFamily>('IPv4', 'IPv6'))),
  annotations: optional(map(text, labelKey)),
};
const CLUSTER_IP_FIELDS = {
  ...HEADLESS_FIELDS,
  clusterIP: optional(address),
  sessionAffinity: optional(oneOf<'ClientIP'>('ClientIP')),
  // The API's limit: one day.
  sessionAffinityTimeout: optional(seconds(1, 86_400)),
  internalTrafficPolicy: optional(oneOf<'Cluster' | 'Local'>('Cluster', 'Local')),
  // The first two since 1.34, where they are on by default: kubernetes.io/docs/concepts/services-networking/service.
  trafficDistribution: optional(
    oneOf<'PreferSameZone' | 'PreferSameNode' | 'PreferClose'>('PreferSameZone', 'PreferSameNode', 'PreferClose'),
  ),
};
const NODE_PORT_FIELDS = {
  ...CLUSTER_IP_FIELDS,
  externalTrafficPolicy: optional(oneOf<'Cluster' | 'Local'>('Cluster', 'Local')),
};
const HEADLESS = shape<HeadlessProps>()('ServiceType.headless', HEADLESS_FIELDS);
const CLUSTER_IP_SHAPE = shape<ClusterIpProps>()('ServiceType.clusterIp', CLUSTER_IP_FIELDS);
const NODE_PORT = shape<NodePortProps>()('ServiceType.nodePort', NODE_PORT_FIELDS);
const LOAD_BALANCER = shape<LoadBalancerProps>()('ServiceType.loadBalancer', {
  ...NODE_PORT_FIELDS,
  loadBalancerClass: optional(labelKey),
  loadBalancerSourceRanges: optional(list(cidr)),
  loadBalancerIP: optional(address),
  allocateLoadBalancerNodePorts: optional(flag),
});

/** How a workload's Service is reached. */
export class ServiceType extends Choice<ReadServiceType> {
  /** From inside the cluster. */
  static clusterIp(props: ClusterIpProps = {}): ServiceType {
    return new ServiceType('ServiceType', (at) => serviceType('ClusterIP', CLUSTER_IP_SHAPE.read(props, at), at));
  }

  /**
   * No address of its own: its name gives the addresses of all ready Pods, for clients that choose among them, such as gRPC.
   * They call the ports that the Pods listen on. An existing Service does not become headless by a change, and does not
   * become another by leaving it out.
   */
  static headless(props: HeadlessProps = {}): ServiceType {
    return new ServiceType('ServiceType', (at) => {
      const read = serviceType('ClusterIP', HEADLESS.read(props, at), at);
      return { ...read, spec: { clusterIP: 'None', ...read.spec } };
    });
  }

  /** On a port of every node; `nodePort` of a port fixes its number. */
  static nodePort(props: NodePortProps = {}): ServiceType {
    return new ServiceType('ServiceType', (at) => serviceType('NodePort', NODE_PORT.read(props, at), at));
  }

  /** By a load balancer that the cluster's provider makes. */
  static loadBalancer(props: LoadBalancerProps = {}): ServiceType {
    return new ServiceType('ServiceType', (at) => serviceType('LoadBalancer', LOAD_BALANCER.read(props, at), at));
  }
}

interface ReadOptions extends Partial<ServiceSpec> {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly sessionAffinityTimeout?: number;
}

function serviceType(
  type: ReadServiceType['type'],
  { annotations, sessionAffinityTimeout, ...spec }: ReadOptions,
  at: Place,
): ReadServiceType {
  if (sessionAffinityTimeout !== undefined && spec.sessionAffinity === undefined) {
    at.key('sessionAffinityTimeout').complain({
      rule: 'timeout-without-affinity',
      what: 'is given without a session affinity',
      got: sessionAffinityTimeout,
      allowed: "a timeout with sessionAffinity: 'ClientIP'",
      fix: "add sessionAffinity: 'ClientIP', or remove the timeout",
    });
  }
  checkFamilies(spec, at);
  const timeoutSeconds = sessionAffinityTimeout;
  return {
    type,
    annotations,
    spec: {
      ...spec,
      ...(timeoutSeconds === undefined ? {} : { sessionAffinityConfig: { clientIP: { timeoutSeconds } } }),
    },
  };
}

/** Complains about families that the API server refuses: two of a kind, two where one is asked for, not the address's. */
function checkFamilies({ ipFamilies, ipFamilyPolicy = 'SingleStack', clusterIP = '' }: ReadOptions, at: Place): void {
  if (ipFamilies === undefined) return;
  const family = { 4: 'IPv4', 6: 'IPv6' }[isIP(clusterIP)];
  if (family !== undefined && ipFamilies.length > 0 && ipFamilies[0] !== family) {
    at.key('clusterIP').complain({
      rule: 'ip-family-conflict',
      what: `is of the family ${family}, but the first of ipFamilies is ${ipFamilies[0]}`,
      got: clusterIP,
      allowed: `an address of the family ${ipFamilies[0]}`,
      fix: `write ${family} first in ipFamilies, or an address of the family ${ipFamilies[0]}`,
    });
  }
  const count = new Set(ipFamilies).size;
  if (count === ipFamilies.length && count > 0 && (count === 1 || ipFamilyPolicy !== 'SingleStack')) return;
  at.key('ipFamilies').complain({
    rule: 'ip-family-conflict',
    what:
      count === 2 && ipFamilies.length === 2
        ? 'has two families, but the policy is SingleStack'
        : 'is none or twice the same',
    got: ipFamilies,
    allowed: 'one family, or both with PreferDualStack or RequireDualStack',
    fix: count === 2 ? "write ipFamilyPolicy: 'PreferDualStack'" : "write ['IPv4']",
  });
}

/** Whether it has no address. */
export function isHeadless({ spec }: ReadServiceType): boolean {
  return spec.clusterIP === 'None';
}

/** A Service without options. */
export const CLUSTER_IP: ReadServiceType = { type: 'ClusterIP', spec: {} };

export const serviceTypeReader = choice<ReadServiceType>(
  'ServiceType',
  'ServiceType.nodePort()',
  CLUSTER_IP,
  ServiceType,
);

/** How callers outside the cluster reach a Service of this type; undefined where they don't. */
export function outside(type: ReadServiceType['type'] = 'ClusterIP'): string | undefined {
  return type === 'ClusterIP' ? undefined : `a Service of type ${type}`;
}
