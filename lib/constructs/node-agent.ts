import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { nameOf } from '../input/names';
import { optional, type ReadOf, shape } from '../input/reader';
import { type AgentPortProps, agentPorts } from '../network/ports';
import { serviceFields } from '../network/service';
import { CLUSTER_IP, isHeadless, outside, type ServiceType, serviceTypeReader } from '../network/service-type';
import { NODE_AGENT_OVERLAYS, type NodeAgentOverlays } from '../overlay/workload-overlays';
import {
  AGENT_ROLLOUT,
  type AgentRolloutProps,
  checkAgentRollout,
  daemonSetFields,
  type ReadAgentRollout,
} from '../pod/daemon-set';
import type { ReadHost } from '../pod/host';
import { type Nodes, nodes } from '../pod/nodes';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import { Workload } from './workload';
import type { WorkloadKind } from './workload-plan';
import { LONG_RUNNING_FIELDS, type LongRunningProps } from './workload-props';

/** What an agent on every node says. */
export interface NodeAgentProps extends LongRunningProps, ProgramProps {
  /**
   * The ports that the agent listens on.
   * @default - none
   */
  readonly ports?: readonly AgentPortProps[];
  /**
   * A Service for the agents: `ServiceType.clusterIp({ internalTrafficPolicy: 'Local' })` sends callers to the agent of
   * their own node, and to none where it has none.
   * @default - none: whoever scrapes agents asks each by its Pod's address
   */
  readonly serviceType?: ServiceType;
  /**
   * Which nodes it runs on, as far as taints decide it.
   * @default Nodes.untainted()
   */
  readonly nodes?: Nodes;
  /** How a new version replaces the old. @default - rolling, one node after the other */
  readonly rollout?: AgentRolloutProps;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: NodeAgentOverlays;
}

const FIELDS = {
  ...LONG_RUNNING_FIELDS,
  ...PROGRAM_FIELDS,
  ports: optional(agentPorts),
  serviceType: optional(serviceTypeReader),
  nodes: optional(nodes),
  rollout: optional(AGENT_ROLLOUT),
  overlays: optional(NODE_AGENT_OVERLAYS),
};

export const NODE_AGENT = shape<NodeAgentProps>()('NodeAgent', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: NODE_AGENT,
  plan: ({ ports = [], ...read }: Read, defaults, place) => {
    const host: ReadHost = read.host ?? {};
    const onNode = ports.find(({ hostPort }) => hostPort !== undefined);
    const nodePorts =
      host.network !== undefined ? "has the node's network" : onNode && `${onNode.name} is its hostPort`;
    checkAgentRollout(read.rollout ?? {}, nodePorts, defaults, place.key('rollout'));
    for (const [index, port] of ports.entries()) {
      // The API server's rule for the node's network: pkg/apis/core/validation, checkHostPortConflicts.
      if (host.network === undefined || port.hostPort === undefined || port.hostPort === port.targetPort) continue;
      place
        .key('ports')
        .item(index)
        .key('hostPort')
        .complain({
          rule: 'host-port-in-host-network',
          what: "differs from the port that the agent listens on, but with the node's network they are the same",
          got: port.hostPort,
          allowed: `${port.targetPort}`,
          fix: 'leave hostPort out',
        });
    }
    if (ports.length === 0 && read.serviceType) {
      place.key('serviceType').complain({
        rule: 'service-without-ports',
        what: 'asks for a Service, but there are no ports',
        got: 'no ports',
        allowed: 'a Service with at least one port',
        fix: 'add ports, or remove serviceType',
      });
    }
    return {
      name: read.serviceType ? undefined : nameOf('dns-1123-label'),
      ports,
      outside: outside(read.serviceType?.type),
      headless: isHeadless(read.serviceType ?? CLUSTER_IP),
      selector: read.selector,
      health: read.health,
      furtherServices: read.furtherServices,
      metrics: read.metrics,
      onNodes: true,
      together: { what: 'each node has a Pod of its own', fix: 'use Storage.hostPath' },
      tolerations: read.nodes,
      rollOnConfigChange: read.rollOnConfigChange ?? defaults.rollOnConfigChange,
    };
  },
};

/**
 * A program of which each node runs one: a collector of logs or metrics, a storage or a network daemon.
 *
 * Emits a DaemonSet, a ServiceAccount, a NetworkPolicy, and a Service where `serviceType` asks for one. No
 * PodDisruptionBudget: a drain leaves the Pods of DaemonSets alone. Wrong props are recorded, not thrown: `App.synth()`
 * reports them all.
 */
export class NodeAgent extends Workload {
  /** The DaemonSet; also the construct's default child. */
  readonly daemonSet: ApiObject;
  /** The Service; none without `serviceType`. */
  readonly service?: ApiObject;

  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id, props, KIND);
    const { command, args, env = {}, serviceType, ...read } = this._read as Read;
    const rollout: ReadAgentRollout = read.rollout ?? {};
    const selector = this._identity.selector;
    // Nothing balances between agents: each stops when it is told to.
    const own = { command, args, env, containers: read, restartToken: rollout.restartToken, drainSeconds: 0 };
    this.daemonSet = this.addObject('DaemonSet', this.head('apps/v1', 'DaemonSet'), {
      spec: () => daemonSetFields(rollout, selector, this._podTemplate(own), this.defaults),
    });
    this.node.defaultChild = this.daemonSet;
    const served = this._ports.filter(({ podOnly }) => !podOnly);
    if (serviceType && served.length > 0) {
      this.service = this.addObject('Service', this.head('v1', 'Service', this.name, serviceType.annotations), {
        spec: () => serviceFields(served, selector, serviceType),
      });
    }
  }

  /** The DNS name of the Service. */
  get host(): string {
    return this._serviceHost(this.name);
  }
}
