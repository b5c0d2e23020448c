import type { ApiObject, Duration } from 'cdk8s';
import type { Container, IScalable, ScalingTarget } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ProblemRecorder } from '../errors/recorder';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { isObject, optional, type ReadOf, shape } from '../input/reader';
import { whole } from '../input/readers';
import { checkHostPorts, type Port, type PortProps, ports } from '../network/ports';
import { checkNodePorts, serviceFields } from '../network/service';
import { CLUSTER_IP, isHeadless, outside, type ServiceType, serviceTypeReader } from '../network/service-type';
import { STATELESS_SERVICE_OVERLAYS, type StatelessServiceOverlays } from '../overlay/workload-overlays';
import { SPREADS } from '../placement/spread';
import {
  checkDeploymentRollout,
  DEPLOYMENT_ROLLOUT,
  type DeploymentRolloutProps,
  deploymentFields,
  type ReadDeploymentRollout,
  severalPods,
} from '../pod/deployment';
import { checkDrain } from '../pod/drain';
import type { EnvInput } from '../pod/env';
import { sidecarPorts } from '../pod/further-containers';
import type { ResourceProps } from '../pod/resources';
import { autoscalerFields, checkContainerMetrics, type Scaling, scaling } from '../scaling/scaling';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import type { RouteBackend, RouteBackendFacts } from './route-backend';
import { Workload } from './workload';
import type { WorkloadKind } from './workload-plan';
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
   * @default 2; none with `scaling`
   */
  readonly replicas?: number;
  /**
   * An autoscaler decides how many Pods there are. Emits a HorizontalPodAutoscaler, and no `replicas`.
   * @default - a fixed number: `replicas`
   */
  readonly scaling?: Scaling;
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
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: StatelessServiceOverlays;
}

const FIELDS = {
  ...REPLICATED_FIELDS,
  ...PROGRAM_FIELDS,
  ports: optional(ports),
  replicas: optional(whole(0)),
  scaling: optional(scaling),
  serviceType: optional(serviceTypeReader),
  rollout: optional(DEPLOYMENT_ROLLOUT),
  drain: optional(seconds(0)),
  overlays: optional(STATELESS_SERVICE_OVERLAYS),
};

export const STATELESS_SERVICE = shape<StatelessServiceProps>()('StatelessService', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: STATELESS_SERVICE,
  plan: (read: Read, defaults, place) => {
    const all = read.ports ?? [];
    checkHostPorts(all, place.key('ports'));
    checkNodePorts(all, read.serviceType ?? CLUSTER_IP, 'serviceType', place.key('ports'));
    if (read.scaling && read.replicas !== undefined) replicasBesideScaling(read.replicas, place.key('replicas'));
    checkDeploymentRollout(read.rollout ?? {}, defaults, place.key('rollout'));
    const served = all.length + sidecarPorts(read).length;
    const drain = read.drain ?? (served > 0 ? defaults.drainSeconds : 0);
    checkDrain(read, drain, read.terminationGracePeriod ?? defaults.terminationGracePeriodSeconds, place);
    return {
      ports: all,
      outside: outside(read.serviceType?.type),
      headless: isHeadless(read.serviceType ?? CLUSTER_IP),
      selector: read.selector,
      health: read.health,
      furtherServices: read.furtherServices,
      metrics: read.metrics,
      spread: read.spread ?? SPREADS[defaults.spread],
      rollOnConfigChange: read.rollOnConfigChange ?? defaults.rollOnConfigChange,
      budget: {
        disruption: read.disruption ?? {},
        pods: read.scaling?.min ?? read.replicas ?? defaults.replicas,
        evictUnhealthy: defaults.unhealthyPodEvictionPolicyOfServices,
      },
      together: severalPods(read.scaling?.max ?? read.replicas ?? defaults.replicas, read.rollout ?? {}, defaults),
    };
  },
};

function replicasBesideScaling(replicas: number, at: Place): void {
  at.complain({
    rule: 'replicas-beside-scaling',
    what: 'is given beside scaling: each apply would reset what the autoscaler chose',
    got: replicas,
    allowed: 'replicas or scaling',
    fix: 'remove replicas; scaling.min is the least number of Pods',
  });
}

