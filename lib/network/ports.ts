import { complainTwice, labelKey } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, required, shape } from '../input/reader';
import { flag, list, oneOf, textThat, whole } from '../input/readers';

/** A port's transport protocol. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port of a workload: what the container listens on, and what the Service answers on. */
export interface PortProps {
  /** The port's name, at most 15 characters: probes, routes and policies refer to it. */
  readonly name: string;
  /** The port of the Service, 1 to 65535. */
  readonly port: number;
  /**
   * The port that the container listens on.
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /**
   * The port on every node, for Services of type NodePort and LoadBalancer; usually 30000 to 32767.
   * @default - none: Kubernetes chooses one where the type needs it
   */
  readonly nodePort?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /**
   * What is spoken there, for load balancers and meshes that look: `http`, `kubernetes.io/h2c`, `example.com/own`.
   * @default - they guess
   */
  readonly appProtocol?: string;
  /**
   * The port on the address of the node that a Pod runs on. No other Pod of the node can have it, and Pod Security
   * *baseline* does not allow it: unsafe (`host-port`) unless accepted.
   * @default - none
   */
  readonly hostPort?: number;
  /**
   * Only the Pods have the port, the Service does not: for metrics, webhooks and what else clients of the Service are not
   * to reach. Probes, metrics, policies and connections that name it work as with any other; `connectsTo` without ports
   * leaves it out. `port` is then what the container listens on.
   * @default false
   */
  readonly podOnly?: boolean;
}

/** A port of a StatefulCluster. */
export interface ClusterPortProps {
  /** The port's name, at most 15 characters. */
  readonly name: string;
  /** The port of the client Service. The headless Service sends nobody anywhere: members are asked at `targetPort`. */
  readonly port: number;
  /**
   * The port that members listen on.
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /**
   * The port on every node, for a client Service of type NodePort or LoadBalancer; usually 30000 to 32767.
   * @default - none: Kubernetes chooses one where the type needs it
   */
  readonly nodePort?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /**
   * What is spoken there, for load balancers and meshes that look: `http`, `kubernetes.io/h2c`, `example.com/own`.
   * @default - they guess
   */
  readonly appProtocol?: string;
  /**
   * Only members talk to each other here: the port is in the headless Service, not in the client Service, and the
   * NetworkPolicy lets only members in.
   * @default false
   */
  readonly peersOnly?: boolean;
  /**
   * The port on the address of the node that a Pod runs on. No other Pod of the node can have it, and Pod Security
   * *baseline* does not allow it: unsafe (`host-port`) unless accepted.
   * @default - none
   */
  readonly hostPort?: number;
  /**
   * Only the Pods have the port, no Service does: for metrics, webhooks and what else clients of the Services are not to
   * reach. Probes, metrics, policies and connections that name it work as with any other. `port` is then what the
   * container listens on.
   * @default false
   */
  readonly podOnly?: boolean;
}

/** A port of a NodeAgent. */
export interface AgentPortProps {
  /** The port's name, at most 15 characters. */
  readonly name: string;
  /** The port that its Service answers on. */
  readonly port: number;
  /**
   * The port that the agent listens on.
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /**
   * What is spoken there, for load balancers and meshes that look: `http`, `kubernetes.io/h2c`, `example.com/own`.
   * @default - they guess
   */
  readonly appProtocol?: string;
  /**
   * The port on the address of each node, for callers that know nothing of Pods. No other Pod of the node can have it,
   * and Pod Security *baseline* does not allow it. With the node's network it is `port` anyway.
   * @default - none
   */
  readonly hostPort?: number;
}

/** A port as read, the same for all workloads. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly nodePort?: number;
  readonly hostPort?: number;
  readonly protocol?: Protocol;
  readonly appProtocol?: string;
  readonly peersOnly: boolean;
  /** No Service has it: callers ask the Pods themselves. */
  readonly podOnly?: boolean;
}

