import type { ApiObject } from 'cdk8s';
import type { INetworkPolicyPeer, IPodSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { checkByName } from '../config/by-name';
import { serviceName } from '../input/names';
import type { Place } from '../input/place';
import type { PodTemplateSpec } from '../kubernetes/generated';
import { CLUSTER_DNS } from '../network/dns';
import type { Endpoint, HasEndpoint } from '../network/endpoint';
import { outsideOf } from '../network/further-services';
import { checkAnnotated, scrapedPorts } from '../network/metrics';
import { networkPolicyFields } from '../network/network-policy';
import type { Port } from '../network/ports';
import { resolvers } from '../network/resolvers';
import { configMapsIn } from '../overlay/config-maps';
import { keyOfKind } from '../overlay/laid';
import type { PlacementFacts } from '../placement/colocation';
import { isolationOf } from '../platform/isolation-of';
import { type MonitoringFacts, NO_MONITORING } from '../platform/monitoring';
import type { Identity } from '../pod/identity';
import { checkOverlaidContainers } from '../pod/overlaid-containers';
import { accept, type ConnectionPeer, type ConnectionProps, connect } from './connect';
import { Connections } from './connections';
import { Grants, type GrantsHost } from './grants';
import { checkIsolation } from './isolation-checks';
import { keepCaller, keepCallsOf, keepPlatformCall, platformCallsOf } from './platform-calls';
import { type IsolationFacts, policyInput } from './policy-input';
import type { RouteCall } from './route-backend';
import { type ObjectHead, StatecraftConstruct } from './statecraft-construct';
import { addWait, answersTo, checkWaitCycle, type Wait } from './wait-cycle';
import { type ReadWait, type WaitTarget, waitTargets } from './wait-target';
import { checkWorkload } from './workload-checks';
import { headOf, type WorkloadFacts, workloadFacts } from './workload-facts';
import {
  accountObject,
  budgetObject,
  claimObjects,
  configMapObject,
  furtherServiceObject,
  monitorObject,
  type WorkloadObject,
} from './workload-objects';
import type { WorkloadKind } from './workload-plan';
import { containerNames, type OwnPodInput, placementOf, workloadPod } from './workload-pod';
import type { ReadWorkload } from './workload-props';
import { hasToken } from './workload-volumes';

/** The parts that all workloads have: identity, ServiceAccount, NetworkPolicy, Pod template; and what their kind asks for. */
export abstract class Workload extends StatecraftConstruct implements IPodSelector, INetworkPolicyPeer, HasEndpoint {
  /** The objects' name: the construct's id, or `name` where given. */
  readonly name: string;
  /** The ServiceAccount of the Pods; none where they run as an existing one. */
  readonly serviceAccount?: ApiObject;
  /** The ConfigMaps of its own files: none, one, or a second one for files that are to be immutable. */
  readonly configMaps: readonly ApiObject[];
  /** The PodDisruptionBudget; none for a single Pod. */
  readonly podDisruptionBudget?: ApiObject;
  /** The NetworkPolicy; none with `networkPolicy: false`. */
  readonly networkPolicy?: ApiObject;
  /** The PodMonitor; with `metrics`, where the platform's monitoring is Prometheus Operator. */
  readonly podMonitor?: ApiObject;
  /** The Services of `furtherServices`, in their order. */
  readonly furtherServices: readonly ApiObject[];
  /** What the workload may do with the Kubernetes API. */
  readonly grants: Grants;
  /** The PersistentVolumeClaims of `Storage.claim`, by the volume's name; none of a StatefulCluster, whose members have them. */
  readonly claims: Readonly<Record<string, ApiObject>>;

  /** @internal */
  protected readonly _identity: Identity;
  /** All ports of the Pods, of the main container first. @internal */
  protected readonly _ports: readonly Port[];
  /** @internal */
  protected readonly _read: ReadWorkload;
  /** The routes that send to this workload; what a policy under isolation lets in. Complete when rendered. @internal */
  readonly _routeCalls: RouteCall[] = [];
  /** What was stated of connections. Complete when rendered. @internal */
  readonly _connections = new Connections(() => this._endpoint);
  /** What the Pods wait for before they start. Complete when rendered. @internal */
  readonly _waits: Wait[] = [];
  private readonly facts: WorkloadFacts;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: unknown, kind: WorkloadKind) {
    super(scope, id);
    const read = kind.shape.read(props, this.place);
    const plan = kind.plan(read, this.defaults, this.place);
    this._read = read;
    this.name = read.name ?? this._givenId;
    // Its Service has the same name, and that form is the narrowest.
    const ofService = serviceName(this.platform.kubernetesVersion);
    (plan.name ?? ofService).read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    for (const [index, service] of (plan.furtherServices ?? []).entries()) {
      ofService.read(service.name, this.place.key('furtherServices').item(index).key('name'));
    }
    const site = { id: this._givenId, namespace: this.namespace, labels: this.commonLabels, place: this.place };
    const facts = workloadFacts(read, plan, site);
    this.facts = facts;
    this._ports = facts.ports;
    this._identity = facts.identity;
    checkWorkload(facts, this.defaults, this.place);
    answersTo(this, this.name, this.namespace);
    this.addWaits(read.waitFor ?? [], this.place.key('waitFor'));
    const { overlays } = read as { readonly overlays?: object };
    this.layOver(overlays);
    for (const name of configMapsIn(overlays)) checkByName(name, this.place.key('overlays'));
    checkOverlaidContainers(overlays, containerNames(facts), this.place.key('overlays'));
    this.whenComplete((place) => checkWaitCycle(this, place.key('waitFor')));

    const defaults = () => this.defaults;
    this.grants = Grants._of(() => this.grantsHost());
    this.serviceAccount = this.add(accountObject(facts, () => this.mountsToken, defaults));
    const claims = claimObjects(facts, defaults).map(([volume, claim]) => [volume, this.add(claim)]);
    this.claims = Object.fromEntries(claims);
    this.configMaps = facts.configMaps.map((own) => this.add(configMapObject(facts, own)));
    this.furtherServices = (plan.furtherServices ?? []).map((service, index) => {
      answersTo(this, service.name, this.namespace);
      return this.add(furtherServiceObject(facts, service, index));
    });
    this.podDisruptionBudget = this.add(budgetObject(facts, this.defaults));
    if (read.networkPolicy ?? this.defaults.networkPolicy) {
      this.networkPolicy = this.addObject('NetworkPolicy', this.head('networking.k8s.io/v1', 'NetworkPolicy'), {
        spec: () => networkPolicyFields(policyInput(this.allConnected, this.isolationFacts())),
      });
      this.whenComplete((place) => checkIsolation(this.allConnected, this.isolationFacts(), place));
    }
    this.keepScrapes();
    keepCaller(this._endpoint, facts.identity.podLabels);
    this.podMonitor = this.add(monitorObject(facts, this.monitoring));
  }

  /**
   * States that this workload calls something: another workload, a member, a `Target`, a cdk8s-plus workload. Under
   * isolation the policies of both sides let it through; without, nothing changes. A port that does not exist is an error.
   */
  connectsTo(target: ConnectionPeer, props?: ConnectionProps): void {
    this._connections.add(target, props, this.place.ofCall(this.connectsTo).key('connectsTo'));
  }

  /**
   * States who else calls this workload: callers that are no workloads of ours, `Target.cidr('192.0.2.0/24')`. `ports` are
   * this workload's; others than the declared ones, by number, are opened too.
   */
  acceptsFrom(caller: ConnectionPeer, props?: ConnectionProps): void {
    accept(this._endpoint, caller, props, this.place.ofCall(this.acceptsFrom).key('acceptsFrom'));
  }

  /**
   * Waits for something before the main container starts, as `waitFor` does; for what is only made later, or by somebody
   * else.
   */
  waitsFor(target: WaitTarget): void {
    const at = this.place.ofCall(this.waitsFor).key('waitsFor');
    this.addWaits(waitTargets.read([target], at), at);
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
      headless: this.facts.plan.headless,
      namespace: this.namespace,
      ports: this._ports,
      onHostNetwork: this._read.host?.network !== undefined,
      stated: this._connections,
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

  /** Whether a change of configuration replaces the Pods. @internal */
  get _followsConfig(): boolean {
    return this.facts.plan.rollOnConfigChange ?? false;
  }

  /** The main container's name. @internal */
  protected get _containerName(): string {
    return this.facts.container;
  }

  /** How others name these Pods when they say where theirs run. @internal */
  get _placement(): PlacementFacts {
    return placementOf(this.facts);
  }

  /** The head of an object of this workload. @internal */
  protected head(
    apiVersion: string,
    kind: string,
    name?: string,
    annotations?: Readonly<Record<string, string>>,
  ): ObjectHead {
    return headOf(this.facts, apiVersion, kind, name, annotations);
  }

  /** The Pod template; what is of the container stands in `own` as its kind read it. @internal */
  protected _podTemplate(own: OwnPodInput): PodTemplateSpec {
    const waits = this._waits.map(({ address }) => address);
    const surroundings = { monitoring: this.monitoring, waits, mountsToken: this.mountsToken };
    return workloadPod(this.facts, own, surroundings, this.defaults);
  }

  /** The DNS name of a Service of this workload, as far as it is known: without a namespace, its first part. @internal */
  protected _serviceHost(service: string): string {
    return this.namespace === undefined ? service : `${service}.${this.namespace}.svc.${this.platform.clusterDomain}`;
  }

  /** @internal */
  get _waitNamespace(): string | undefined {
    return this.namespace;
  }

  private add(object: WorkloadObject): ApiObject;
  private add(object: WorkloadObject | undefined): ApiObject | undefined;
  private add(object: WorkloadObject | undefined): ApiObject | undefined {
    return object && this.addObject(object.id, object.head, object.fields, object.over);
  }

  private addWaits(waits: readonly ReadWait[], at: Place): void {
    waits.forEach(({ address, endpoint, port, target }, index) => {
      if (address === undefined) return;
      addWait(this, { address, to: endpoint?.construct });
      if (target !== undefined) this._connectsTo(target, { ports: [port!] }, at.item(index));
    });
  }

  protected override get commonLabels(): Readonly<Record<string, string>> {
    return { ...super.commonLabels, ...this._read.labels };
  }

  /** A program that was granted something needs the token; whoever says otherwise mounts one in another way. */
  private get mountsToken(): boolean | undefined {
    return this._read.automountServiceAccountToken ?? (this.grants._given ? true : undefined);
  }

  /** The prop that gives the Pods a token for the API server. */
  private get tokenSource(): 'automountServiceAccountToken' | 'storage' | undefined {
    if (this.mountsToken ?? this.defaults.automountServiceAccountToken) return 'automountServiceAccountToken';
    return this.facts.volumes.some(({ volume }) => hasToken(volume)) ? 'storage' : undefined;
  }

  /** A route sends to this workload. @internal */
  protected _routedFrom(call: RouteCall): void {
    this._routeCalls.push(call);
    const port = this._ports.find(({ name }) => name === call.port);
    if (port && call.callers?.namespace !== undefined) keepPlatformCall(call.callers, this._endpoint, port);
  }

  private keepScrapes(): void {
    const { metrics } = this.facts.plan;
    if (metrics && this.monitoring.dialect === 'annotations') checkAnnotated(metrics, this.place.key('metrics'));
    for (const port of scrapedPorts(metrics, this._ports)) {
      for (const scraper of this.monitoring.scrapers ?? []) keepCallsOf(scraper, this._endpoint, port);
    }
  }

  /** The endpoint with what it calls because the platform says so: as the controller of routes, or as a scraper. */
  private get allConnected(): Endpoint {
    const { callers, calls } = this._connections;
    const who = { namespace: this.namespace, podLabels: this._identity.podLabels };
    return { ...this._endpoint, stated: { callers, calls: [...calls, ...platformCallsOf(this, who)] } };
  }

  private grantsHost(): GrantsHost {
    return {
      name: this.name,
      namespace: this.namespace,
      account: this.facts.account.name,
      place: this.place,
      addObject: (id, kind, { name, namespace }, fields) => {
        const { metadata, ...head } = this.head('rbac.authorization.k8s.io/v1', kind, name);
        const there = { ...head, metadata: { ...metadata, namespace } };
        return this.addObject(id, there, fields, keyOfKind(kind, name));
      },
    };
  }

  private get monitoring(): MonitoringFacts {
    return this.platform.monitoring ?? NO_MONITORING;
  }

  private isolationFacts(): IsolationFacts {
    const { platform } = this;
    return {
      metrics: this.facts.plan.metrics,
      scrapers: platform.monitoring?.scrapers,
      apiServer: platform.apiServer,
      callsApiServer: this.grants._given ? 'grants' : this.tokenSource,
      textWaits: this._waits.filter(({ to }) => to === undefined).map(({ address }) => address),
      outside: this.facts.plan.outside ?? outsideOf(this.facts.plan.furtherServices ?? []),
      level: this._read.isolation ?? isolationOf(this, this.namespace) ?? this.defaults.isolation,
      membersTalk: this.facts.plan.membersTalk ?? false,
      routeCalls: this._routeCalls,
      dns: resolvers(this._read.podNetwork ?? {}, platform.dns ?? CLUSTER_DNS),
      asksNode: this._read.podNetwork?.dnsPolicy === 'Default',
    };
  }
}
