import { isIP } from 'node:net';
import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { labelKey } from '../input/names';
import type { Place } from '../input/place';
import { optional, shape } from '../input/reader';
import { list, map, oneOf, text, textThat } from '../input/readers';
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
   * Annotations of the Service, such as a load balancer's options.
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

const CLUSTER_IP_FIELDS = {
  sessionAffinity: optional(oneOf<'ClientIP'>('ClientIP')),
  // The API's limit: one day.
  sessionAffinityTimeout: optional(seconds(1, 86_400)),
  internalTrafficPolicy: optional(oneOf<'Cluster' | 'Local'>('Cluster', 'Local')),
  annotations: optional(map(text, labelKey)),
};
const NODE_PORT_FIELDS = {
  ...CLUSTER_IP_FIELDS,
  externalTrafficPolicy: optional(oneOf<'Cluster' | 'Local'>('Cluster', 'Local')),
};
const CLUSTER_IP_SHAPE = shape<ClusterIpProps>()('ServiceType.clusterIp', CLUSTER_IP_FIELDS);
const NODE_PORT = shape<NodePortProps>()('ServiceType.nodePort', NODE_PORT_FIELDS);
const LOAD_BALANCER = shape<LoadBalancerProps>()('ServiceType.loadBalancer', {
  ...NODE_PORT_FIELDS,
  loadBalancerClass: optional(labelKey),
  loadBalancerSourceRanges: optional(list(cidr)),
});

/** How a workload's Service is reached. */
export class ServiceType extends Choice<ReadServiceType> {
  /** From inside the cluster. */
  static clusterIp(props: ClusterIpProps = {}): ServiceType {
    return new ServiceType('ServiceType', (at) => serviceType('ClusterIP', CLUSTER_IP_SHAPE.read(props, at), at));
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

/** A Service without options. */
export const CLUSTER_IP: ReadServiceType = { type: 'ClusterIP', spec: {} };

export const serviceTypeReader = choice<ReadServiceType>('ServiceType', 'ServiceType.nodePort()', CLUSTER_IP);
