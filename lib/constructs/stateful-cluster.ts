import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Given, given } from '../input/given';
import { nameOf } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, list, oneOf, text, whole } from '../input/readers';
import { checkMemberNames } from '../network/member-names';
import {
  checkMemberServices,
  MEMBER_SERVICES,
  type MemberServicesProps,
  memberServiceFields,
  type ReadMemberServices,
} from '../network/member-services';
import { type ClusterPortProps, checkHostPorts, clusterPorts, type Port } from '../network/ports';
import { headlessServiceFields, serviceFields } from '../network/service';
import { CLUSTER_IP } from '../network/service-type';
import { SPREADS } from '../placement/spread';
import { checkQuorum } from '../pod/disruption';
import { type EnvInput, env } from '../pod/env';
import { checkDiscovery, checkMembers, checkQuorumRetention, type Quorum, quorum } from '../pod/quorum';
import {
  checkStatefulRollout,
  RETENTION,
  type RetentionProps,
  STATEFUL_ROLLOUT,
  type StatefulRolloutProps,
  statefulSetFields,
} from '../pod/stateful-set';
import type { ClaimReference } from '../storage/pool';
import { claimsOf, claimTemplate } from '../storage/storage';
import { Member, Peer } from './member';
import type { RouteBackend, RouteBackendFacts } from './route-backend';
import { answersTo } from './wait-cycle';
import { Workload, type WorkloadKind } from './workload';
import { STATEFUL_CLUSTER_OVERLAYS, type StatefulClusterOverlays } from './workload-overlays';
import { REPLICATED_FIELDS, type ReplicatedProps } from './workload-props';

/** What a stateful cluster says. */
export interface StatefulClusterProps extends ReplicatedProps {
  /** How many members. Of systems with a quorum it is changed together with `quorum`. */
  readonly members: number;
  /**
   * That members decide by majority and keep a list of themselves, and how many there are on that list. Emits nothing by
   * itself: even numbers, two members, claims that go with members and a change of `members` that nobody announced become
   * findings, and `cluster.isForming` says what members without data may do.
   * @default - members don't decide by majority, or learn of each other by themselves
   */
  readonly quorum?: Quorum;
  /** The ports, for clients and for peers. */
  readonly ports: readonly ClusterPortProps[];
  /**
   * Environment variables by name, or a function from the cluster to them. `POD_NAME`, the member's own name, is always
   * there, before them.
   * @default - none
   */
  readonly env?: Given<StatefulCluster, Readonly<Record<string, EnvInput>>>;
  /**
   * The program, or a function from the cluster to it; no shell.
   * @default - the image's
   */
  readonly command?: Given<StatefulCluster, readonly string[]>;
  /**
   * The program's arguments, or a function from the cluster to them; `$(POD_NAME)` is the member's own name.
   * @default - the image's
   */
  readonly args?: Given<StatefulCluster, readonly string[]>;
  /** What becomes of the claims. @default - they stay */
  readonly retention?: RetentionProps;
  /**
   * The ordinal of the first member. Changing it later gives every member another name and another claim.
   * @default - 0
   */
  readonly firstOrdinal?: number;
  /**
   * 'Parallel' starts and stops all members at once, as systems need that elect before they are ready (etcd, ZooKeeper,
   * Kafka): the first would wait for ever for the second, which only starts when the first is ready. 'OrderedReady' starts
   * one after the other, as systems need whose first member must be there before the rest (a primary and its replicas); a
   * bad template then blocks until the Pod is deleted by hand. Updates go one by one, the highest ordinal first, in both.
   * Kubernetes accepts no change of it.
   * @default 'Parallel'
   */
  readonly podManagementPolicy?: 'Parallel' | 'OrderedReady';
  /** How a new version replaces the old. @default - rolling, the highest ordinal first */
  readonly rollout?: StatefulRolloutProps;
  /**
   * The name of the headless Service, where a running StatefulSet is to be adopted: Kubernetes accepts no change of it.
   * @default - `<name>-headless`
   */
  readonly serviceName?: string;
  /**
   * The name of the client Service. It must differ from `serviceName`, for instance where a running StatefulSet's
   * headless Service has the set's own name.
   * @default - the objects' name
   */
  readonly clientServiceName?: string;
  /**
   * Whether members have DNS names before they are ready, as systems need that elect first.
   * @default true
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: StatefulClusterOverlays;
  /**
   * A Service for each member, named as the member, for clients that must reach a certain one from outside.
   * @default - none: inside the cluster each member has its DNS name
   */
  readonly memberServices?: MemberServicesProps;
}