/** What a variant of a service has of its own. */
export interface VariantProps {
  /** The image. */
  readonly image: string;
  /**
   * How many Pods.
   * @default - as many as the service, or its scaling
   */
  readonly replicas?: number;
  /**
   * Environment variables, over those of the service.
   * @default - the service's
   */
  readonly env?: Readonly<Record<string, EnvInput>>;
  /** @default - the service's */
  readonly resources?: ResourceProps;
  /** @default - the service's */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /**
   * The name of the objects.
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A service whose Pods are all alike and keep nothing.
 *
 * Emits a Deployment, a Service (with ports), a ServiceAccount, a PodDisruptionBudget (with two replicas or more), a
 * NetworkPolicy and a HorizontalPodAutoscaler (with scaling). Wrong props are recorded, not thrown: `App.synth()` reports
 * them all.
 */
export class StatelessService extends Workload implements RouteBackend, IScalable {
  /** The Deployment; also the construct's default child. */
  readonly deployment: ApiObject;
  /** The Service; none without ports. */
  readonly service?: ApiObject;
  /** The HorizontalPodAutoscaler; none without `scaling`. */
  readonly horizontalPodAutoscaler?: ApiObject;

  private autoscaled: boolean;
  private readonly given: StatelessServiceProps;

  constructor(scope: Construct, id: string, props: StatelessServiceProps) {
    super(scope, id, props, KIND);
    this.given = props;
    const read = this._read as Read;
    const rollout: ReadDeploymentRollout = read.rollout ?? {};
    const { serviceType = CLUSTER_IP, replicas = this.defaults.replicas } = read;
    this.autoscaled = read.scaling !== undefined;
    const selector = this._identity.selector;
    const pod = {
      command: read.command,
      args: read.args,
      env: read.env ?? {},
      containers: read,
      restartToken: rollout.restartToken,
      drainSeconds: read.drain ?? (this._ports.length > 0 ? this.defaults.drainSeconds : 0),
    };
    const template = () => this._podTemplate(pod);
    this.deployment = this.addObject('Deployment', this.head('apps/v1', 'Deployment'), {
      spec: () =>
        deploymentFields(this.autoscaled ? undefined : replicas, rollout, selector, template(), this.defaults),
    });
    this.node.defaultChild = this.deployment;
    if (this.servicePorts.length > 0) {
      this.service = this.addObject('Service', this.head('v1', 'Service', this.name, serviceType.annotations), {
        spec: () => serviceFields(this.servicePorts, selector, serviceType),
      });
    }
    const { scaling } = read;
    if (scaling) {
      const head = this.head('autoscaling/v2', 'HorizontalPodAutoscaler');
      this.horizontalPodAutoscaler = this.addObject('HorizontalPodAutoscaler', head, {
        spec: () => autoscalerFields(this.name, scaling),
      });
      this.whenComplete((at) => checkContainerMetrics(scaling, template, at.key('scaling')));
    }
  }

  /**
   * The same service once more with another image, for a canary or for blue and green: everything else is as this one
   * has it, also its application (the label `app.kubernetes.io/name`); its instance, its name and its selector are its
   * own. It stands beside this one. What this one connects to, before and after, the variant does, too; what else is said
   * by calls, such as `acceptsFrom` and grants, is said of the variant again.
   */
  variant(id: string, props: VariantProps): StatelessService {
    const { scaling, ...own } = isObject(this.given) ? this.given : ({} as StatelessServiceProps);
    // What a variant does not have is an error of the new service; so is what is no object.
    const { env, ...changed } = isObject(props) ? props : ({} as VariantProps);
    const stated = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    const made = new StatelessService(this.node.scope as Construct, id, {
      ...own,
      ...(scaling !== undefined && changed.replicas === undefined ? { scaling } : {}),
      ...stated,
      image: changed.image,
      env: env === undefined ? own.env : { ...own.env, ...env },
      application: own.application ?? this.name,
      name: changed.name,
      // A selector that was given belongs to the Pods of the first, and names of Services to the first, too.
      selector: undefined,
      furtherServices: undefined,
    });
    ProblemRecorder.find(made)?.leaveOut(ProblemRecorder.find(this));
    this._connections.addVariant(made._connections);
    return made;
  }

  /** Whether an autoscaler decides how many Pods there are: ours, or one of cdk8s-plus. */
  get hasAutoscaler(): boolean {
    return this.autoscaled;
  }

  /** Lets cdk8s-plus scale this service: its autoscaler says so, and the Deployment states no replicas. */
  markHasAutoscaler(): void {
    this.autoscaled = true;
  }

  /** Lets cdk8s-plus scale this service: `new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target: service, … })`. */
  toScalingTarget(): ScalingTarget {
    const container = { name: this._containerName, resources: { cpu: { request: true }, memory: { request: true } } };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: this.name,
      // It looks at nothing but the name, and at whether there are requests; ours always have them.
      containers: [container as unknown as Container],
      replicas: (this._read as Read).replicas,
    };
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
      routedFrom: (call) => this._routedFrom(call),
    };
  }

  private get servicePorts(): readonly Port[] {
    return this._ports.filter(({ podOnly }) => !podOnly);
  }
}