/** Stands for ports that could not be read, which is an error already: nobody has to complain that one is missing. */
export const UNREAD_PORTS: readonly Port[] = [];

/** The ports of what cannot have any, such as a Job of a schedule: nobody has to be told to add one. */
export const NO_PORTS: readonly Port[] = [];

/** IANA_SVC_NAME of the Kubernetes API; the same form for container ports and string targetPorts. */
export const portName: Reader<string> = textThat(
  'a name of at most 15 lower-case letters, digits and single -, with at least one letter',
  (name) => name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name),
);
export const portNumber: Reader<number> = whole(1, 65535);

/** A port of the container, as probes and hooks say it: by its name, or by its number, which needs no name. */
export const portReference: Reader<string | number> = {
  allowed: "the name of one of the container's ports, or a number from 1 to 65535",
  fallback: portName.fallback,
  read: (value, at) => (typeof value === 'number' ? portNumber.read(value, at) : portName.read(value, at)),
};
const protocol = oneOf<Protocol>('TCP', 'UDP', 'SCTP');

export const PORT = shape<PortProps>()('a port', {
  name: required(portName),
  port: required(portNumber),
  targetPort: optional(portNumber),
  nodePort: optional(portNumber),
  protocol: optional(protocol),
  appProtocol: optional(labelKey),
  hostPort: optional(portNumber),
  podOnly: optional(flag),
});

export const CLUSTER_PORT = shape<ClusterPortProps>()('a port', {
  name: required(portName),
  port: required(portNumber),
  targetPort: optional(portNumber),
  nodePort: optional(portNumber),
  protocol: optional(protocol),
  appProtocol: optional(labelKey),
  peersOnly: optional(flag),
  hostPort: optional(portNumber),
  podOnly: optional(flag),
});

export const AGENT_PORT = shape<AgentPortProps>()('a port', {
  name: required(portName),
  port: required(portNumber),
  targetPort: optional(portNumber),
  protocol: optional(protocol),
  appProtocol: optional(labelKey),
  hostPort: optional(portNumber),
});

export const ports: Reader<readonly Port[]> = listOfPorts(
  list(PORT),
  ({ targetPort, port, ...rest }): Port => ({ ...rest, port, targetPort: targetPort ?? port, peersOnly: false }),
);

export const clusterPorts: Reader<readonly Port[]> = listOfPorts(
  list(CLUSTER_PORT),
  ({ port, targetPort, peersOnly, ...rest }): Port => ({
    ...rest,
    port,
    targetPort: targetPort ?? port,
    peersOnly: peersOnly ?? false,
  }),
);

export const agentPorts: Reader<readonly Port[]> = listOfPorts(
  list(AGENT_PORT),
  ({ targetPort, port, ...rest }): Port => ({ ...rest, port, targetPort: targetPort ?? port, peersOnly: false }),
);

function listOfPorts<T>(items: Reader<readonly T[]>, toPort: (item: T) => Port): Reader<readonly Port[]> {
  return {
    ...items,
    fallback: UNREAD_PORTS,
    read(value, at) {
      const given = items.read(value, at);
      if (!Array.isArray(value)) return UNREAD_PORTS;
      const read = given.map(toPort);
      checkPorts(read, at);
      return read;
    },
  };
}

function checkPorts(all: readonly Port[], at: Place): void {
  complainTwice(
    all,
    (port) => port.name,
    (index) => at.item(index).key('name'),
    (name, first) => ({
      rule: 'duplicate-port',
      what: `is also the name of ${at.path}[${first}]`,
      fix: `name one of them something else than ${name}`,
    }),
  );
  const served = [...all.entries()].filter(([, port]) => !port.podOnly);
  complainTwice(
    served,
    ([, { port, protocol = 'TCP' }]) => `${port}/${protocol}`,
    (index) => at.item(served[index]![0]).key('port'),
    (_, first) => ({
      rule: 'duplicate-port',
      what: `is also the port of ${at.path}[${served[first]![0]}]`,
      fix: 'keep one of the two, or give one another port',
    }),
  );
  checkPodOnly(all, at);
  checkNumbers(all, 'nodePort', 'node port', at);
  checkNumbers(all, 'hostPort', 'host port', at);
}