const FIELDS = {
  ...REPLICATED_FIELDS,
  members: required(whole(0, 1000)),
  quorum: optional(quorum),
  ports: required(clusterPorts),
  env: optional(given(env, 'the cluster')),
  command: optional(given(list(text), 'the cluster')),
  args: optional(given(list(text), 'the cluster')),
  retention: optional(RETENTION),
  firstOrdinal: optional(whole(0, 1_000_000)),
  podManagementPolicy: optional(oneOf<'Parallel' | 'OrderedReady'>('Parallel', 'OrderedReady')),
  rollout: optional(STATEFUL_ROLLOUT),
  serviceName: optional(nameOf('dns-1035-label')),
  clientServiceName: optional(nameOf('dns-1035-label')),
  publishNotReadyAddresses: optional(flag),
  overlays: optional(STATEFUL_CLUSTER_OVERLAYS),
  memberServices: optional(MEMBER_SERVICES),
};

export const STATEFUL_CLUSTER = shape<StatefulClusterProps>()('StatefulCluster', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: STATEFUL_CLUSTER,
  plan: (read: Read, defaults, place) => {
    checkHostPorts(read.ports, place.key('ports'));
    checkQuorum(read.disruption ?? {}, read.members, place.key('disruption'));
    if (read.quorum) {
      checkMembers(read.quorum, read.members, place);
      checkQuorumRetention(read.retention ?? {}, place.key('retention'));
      checkDiscovery(read.publishNotReadyAddresses ?? defaults.publishNotReadyAddresses, place);
    }
    if (read.memberServices) {
      checkMemberServices(read.memberServices, read.ports, read.members, place.key('memberServices'));
    }
    return {
      outside: outside(read.memberServices?.type?.type),
      ports: read.ports,
      membersTalk: true,
      selector: read.selector,
      health: read.health,
      metrics: read.metrics,
      spread: read.spread ?? SPREADS[defaults.spread],
      rollOnConfigChange: read.rollOnConfigChange ?? defaults.rollOnConfigChange,
      budget: {
        disruption: read.disruption ?? {},
        pods: read.members,
        evictUnhealthy: defaults.unhealthyPodEvictionPolicyOfClusters,
      },
      claimTemplates: true,
    };
  },
};

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
    super(scope, id, props, KIND);
    const read = this._read as Read;
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
    const own = {
      command: read.command?.complete(this),
      args: read.args?.complete(this),
      env: { POD_NAME: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, ...read.env?.complete(this) },
      restartToken: read.rollout?.restartToken,
      // Members leave by their own protocol on SIGTERM; callers know them by name, not through a load balancer.
      drainSeconds: 0,
    };
    const published = read.publishNotReadyAddresses ?? this.defaults.publishNotReadyAddresses;
    this.headlessService = this.addObject('HeadlessService', this.head('v1', 'Service', this.headlessName), {
      spec: () =>
        headlessServiceFields(
          this._ports.filter(({ podOnly }) => !podOnly),
          selector,
          published,
        ),
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
            rollout: read.rollout ?? {},
            retention: read.retention ?? {},
          },
          this.defaults,
        ),
    });
    this.node.defaultChild = this.statefulSet;
    if (this.clientPorts.length > 0) {
      this.service = this.addObject('Service', this.head('v1', 'Service', this.clientName), {
        spec: () => serviceFields(this.clientPorts, selector, CLUSTER_IP),
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
    const { state } = (this._read as Read).quorum ?? {};
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
      this.place.key('member').complain({
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
    return Array.from({ length: this.members }, (_, index) => new Peer(this.memberAt(index), found?.port ?? 0));
  }

  /** @internal */
  get _routeBackend(): RouteBackendFacts {
    return {
      serviceName: this.clientName,
      namespace: this.namespace,
      ports: this.clientPorts,
      routedFrom: (call) => this._routeCalls.push(call),
    };
  }

  /**
   * The claims that members have of one of the volumes, by the names that Kubernetes gives them: `data-etcd-0`, … A
   * PersistentVolumePool can keep volumes for them. A volume that is no `Storage.claim` is recorded as an error.
   */
  memberClaims(volume: string): readonly ClaimReference[] {
    const claims = claimsOf(this._read.storage ?? []).map(({ name }) => name);
    if (!claims.includes(volume)) {
      this.place.key('memberClaims').complain({
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
    const endpoint = { ...cluster, pods: { matchLabels } };
    return new Member(name, this.firstOrdinal + index, `${name}.${this.domain}`, endpoint);
  }

  private complainPort(port: unknown): void {
    this.place.key('peers').complain({
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
    return this.addObject(`MemberService-${index}`, this.head('v1', 'Service', name, annotations), {
      spec: () =>
        memberServiceFields(
          read,
          this._ports.filter(({ podOnly }) => !podOnly),
          pod,
          index,
        ),
    });
  }

  private checkNames(read: Read): void {
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

function outside(type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' = 'ClusterIP'): string | undefined {
  return type === 'ClusterIP' ? undefined : `a Service of type ${type} for each member`;
}
