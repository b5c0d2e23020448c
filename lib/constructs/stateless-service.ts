import type { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { seconds } from '../input/durations';
import { optional, type ReadOf, shape } from '../input/reader';
import { whole } from '../input/readers';
import { type Port, type PortProps, ports } from '../network/ports';
import { checkNodePorts, serviceFields } from '../network/service';
import { CLUSTER_IP, type ServiceType, serviceTypeReader } from '../network/service-type';
import {
  checkDeploymentRollout,
  DEPLOYMENT_ROLLOUT,
  type DeploymentRolloutProps,
  deploymentFields,
  type ReadDeploymentRollout,
} from '../pod/deployment';
import { checkDrain } from '../pod/drain';
import { sidecarPorts } from '../pod/further-containers';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import type { RouteBackend, RouteBackendFacts } from './route-backend';
import { Workload, type WorkloadKind } from './workload';
import { REPLICATED_FIELDS, type ReplicatedProps } from './workload-props';

/** What a stateless service says. */
export interface StatelessServiceProps extends ReplicatedProps, ProgramProps {
  /**
   * The ports. Without any it is a worker: no Service is emitted.
   * @default - none
   */
  readonly ports?: readonly PortProps[];
  /**
   * How many Pods; 0 stops the service and keeps everything else.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * How the Service is reached.
   * @default ServiceType.clusterIp()
   */
  readonly serviceType?: ServiceType;
  /** How a new version replaces the old. @default - rolling, no Pod missing */
  readonly rollout?: DeploymentRolloutProps;
  /**
   * How long a Pod that is stopping still serves, so that load balancers notice first; 0 for not at all. Emitted as a
   * preStop sleep, which Kubernetes has since 1.30.
   * @default - 5 seconds with ports, none without
   */
  readonly drain?: number | Duration;
}

const FIELDS = {
  ...REPLICATED_FIELDS,
  ...PROGRAM_FIELDS,
  ports: optional(ports),
  replicas: optional(whole(0, 2 ** 31 - 1)),
  serviceType: optional(serviceTypeReader),
  rollout: optional(DEPLOYMENT_ROLLOUT),
  drain: optional(seconds(0)),
};

export const STATELESS_SERVICE = shape<StatelessServiceProps>()('StatelessService', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: STATELESS_SERVICE,
  plan: (read: Read, defaults, place) => {
    const all = read.ports ?? [];
    checkNodePorts(all, read.serviceType ?? CLUSTER_IP, place.key('ports'));
    checkDeploymentRollout(read.rollout ?? {}, defaults, place.key('rollout'));
    const served = all.length + sidecarPorts(read).length;
    const drain = read.drain ?? (served > 0 ? defaults.drainSeconds : 0);
    checkDrain(read, drain, read.terminationGracePeriod ?? defaults.terminationGracePeriodSeconds, place);
    return {
      ports: all,
      selector: read.selector,
      health: read.health,
      rollOnConfigChange: read.rollOnConfigChange ?? defaults.rollOnConfigChange,
      spread: read.spread ?? defaults.spread,
      budget: {
        disruption: read.disruption ?? {},
        pods: read.replicas ?? defaults.replicas,
        evictUnhealthy: defaults.unhealthyPodEvictionPolicyOfServices,
      },
    };
  },
};

/**
 * A service whose Pods are all alike and keep nothing.
 *
 * Emits a Deployment, a Service (with ports), a ServiceAccount, a PodDisruptionBudget (with two replicas or more) and a
 * NetworkPolicy. Wrong props are recorded, not thrown: `App.synth()` reports them all.
 */
export class StatelessService extends Workload implements RouteBackend {
  /** The Deployment; also the construct's default child. */
  readonly deployment: ApiObject;
  /** The Service; none without ports. */
  readonly service?: ApiObject;

  constructor(scope: Construct, id: string, props: StatelessServiceProps) {
    super(scope, id, props, KIND);
    const read = this._read as Read;
    const rollout: ReadDeploymentRollout = read.rollout ?? {};
    const { serviceType = CLUSTER_IP, replicas = this.defaults.replicas } = read;
    const selector = this._identity.selector;
    const pod = {
      command: read.command,
      args: read.args,
      env: read.env ?? {},
      restartToken: rollout.restartToken,
      drainSeconds: read.drain ?? (this._ports.length > 0 ? this.defaults.drainSeconds : 0),
    };
    this.deployment = this.addObject('Deployment', this.head('apps/v1', 'Deployment'), {
      spec: () => deploymentFields(replicas, rollout, selector, this._podTemplate(pod), this.defaults),
    });
    this.node.defaultChild = this.deployment;
    if (this.servicePorts.length > 0) {
      this.service = this.addObject('Service', this.head('v1', 'Service', this.name, serviceType.annotations), {
        spec: () => serviceFields(this.servicePorts, selector, serviceType),
      });
    }
  }

  /** The DNS name of the Service. */
  get host(): string {
    return this._serviceHost(this.name);
  }

  /** @internal */
  get _routeBackend(): RouteBackendFacts {
    return {
      serviceName: this.name,
      namespace: this.namespace,
      ports: this.service ? this.servicePorts : [],
      routedFrom: (call) => this._routeCalls.push(call),
    };
  }

  private get servicePorts(): readonly Port[] {
    return this._ports.filter(({ podOnly }) => !podOnly);
  }
}