/** Complains about what only a port of the Service has, and about one that stands there under another name, too. */
function checkPodOnly(all: readonly Port[], at: Place): void {
  for (const [index, port] of all.entries()) {
    if (!port.podOnly) continue;
    const complain = (key: 'nodePort' | 'targetPort' | 'podOnly', what: string, fix: string) =>
      at.item(index).key(key).complain({
        rule: 'pod-only-port',
        what,
        got: port[key],
        allowed: 'podOnly with a port of its own',
        fix,
      });
    if (port.peersOnly) {
      complain(
        'podOnly',
        'is given beside peersOnly, with which members have the port by their names',
        'keep one of the two',
      );
    }
    if (port.nodePort !== undefined) {
      complain('nodePort', 'is given, but with podOnly no Service has the port', 'remove nodePort, or podOnly');
    }
    if (port.targetPort !== port.port) {
      complain(
        'targetPort',
        'differs from port, but with podOnly there is no Service that could answer on another',
        `write port: ${port.targetPort}, and remove targetPort`,
      );
    }
    const other = all.find((one, of) => (!one.podOnly || of < index) && listensAt(one, port));
    if (other) {
      complain(
        'podOnly',
        `is given, but ${other.name} is the same port of the container`,
        'remove one of the two ports',
      );
    }
  }
}

function listensAt(a: Port, b: Port): boolean {
  return a.targetPort === b.targetPort && (a.protocol ?? 'TCP') === (b.protocol ?? 'TCP');
}

/** Complains about a number of the nodes that two ports have. */
function checkNumbers(all: readonly Port[], key: 'nodePort' | 'hostPort', what: string, at: Place): void {
  const given = [...all.entries()].filter(([, port]) => port[key] !== undefined);
  complainTwice(
    given,
    ([, port]) => `${port[key]}/${port.protocol ?? 'TCP'}`,
    (index) => at.item(given[index]![0]).key(key),
    (_, first) => ({
      rule: `duplicate-${what.replace(' ', '-')}`,
      what: `is also the ${what} of ${at.path}[${given[first]![0]}]`,
      fix: 'give one of them another, or leave it out',
    }),
  );
}

/** The first port with the same target: several ports of a Service may send to one port of the container. */
export function targetOf(port: Port, all: readonly Port[]): Port {
  return all.find((other) => listensAt(other, port)) ?? port;
}

/** The ports of the container: each `targetPort` once, under the name of the first port that has it. */
export function containerPorts(all: readonly Port[]): readonly ContainerPortFields[] {
  const targets = all.filter((port) => targetOf(port, all) === port);
  return targets.map(({ name, targetPort, hostPort, protocol }) => ({
    name,
    containerPort: targetPort,
    hostPort,
    protocol: protocol ?? 'TCP',
  }));
}

/** The fields of a container's port that we write. */
export interface ContainerPortFields {
  readonly name: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol: Protocol;
}

/** Complains about ports of the node, which only agents have without a second thought. */
export function checkHostPorts(all: readonly Port[], at: Place): void {
  for (const [index, { hostPort }] of all.entries()) {
    if (hostPort === undefined) continue;
    at.item(index).key('hostPort').complain({
      rule: 'host-port',
      severity: 'unsafe',
      what: 'takes a port of the node: two of the Pods never fit on one node, and Pod Security baseline refuses them',
      got: hostPort,
      allowed: 'none, or one that is accepted by name',
      fix: "reach it by a Service, or write Unsafe.accept(…, 'host-port', 'why')",
    });
  }
}
