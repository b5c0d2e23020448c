import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { serviceName } from '../input/names';
import type { Place } from '../input/place';
import { checkMemberNames } from '../network/member-names';
import { memberPorts, memberServiceFields, type ReadMemberServices } from '../network/member-services';
import type { Port } from '../network/ports';
import { headlessServiceFields, serviceFields } from '../network/service';
import { CLUSTER_IP } from '../network/service-type';
import type { ReadEnv } from '../pod/env';
import { checkStatefulRollout, statefulSetFields } from '../pod/stateful-set';
import type { ClaimReference } from '../storage/pool';
import { claimsOf, claimTemplate } from '../storage/storage';
import { Member, Peer } from './member';
import { memberContainers, memberProgram } from './member-containers';
import type { RouteBackend, RouteBackendFacts } from './route-backend';
import { type ReadStatefulCluster, STATEFUL_CLUSTER_KIND, type StatefulClusterProps } from './stateful-cluster-props';
import { answersTo } from './wait-cycle';
import { Workload } from './workload';

/** What every member has as POD_NAME. */
const MEMBER_NAME = 'metadata.name';

/** Complains about a POD_NAME that is not the member's own: arguments and images ask for it. */
function checkPodName({ POD_NAME: given }: Readonly<Record<string, ReadEnv>>, at: Place): void {
  if (given === undefined || given.valueFrom?.fieldRef?.fieldPath === MEMBER_NAME) return;
  at.key('POD_NAME').complain({
    rule: 'pod-name-replaced',
    severity: 'unsafe',
    what: "replaces the member's own name, which every member has there: all members would say the same",
    got: given.value ?? given.valueFrom,
    allowed: 'a variable of another name',
    fix: 'remove it, or give it another name',
  });
}

/**
 * A system of members with names and data of their own: etcd, ZooKeeper, Kafka, a database.
 *
 * Emits a StatefulSet, a headless Service for the members' names, a client Service (unless all ports are for peers only),
 * a ServiceAccount, a PodDisruptionBudget (with two members or more) and a NetworkPolicy. Wrong props are recorded, not
 * thrown: `App.synth()` reports them all.
 */
export class StatefulCluster extends Workload implements RouteBackend {
  /** The StatefulSet; also the construct's default child. */
  readonly statefulSet: ApiObject;
  /** The headless Service, which gives each member its DNS name. */
  readonly headlessService: ApiObject;
  /** The Service for clients; none when all ports are for peers only. */
  readonly service?: ApiObject;
  /** The members' own Services, in the order of the members; empty without the prop. */
  readonly memberServices: readonly ApiObject[];
  /** How many members there are. */
  readonly members: number;

  private readonly firstOrdinal: number;
  private readonly headlessName: string;
  private readonly clientName: string;

  constructor(scope: Construct, id: string, props: StatefulClusterProps) {
    super(scope, id, props, STATEFUL_CLUSTER_KIND);
    const read = this._read as ReadStatefulCluster;
    this.members = read.members;
    this.firstOrdinal = read.firstOrdinal ?? 0;
    this.headlessName = read.serviceName ?? `${this.name}-headless`;
    this.clientName = read.clientServiceName ?? this.name;
    this.checkNames(read);
    checkStatefulRollout(
      read.rollout ?? {},
      { members: read.members, quorum: read.quorum !== undefined, kubernetesVersion: this.platform.kubernetesVersion },
      this.place.key('rollout'),
    );
    for (const service of new Set([this.headlessName, this.clientName])) {
      if (service !== this.name) answersTo(this, service, this.namespace);
    }

    const selector = this._identity.selector;
    const { env, ...program } = memberProgram(read, this);
    checkPodName(env ?? {}, this.place.key('env'));
    const own = {
      ...program,
      env: { POD_NAME: { valueFrom: { fieldRef: { fieldPath: MEMBER_NAME } } }, ...env },
      containers: memberContainers(read, this),
      restartToken: read.rollout?.restartToken,
      // Members leave by their own protocol on SIGTERM; callers know them by name, not through a load balancer.
      drainSeconds: 0,
    };
    const published = read.publishNotReadyAddresses ?? this.defaults.publishNotReadyAddresses;
    this.headlessService = this.addObject('HeadlessService', this.head('v1', 'Service', this.headlessName), {
      spec: () => headlessServiceFields(this.servicePorts, selector, published),
    });
    this.statefulSet = this.addObject('StatefulSet', this.head('apps/v1', 'StatefulSet'), {
      spec: () =>
        statefulSetFields(
          {
            members: read.members,
            serviceName: this.headlessName,
            selector,
            template: this._podTemplate(own),
            claims: claimsOf(read.storage ?? []).map((claim) => claimTemplate(claim, this.defaults.accessMode)),
            podManagementPolicy: read.podManagementPolicy,
            firstOrdinal: read.firstOrdinal,
            kubernetesVersion: this.platform.kubernetesVersion,
            rollout: read.rollout ?? {},
            retention: read.retention ?? {},
          },
          this.defaults,
        ),
    });
    this.node.defaultChild = this.statefulSet;
    if (this.clientPorts.length > 0) {
      const { serviceType = CLUSTER_IP } = read;
      this.service = this.addObject('Service', this.head('v1', 'Service', this.clientName, serviceType.annotations), {
        spec: () => serviceFields(this.clientPorts, selector, serviceType),
      });
    }
    const { memberServices } = read;
    this.memberServices = memberServices
      ? Array.from({ length: this.members }, (_, index) => this.addMemberService(memberServices, index))
      : [];
  }

  /**
   * Whether members without data may form a new system: until `quorum` says that it has formed. For what keeps them from
   * it, such as etcd's `--initial-cluster-state`.
   */
  get isForming(): boolean {
    const { state } = (this._read as ReadStatefulCluster).quorum ?? {};
    return state === undefined || state === 'forming';
  }

