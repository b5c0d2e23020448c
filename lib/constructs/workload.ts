import type { ApiObject } from 'cdk8s';
import type { INetworkPolicyPeer, IPodSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { dataFields } from '../config/content';
import type { Place } from '../input/place';
import type { PodTemplateSpec } from '../kubernetes/generated';
import type { Connection } from '../network/connection';
import { CLUSTER_DNS } from '../network/dns';
import type { Call, Endpoint, HasEndpoint } from '../network/endpoint';
import { monitorPlace, podMonitorFields, scrapeAnnotations } from '../network/metrics';
import { networkPolicyFields } from '../network/network-policy';
import type { Port } from '../network/ports';
import type { ReadOverlay } from '../overlay/overlay';
import type { PlacementFacts } from '../placement/colocation';
import { placementFields } from '../placement/placement';
import type { ReadScheduling } from '../placement/scheduling';
import { SPREADS } from '../placement/spread';
import { isolationOf } from '../platform/isolation-of';
import { type MonitoringFacts, NO_MONITORING } from '../platform/monitoring';
import { disruptionFields } from '../pod/disruption';
import { withDrain } from '../pod/drain';
import { type FileVolumes, fileVolumes, type OwnConfigMap } from '../pod/file-volumes';
import { filesOf, furtherContainers, sidecarPorts } from '../pod/further-containers';
import { hostFields } from '../pod/host';
import { type Identity, identityOf } from '../pod/identity';
import type { PlacedVolume } from '../pod/mounts';
import { checkOverlaidContainers } from '../pod/overlaid-containers';
import { podNetworkFields } from '../pod/pod-network';
import { type PodInput, podTemplate } from '../pod/pod-template';
import { WAIT_CONTAINER, waitContainers } from '../pod/wait-for';
import { OWN_ACCOUNT } from '../rights/service-account';
import { claimSpecFields } from '../storage/claim';
import { claimsOf } from '../storage/storage';
import { accept, type ConnectionPeer, type ConnectionProps, connect } from './connect';
import { Grants, type GrantsHost } from './grants';
import { checkIsolation } from './isolation-checks';
import { type IsolationFacts, policyInput } from './policy-input';
import type { RouteCall } from './route-backend';
import { type ObjectHead, StatecraftConstruct } from './statecraft-construct';
import { addWait, answersTo, checkWaitCycle, type Wait } from './wait-cycle';
import { type ReadWait, type WaitTarget, waitTargets } from './wait-target';
import { checkWorkload } from './workload-checks';
import type { WorkloadKind, WorkloadPlan } from './workload-plan';
import { type ReadWorkload, workloadName } from './workload-props';
import { claimName, workloadVolumes } from './workload-volumes';

/** What the kinds of workload read each in its way. */
export type OwnPodInput = Pick<PodInput['main'], 'command' | 'args' | 'env'> &
  Pick<PodInput, 'restartToken'> & {
    /** Seconds of preStop, where no hook is given; 0 for none. */
    readonly drainSeconds: number;
  };

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
  readonly _stated: { readonly callers: Connection[]; readonly calls: Call[] } = { callers: [], calls: [] };
  /** What the Pods wait for before they start. Complete when rendered. @internal */
  readonly _waits: Wait[] = [];
  private readonly connections: (readonly [target: ConnectionPeer, props?: ConnectionProps])[] = [];
  private readonly variants: Workload[] = [];
  private readonly plan: WorkloadPlan;
  private readonly account: string;
  private readonly volumes: readonly PlacedVolume[];
  private readonly volumeOf: FileVolumes['volumeOf'];

  /** @internal */
  protected constructor(scope: Construct, id: string, props: unknown, kind: WorkloadKind) {
    super(scope, id);
    const read = kind.shape.read(props, this.place);
    this.plan = kind.plan(read, this.defaults, this.place);
    const { ports, budget, name = workloadName } = this.plan;
    this._read = read;
    this._ports = [...ports, ...sidecarPorts(read)];
    this.name = read.name ?? this._givenId;
    name.read(this.name, read.name === undefined ? this.place.key('id') : this.place.key('name'));
    this._identity = identityOf({
      ...read,
      selector: this.plan.selector,
      name: this.name,
      common: this.commonLabels,
    });
    const files = fileVolumes(filesOf(read), this.name);
    this.volumeOf = files.volumeOf;
    this.volumes = workloadVolumes(read, (read.files ?? []).map(files.volumeOf), {
      name: this.name,
      container: this._containerName,
      claimTemplates: this.plan.claimTemplates,
      place: this.place,
    });
    const parts = {
      identity: this._identity,
      plan: this.plan,
      container: this._containerName,
      volumes: this.volumes,
      volumeOf: files.volumeOf,
      kubernetesVersion: this.platform.kubernetesVersion,
    };
    checkWorkload(read, parts, this.defaults, this.place);
    answersTo(this, this.name, this.namespace);
    this.addWaits(read.waitFor ?? [], this.place.key('waitFor'));
    checkOverlaidContainers(this.overlays, this.containerNames, this.place.key('overlays'));
    this.whenComplete((place) => checkWaitCycle(this, place.key('waitFor')));

    const { name: account = this.name, exists, annotations } = read.serviceAccount ?? OWN_ACCOUNT;
    this.account = account;
    this.grants = Grants._of(() => this.grantsHost());
    if (!exists) {
      const head = this.head(
        'v1',
        'ServiceAccount',
        account,
        annotations && { ...this.plan.annotations, ...annotations },
      );
      this.serviceAccount = this.addObject('ServiceAccount', head, {
        automountServiceAccountToken: () => this.mountsToken ?? this.defaults.automountServiceAccountToken,
      });
    }
    this.claims = this.addClaims(read);
    this.configMaps = files.configMaps.map((own) => this.addConfigMap(own));
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
      this.whenComplete((place) => checkIsolation(this._endpoint, this.isolationFacts(), place));
    }
    this.podMonitor = this.addPodMonitor();
  }

  /**
   * States that this workload calls something: another workload, a member, a `Target`, a cdk8s-plus workload. Under
   * isolation the policies of both sides let it through; without, nothing changes. A port that does not exist is an error.
   */
  connectsTo(target: ConnectionPeer, props?: ConnectionProps): void {
    connect(this._endpoint, target, props, this.place.ofCall(this.connectsTo).key('connectsTo'));
    this.connections.push([target, props]);
    for (const variant of this.variants) variant.connectAs(target, props);
  }

  /** A variant calls what this workload calls, whenever that is said. @internal */
  protected _hasVariant(variant: Workload): void {
    for (const [target, props] of this.connections) variant.connectAs(target, props);
    this.variants.push(variant);
  }

  /** What is wrong with the connection, the workload that it was said of reports. */
  private connectAs(target: ConnectionPeer, props: ConnectionProps | undefined): void {
    connect(this._endpoint, target, props, this.place.recordingTo({ record: () => undefined }));
    this.connections.push([target, props]);
    for (const variant of this.variants) variant.connectAs(target, props);
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
      headless: this.plan.headless,
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

  private get scheduling(): ReadScheduling {
    const scheduling: ReadScheduling = this._read.scheduling ?? {};
    const tolerations = [...(this.plan.tolerations ?? []), ...(scheduling.tolerations ?? [])];
    return { ...scheduling, tolerations: tolerations.length > 0 ? tolerations : undefined };
  }

  /** The main container's name. @internal */
  protected get _containerName(): string {
    return this._read.container?.name ?? this.name;
  }

  /** How others name these Pods when they say where theirs run. @internal */
  get _placement(): PlacementFacts {
    return { selector: this._identity.selector, namespace: this.namespace };
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
    const { command, args, env, drainSeconds, ...pod } = own;
    return podTemplate(
      {
        ...pod,
        identity: this._identity,
        main: {
          name: this._containerName,
          image,
          imagePullPolicy,
          command,
          args,
          envFrom: this._read.envFrom,
          workingDir: this._read.workingDir,
          env,
          ports: this.plan.ports,
          health: this.plan.health ?? {},
          resources,
          options: this._read.container,
        },
        volumes: this.volumes.map(({ volume }) => volume),
        security,
        serviceAccountName: this.account,
        automountServiceAccountToken: this.mountsToken,
        enableServiceLinks: this._read.enableServiceLinks,
        podAnnotations: { ...this.scrapeAnnotations(), ...this._read.podAnnotations },
        placement: placementFields(this.scheduling, this.plan.spread ?? SPREADS.none, this._placement),
        rollOnConfigChange: this.plan.rollOnConfigChange ?? false,
        terminationGracePeriodSeconds: this._read.terminationGracePeriod,
        lifecycle: withDrain(this._read, drainSeconds),
        further: furtherContainers(this._read, this.waitContainers(), this.volumeOf, this.defaults),
        fields: this.podFields(),
      },
      this.defaults,
    );
  }

  /** The DNS name of a Service of this workload, as far as it is known: without a namespace, its first part. @internal */
  protected _serviceHost(service: string): string {
    return this.namespace === undefined ? service : `${service}.${this.namespace}.svc.${this.platform.clusterDomain}`;
  }

  /** @internal */
  get _waitNamespace(): string | undefined {
    return this.namespace;
  }

  private waitContainers() {
    const { waiting = {}, security = {} } = this._read;
    return waitContainers(
      this._waits.map(({ address }) => address),
      waiting,
      security,
      this.defaults,
    );
  }

  private addWaits(waits: readonly ReadWait[], at: Place): void {
    waits.forEach(({ address, endpoint, port, target }, index) => {
      if (address === undefined) return;
      addWait(this, { address, to: endpoint?.construct });
      if (target !== undefined) this._connectsTo(target, { ports: [port!] }, at.item(index));
    });
  }

  /** The overlays are called like the handles: of `HeadlessService`, `headlessService`. */
  protected override overlayOf(id: string): ReadOverlay | undefined {
    return this.overlays?.[`${id.charAt(0).toLowerCase()}${id.slice(1)}`];
  }

  private get overlays(): Readonly<Record<string, ReadOverlay | undefined>> | undefined {
    return (this._read as { readonly overlays?: Readonly<Record<string, ReadOverlay | undefined>> }).overlays;
  }

  /** The names of the containers, but for what overlays add. */
  private get containerNames(): readonly string[] {
    const { initContainers = [], sidecars = [] } = this._read;
    return [this.name, WAIT_CONTAINER, ...[...initContainers, ...sidecars].map(({ name }) => name)];
  }

  protected override get commonLabels(): Readonly<Record<string, string>> {
    return { ...super.commonLabels, ...this._read.labels };
  }

  private podFields(): PodInput['fields'] {
    const { podNetwork = {}, host = {}, shareProcessNamespace, security } = this._read;
    const { imagePullSecrets = this.defaults.imagePullSecrets } = this._read;
    return {
      imagePullSecrets: imagePullSecrets.length > 0 ? imagePullSecrets.map((name) => ({ name })) : undefined,
      hostUsers: security?.hostUsers,
      shareProcessNamespace,
      ...this.plan.pod,
      ...hostFields(host),
      ...podNetworkFields(podNetwork),
    };
  }

  private addConfigMap({ name, immutable, entries }: OwnConfigMap): ApiObject {
    const { data, binaryData } = dataFields(entries);
    return this.addObject(immutable ? 'ImmutableFiles' : 'Files', this.head('v1', 'ConfigMap', name), {
      immutable: () => immutable || undefined,
      data: () => data,
      binaryData: () => binaryData,
    });
  }

  private addClaims(read: ReadWorkload): Readonly<Record<string, ApiObject>> {
    if (this.plan.claimTemplates) return {};
    return Object.fromEntries(
      claimsOf(read.storage ?? []).map(({ name, claim }) => {
        const { metadata, ...rest } = this.head(
          'v1',
          'PersistentVolumeClaim',
          claimName(this.name, name),
          claim.annotations,
        );
        const head = { ...rest, metadata: { ...metadata, labels: { ...claim.labels, ...metadata.labels } } };
        const spec = () => claimSpecFields(claim, this.defaults.accessMode);
        return [name, this.addObject(`Claim-${name}`, head, { spec })];
      }),
    );
  }

  /** A program that was granted something needs the token; whoever says otherwise mounts one in another way. */
  private get mountsToken(): boolean | undefined {
    return this._read.automountServiceAccountToken ?? (this.grants._given ? true : undefined);
  }

  private grantsHost(): GrantsHost {
    return {
      name: this.name,
      namespace: this.namespace,
      account: this.account,
      place: this.place,
      addObject: (id, kind, { name, namespace }, fields) => {
        const { metadata, ...head } = this.head('rbac.authorization.k8s.io/v1', kind, name);
        return this.addObject(id, { ...head, metadata: { ...metadata, namespace } }, fields);
      },
    };
  }

  private scrapeAnnotations(): Readonly<Record<string, string>> {
    const { metrics } = this.plan;
    return metrics && this.monitoring.dialect === 'annotations' ? scrapeAnnotations(metrics, this._ports) : {};
  }

  private addPodMonitor(): ApiObject | undefined {
    const { metrics } = this.plan;
    const { monitoring } = this;
    if (!metrics || monitoring.dialect !== 'prometheusOperator') return undefined;
    const { name, ...where } = monitorPlace(this.name, this.namespace, monitoring);
    const { metadata, ...head } = this.head('monitoring.coreos.com/v1', 'PodMonitor', name);
    const labels = { ...metadata.labels, ...monitoring.labels };
    const selected = { namespace: where.selected, interval: monitoring.interval };
    return this.addObject(
      'PodMonitor',
      { ...head, metadata: { ...metadata, labels, ...where.metadata } },
      { spec: () => podMonitorFields(metrics, this._ports, this._identity.selector, selected) },
    );
  }

  private get monitoring(): MonitoringFacts {
    return this.platform.monitoring ?? NO_MONITORING;
  }

  private isolationFacts(): IsolationFacts {
    return {
      metrics: this.plan.metrics,
      scrapers: this.monitoring.scrapers,
      apiServer: this.platform.apiServer,
      callsApiServer: this.grants._given,
      onHostNetwork: this._read.host?.network !== undefined,
      textWaits: this._waits.filter(({ to }) => to === undefined).map(({ address }) => address),
      outside: this.plan.outside,
      level: this._read.isolation ?? isolationOf(this, this.namespace) ?? this.defaults.isolation,
      membersTalk: this.plan.membersTalk ?? false,
      routeCalls: this._routeCalls,
      dns: this.platform.dns ?? CLUSTER_DNS,
    };
  }
}
