import type { ApiObject } from 'cdk8s';
import type { INetworkPolicyPeer, IPodSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import type { Reader, ShapeReader } from '../input/reader';
import type { PodTemplateSpec } from '../kubernetes/generated';
import type { Connection } from '../network/connection';
import { CLUSTER_DNS } from '../network/dns';
import type { Call, Endpoint, HasEndpoint } from '../network/endpoint';
import { networkPolicyFields } from '../network/network-policy';
import type { Port } from '../network/ports';
import { isolationOf } from '../platform/isolation-of';
import { disruptionFields, type ReadDisruption } from '../pod/disruption';
import { checkHealth, type ReadHealth } from '../pod/health';
import { checkSelector, type Identity, identityOf } from '../pod/identity';
import { checkVolumes, type PlacedVolume } from '../pod/mounts';
import { type PodInput, podTemplate } from '../pod/pod-template';
import { checkResources } from '../pod/resources';
import { checkSecurity } from '../pod/security';
import { accept, type ConnectionPeer, type ConnectionProps, connect } from './connect';
import { type IsolationFacts, policyInput } from './policy-input';
import type { RouteCall } from './route-backend';
import { type ObjectHead, StatecraftConstruct } from './statecraft-construct';
import { type ReadWorkload, workloadName } from './workload-props';

/** What the kinds of workload read each in its way. */
export type OwnPodInput = Pick<PodInput['main'], 'command' | 'args' | 'env'> &
  Pick<PodInput, 'drainSeconds' | 'restartToken'>;

/** The parts that all workloads have: identity, ServiceAccount, NetworkPolicy, Pod template; and what their kind asks for. */
export abstract class Workload extends StatecraftConstruct implements IPodSelector, INetworkPolicyPeer, HasEndpoint {
  /** The objects' name: the construct's id, or `name` where given. */
  readonly name: string;
  /** The ServiceAccount of the Pods. */
  readonly serviceAccount: ApiObject;
  /** The PodDisruptionBudget; none for a single Pod. */
  readonly podDisruptionBudget?: ApiObject;
  /** The NetworkPolicy; none with `networkPolicy: false`. */
  readonly networkPolicy?: ApiObject;

  /** @internal */
  protected readonly _identity: Identity;
  /** @internal */
  protected readonly _ports: readonly Port[];
  /** @internal */
  protected readonly _read: ReadWorkload;
  /** The routes that send to this workload; what a policy under isolation lets in. Complete when rendered. @internal */
  readonly _routeCalls: RouteCall[] = [];
  /** What was stated of connections. Complete when rendered. @internal */
  readonly _stated: { readonly callers: Connection[]; readonly calls: Call[] } = { callers: [], calls: [] };
  private readonly plan: WorkloadPlan;
  private readonly volumes: readonly PlacedVolume[];

  /** @internal */
  protected constructor(scope: Construct, id: string, props: unknown, kind: WorkloadKind) {
    super(scope, id);
    const read = kind.shape.read(props, this.place);
    this.plan = kind.plan(read, this.defaults, this.place);
    const { ports, budget, storage = [], name = workloadName } = this.plan;
    this._read = read;
    this._ports = ports;
    this.name = read.name ?? this._givenId;
    name.read(this.name, read.name === undefined ? this.place.key('id') : this.place.key('name'));
    this._identity = identityOf({ ...read, selector: this.plan.selector, name: this.name });
    this.volumes = [...this.readVolumes(read), ...storage];
    this.check(read, ports);

    this.serviceAccount = this.addObject('ServiceAccount', this.head('v1', 'ServiceAccount'), {
      automountServiceAccountToken: () =>
        read.automountServiceAccountToken ?? this.defaults.automountServiceAccountToken,
    });
    const selector = this._identity.selector;
    if (budget && budget.pods > 1) {
      const fallback = {
        maxUnavailable: this.defaults.disruptionMaxUnavailable,
        unhealthyPodEvictionPolicy: budget.evictUnhealthy,
      };
      this.podDisruptionBudget = this.addObject('PodDisruptionBudget', this.head('policy/v1', 'PodDisruptionBudget'), {
        spec: () => disruptionFields(budget.disruption, selector, fallback),
      });
    }
    if (read.networkPolicy ?? this.defaults.networkPolicy) {
      this.networkPolicy = this.addObject('NetworkPolicy', this.head('networking.k8s.io/v1', 'NetworkPolicy'), {
        spec: () => networkPolicyFields(policyInput(this._endpoint, this.isolationFacts())),
      });
    }
  }

  /**
   * States that this workload calls something: another workload, a member, a `Target`, a cdk8s-plus workload. Under
   * isolation the policies of both sides let it through; without, nothing changes. A port that does not exist is an error.
   */
  connectsTo(target: ConnectionPeer, props?: ConnectionProps): void {
    connect(this._endpoint, target, props, this.place.key('connectsTo'));
  }

  /**
   * States who else calls this workload: callers that are no workloads of ours, `Target.cidr('192.0.2.0/24')`. `ports` are
   * this workload's; others than the declared ones, by number, are opened too.
   */
  acceptsFrom(caller: ConnectionPeer, props?: ConnectionProps): void {
    accept(this._endpoint, caller, props, this.place.key('acceptsFrom'));
  }

  /** A connection that follows from a prop, such as waitFor; errors about it stand at `at`. @internal */
  protected _connectsTo(target: unknown, props: ConnectionProps | undefined, at: Place): void {
    connect(this._endpoint, target, props, at);
  }

  /** @internal */
  get _endpoint(): Endpoint {
    return {
      title: `${this.constructor.name} ${this.name}`,
      construct: this,
      pods: { matchLabels: this._identity.selector },
      namespace: this.namespace,
      ports: this._ports,
      stated: this._stated,
    };
  }

  /** Lets cdk8s-plus select these Pods: `new kplus.Service(chart, 'svc', { selector: workload })`. */
  toPodSelectorConfig(): PodSelectorConfig {
    // Loaded on use: it takes longer to load than an app of a hundred services takes to build.
    const { LabelSelector } = require('cdk8s-plus-28') as typeof import('cdk8s-plus-28');
    return {
      labelSelector: LabelSelector.of({ labels: { ...this._identity.selector } }),
      namespaces: this.namespace === undefined ? undefined : { names: [this.namespace] },
    };
  }

  /** Lets cdk8s-plus name these Pods in a NetworkPolicy: `policy.addIngressRule(workload)`. */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** The same, as cdk8s-plus asks for it. */
  toPodSelector(): IPodSelector {
    return this;
  }

  /** The head of an object of this workload. @internal */
  protected head(
    apiVersion: string,
    kind: string,
    name: string = this.name,
    annotations: Readonly<Record<string, string>> | undefined = this.plan.annotations,
  ): ObjectHead {
    return { apiVersion, kind, metadata: { name, labels: { ...this._identity.labels }, annotations } };
  }

  /** The Pod template; what is of the container stands in `own` as its kind read it. @internal */
  protected _podTemplate(own: OwnPodInput): PodTemplateSpec {
    const { image, imagePullPolicy, resources, security = {} } = this._read;
    const { command, args, env, ...pod } = own;
    return podTemplate(
      {
        ...pod,
        identity: this._identity,
        main: {
          image,
          imagePullPolicy,
          command,
          args,
          env,
          ports: this._ports,
          health: this.plan.health ?? {},
          resources,
        },
        volumes: this.volumes.map(({ volume }) => volume),
        security,
        automountServiceAccountToken: this._read.automountServiceAccountToken,
        enableServiceLinks: this._read.enableServiceLinks,
        spread: this.plan.spread,
        fields: this.plan.pod,
        podAnnotations: this._read.podAnnotations,
        terminationGracePeriodSeconds: this._read.terminationGracePeriod,
      },
      this.defaults,
    );
  }

  /** The DNS name of a Service of this workload, as far as it is known: without a namespace, its first part. @internal */
  protected _serviceHost(service: string): string {
    return this.namespace === undefined ? service : `${service}.${this.namespace}.svc.${this.platform.clusterDomain}`;
  }

  private readVolumes(read: ReadWorkload): readonly PlacedVolume[] {
    const files = (read.files ?? []).map((volume, index) => ({
      volume,
      mountPlaces: volume.mounts.map(() => this.place.key('files').item(index).key('mountPath')),
    }));
    const writable = (read.writable ?? []).map((mountPath, index) => ({
      volume: { mounts: [{ mountPath }], source: { emptyDir: {} } },
      mountPlaces: [this.place.key('writable').item(index)],
    }));
    return [...files, ...writable];
  }

  private isolationFacts(): IsolationFacts {
    return {
      level: this._read.isolation ?? isolationOf(this, this.namespace) ?? this.defaults.isolation,
      membersTalk: this.plan.membersTalk ?? false,
      routeCalls: this._routeCalls,
      dns: this.platform.dns ?? CLUSTER_DNS,
    };
  }

  private check(read: ReadWorkload, ports: readonly Port[]): void {
    checkSelector(this._identity, this.place.key('selector'));
    checkHealth(this.plan.health ?? {}, ports, this.place.key('health'));
    checkResources(read.resources, this.defaults, this.place.key('resources'));
    checkSecurity(read.security ?? {}, this.defaults, this.place.key('security'));
    checkVolumes(this.volumes);
  }
}

/** What a kind of workload gives to the parts that all have. */
export interface WorkloadPlan {
  readonly ports: readonly Port[];
  /** The form of its name, where that may be another than a Service's. */
  readonly name?: Reader<string>;
  /** Annotations of its objects, unless one has its own. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What only this kind says of its Pods. */
  readonly pod?: PodInput['fields'];
  /** The labels of a running workload that is adopted. */
  readonly selector?: Readonly<Record<string, string>>;
  /** None where no probe makes sense, as for Jobs. */
  readonly health?: ReadHealth;
  /** None where the controller decides where its Pods are. */
  readonly spread?: DefaultValues['spread'];
  /** None where a drain asks nobody, as for DaemonSets. */
  readonly budget?: BudgetPlan;
  /** The volumes of claim templates. */
  readonly storage?: readonly PlacedVolume[];
  /** Whether its Pods call each other: they are members of one system. */
  readonly membersTalk?: boolean;
}

/** What a PodDisruptionBudget is made from. */
export interface BudgetPlan {
  readonly disruption: ReadDisruption;
  /** How many Pods there are: with one, a budget would block every drain. */
  readonly pods: number;
  readonly evictUnhealthy: 'AlwaysAllow' | 'IfHealthyBudget';
}

/** A kind of workload: how its props are read, and what follows from them for the common parts. */
export interface WorkloadKind {
  readonly shape: ShapeReader<ReadWorkload>;
  // biome-ignore lint/suspicious/noExplicitAny: a plan takes exactly what its own shape reads
  plan(read: any, defaults: DefaultValues, place: Place): WorkloadPlan;
}