  /** The DNS name of the client Service, which sends to any ready member. */
  get host(): string {
    return this._serviceHost(this.clientName);
  }

  /** The DNS domain of the members: `etcd-headless.shop.svc.cluster.local`. A member's own is `$(POD_NAME).<domain>`. */
  get domain(): string {
    return this._serviceHost(this.headlessName);
  }

  /**
   * One member, by its place: 0 is the first, whatever `firstOrdinal` is.
   * A place that does not exist is recorded as an error.
   */
  member(index: number): Member {
    const isPlace = Number.isInteger(index) && index >= 0;
    if (!isPlace || index >= this.members) {
      this.place
        .ofCall(this.member)
        .key('member')
        .complain({
          rule: 'unknown-member',
          what: `is asked for a member that ${this.name} does not have`,
          got: index,
          allowed: this.members === 0 ? 'none: there are no members' : `0 to ${this.members - 1}`,
          fix: isPlace ? `raise members to ${index + 1}, or ask for an existing one` : 'ask for an existing one',
        });
    }
    return this.memberAt(isPlace ? index : 0);
  }

  /**
   * All members with one port, in the order of their ordinals; for config files, arguments and other workloads.
   * A port that does not exist is recorded as an error.
   */
  peers(port: string): readonly Peer[] {
    const found = this._ports.find(({ name }) => name === port);
    if (!found) this.complainPort(port);
    return Array.from({ length: this.members }, (_, index) => new Peer(this.memberAt(index), found?.targetPort ?? 0));
  }

  /** @internal */
  get _routeBackend(): RouteBackendFacts {
    return {
      serviceName: this.clientName,
      namespace: this.namespace,
      ports: this.clientPorts,
      routedFrom: (call) => this._routedFrom(call),
    };
  }

  /**
   * The claims that members have of one of the volumes, by the names that Kubernetes gives them: `data-etcd-0`, … A
   * PersistentVolumePool can keep volumes for them. A volume that is no `Storage.claim` is recorded as an error.
   */
  memberClaims(volume: string): readonly ClaimReference[] {
    const claims = claimsOf(this._read.storage ?? []).map(({ name }) => name);
    if (!claims.includes(volume)) {
      this.place
        .ofCall(this.memberClaims)
        .key('memberClaims')
        .complain({
          rule: 'unknown-claim',
          what: `is asked for a claim that ${this.name} does not have`,
          got: volume,
          allowed: claims.join(', ') || 'none: there is no Storage.claim',
          fix: 'ask for one of the claims, or add it to storage',
        });
    }
    return Array.from({ length: this.members }, (_, index) => ({
      name: `${volume}-${this.memberAt(index).name}`,
      namespace: this.namespace,
    }));
  }

  private get clientPorts(): readonly Port[] {
    return this._ports.filter((port) => !port.peersOnly && !port.podOnly);
  }

  private memberAt(index: number): Member {
    const name = `${this.name}-${this.firstOrdinal + index}`;
    const { pods, ...cluster } = this._endpoint;
    // The label that the StatefulSet controller gives each Pod.
    const matchLabels = { ...pods.matchLabels, 'statefulset.kubernetes.io/pod-name': name };
    const endpoint = { ...cluster, pods: { matchLabels }, headless: true };
    const member = new Member(name, this.firstOrdinal + index, `${name}.${this.domain}`, endpoint);
    member._routeBackend = this.memberBackend(name);
    return member;
  }

  private memberBackend(name: string): RouteBackendFacts {
    const { memberServices } = this._read as ReadStatefulCluster;
    return {
      serviceName: name,
      namespace: this.namespace,
      ports: memberServices ? memberPorts(memberServices, this.servicePorts) : [],
      noService: `give ${this.name} memberServices: {}, a Service for each member`,
      routedFrom: (call) => this._routedFrom(call),
    };
  }

  private get servicePorts(): readonly Port[] {
    return this._ports.filter(({ podOnly }) => !podOnly);
  }

  private complainPort(port: unknown): void {
    this.place
      .ofCall(this.peers)
      .key('peers')
      .complain({
        rule: 'unknown-port',
        what: `is asked for a port that ${this.name} does not have`,
        got: port,
        allowed: this._ports.map(({ name }) => name).join(', ') || 'none: there are no ports',
        fix: 'ask for one of the ports, or add it',
      });
  }

  private addMemberService(read: ReadMemberServices, index: number): ApiObject {
    const { name, ordinal, host, _endpoint } = this.memberAt(index);
    answersTo(this, name, this.namespace);
    const pod = _endpoint.pods.matchLabels!;
    const own = read.annotations?.complete({ name, ordinal, host });
    const annotations = read.type?.annotations || own ? { ...read.type?.annotations, ...own } : undefined;
    const fields = { spec: () => memberServiceFields(read, this.servicePorts, pod, index) };
    const head = this.head('v1', 'Service', name, annotations);
    return this.addObject(`MemberService-${index}`, head, fields, { of: 'memberServices', name });
  }

  private checkNames(read: ReadStatefulCluster): void {
    const ofService = serviceName(this.platform.kubernetesVersion);
    for (const key of ['serviceName', 'clientServiceName'] as const) {
      if (read[key] !== undefined) ofService.read(read[key], this.place.key(key));
    }
    checkMemberNames(
      {
        set: this.name,
        headless: this.headlessName,
        client: this.clientPorts.length > 0 ? this.clientName : undefined,
        lastHost: this.memberAt(Math.max(this.members - 1, 0)).host,
      },
      this.place.key(read.name === undefined ? 'id' : 'name'),
      this.place.key('serviceName'),
    );
  }
}
