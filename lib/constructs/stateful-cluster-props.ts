import type { Given } from '../input/given';
import { givenName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, oneOf, whole } from '../input/readers';
import {
  checkMemberServices,
  MEMBER_SERVICES,
  type MemberServicesProps,
  memberPorts,
} from '../network/member-services';
import { type ClusterPortProps, checkHostPorts, clusterPorts, UNREAD_PORTS } from '../network/ports';
import { checkNodePorts } from '../network/service';
import { CLUSTER_IP, isHeadless, outside, type ServiceType, serviceTypeReader } from '../network/service-type';
import { STATEFUL_CLUSTER_OVERLAYS, type StatefulClusterOverlays } from '../overlay/workload-overlays';
import { SPREADS } from '../placement/spread';
import { checkQuorum } from '../pod/disruption';
import type { EnvInput } from '../pod/env';
import {
  checkDiscovery,
  checkMembers,
  checkQuorumRetention,
  checkQuorumStorage,
  checkStartOrder,
  type Quorum,
  quorum,
} from '../pod/quorum';
import { RETENTION, type RetentionProps, STATEFUL_ROLLOUT, type StatefulRolloutProps } from '../pod/stateful-set';
import {
  MEMBER_CONTAINER_FIELDS,
  MEMBER_PROGRAM_FIELDS,
  type MemberInitContainerProps,
  type MemberSidecarProps,
} from './member-containers';
import type { StatefulCluster } from './stateful-cluster';
import type { WorkloadKind, WorkloadPlan } from './workload-plan';
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
  /**
   * Programs that run to their end, one after the other, before the main container starts: they wait, prepare files, clone
   * data from a peer. Their `env`, `command` and `args` may be functions from the cluster, too.
   * @default - none
   */
  readonly initContainers?: readonly MemberInitContainerProps[];
  /**
   * Programs that run beside the main container: native sidecars, which start before it and stop after it, and plain
   * containers with `native: false`. Their `env`, `command` and `args` may be functions from the cluster, too.
   * @default - none
   */
  readonly sidecars?: readonly MemberSidecarProps[];
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
   * The type of the client Service. It sends to any ready member; `memberServices` reach a certain one.
   * @default ServiceType.clusterIp()
   */
  readonly serviceType?: ServiceType;
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
  ...MEMBER_PROGRAM_FIELDS,
  ...MEMBER_CONTAINER_FIELDS,
  retention: optional(RETENTION),
  firstOrdinal: optional(whole(0, 1_000_000)),
  podManagementPolicy: optional(oneOf<'Parallel' | 'OrderedReady'>('Parallel', 'OrderedReady')),
  rollout: optional(STATEFUL_ROLLOUT),
  serviceName: optional(givenName),
  serviceType: optional(serviceTypeReader),
  clientServiceName: optional(givenName),
  publishNotReadyAddresses: optional(flag),
  overlays: optional(STATEFUL_CLUSTER_OVERLAYS),
  memberServices: optional(MEMBER_SERVICES),
};

export const STATEFUL_CLUSTER = shape<StatefulClusterProps>()('StatefulCluster', FIELDS);

/** What a stateful cluster says, as read. */
export type ReadStatefulCluster = ReadOf<typeof FIELDS>;

/** How a stateful cluster is read, and what follows for the parts that all workloads have. */
export const STATEFUL_CLUSTER_KIND: WorkloadKind = {
  shape: STATEFUL_CLUSTER,
  plan: (read: ReadStatefulCluster, defaults, place) => {
    checkHostPorts(read.ports, place.key('ports'));
    checkNodePorts(read.ports, read.serviceType ?? CLUSTER_IP, 'serviceType', place.key('ports'));
    checkClientService(read, place);
    checkQuorum(read.disruption ?? {}, read.members, place.key('disruption'));
    if (read.quorum) {
      checkMembers(read.quorum, read.members, place);
      checkQuorumRetention(read.retention ?? {}, place.key('retention'));
      checkQuorumStorage(read.members, keepsData(read), place.key('storage'));
      checkDiscovery(read.publishNotReadyAddresses ?? defaults.publishNotReadyAddresses, place);
      const ordered = (read.podManagementPolicy ?? defaults.podManagementPolicy) === 'OrderedReady';
      checkStartOrder({ ordered, readiness: read.health?.ready !== undefined, members: read.members }, place);
    }
    if (read.memberServices) {
      const served = read.ports.filter(({ podOnly }) => !podOnly);
      checkMemberServices(read.memberServices, served, read.members, place.key('memberServices'));
    }
    return {
      ...published(read),
      headless: isHeadless(read.serviceType ?? CLUSTER_IP),
      ports: read.ports,
      membersTalk: true,
      selector: read.selector,
      health: read.health,
      furtherServices: read.furtherServices,
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

/** Whether a volume outlives its Pod: claims, and whatever a person names that is outside of it. */
function keepsData({ storage = [] }: ReadStatefulCluster): boolean {
  return storage.some(
    ({ claim, hostPath, volume: { source } }) =>
      claim !== undefined ||
      hostPath !== undefined ||
      source?.persistentVolumeClaim !== undefined ||
      source?.nfs !== undefined,
  );
}

/** How callers outside the cluster reach it: all members by the client Service, or each by its own. */
function published({ serviceType, memberServices, ports }: ReadStatefulCluster): Partial<WorkloadPlan> {
  const byClients = outside(serviceType?.type);
  if (byClients !== undefined) return { outside: byClients };
  const byMember = outside(memberServices?.type?.type);
  return {
    outside: byMember && `${byMember} for each member`,
    outsidePorts: memberPorts(memberServices ?? {}, ports),
  };
}

/** Complains about the type of a Service that there is not. */
function checkClientService({ serviceType, ports }: ReadStatefulCluster, at: Place): void {
  if (serviceType === undefined || ports === UNREAD_PORTS || ports.some((one) => !one.peersOnly && !one.podOnly))
    return;
  at.key('serviceType').complain({
    rule: 'contradicting-props',
    what: 'is given, but there is no client Service: no port is for clients',
    got: ports.map(({ name }) => name).join(', '),
    allowed: 'serviceType with a port that is not only for peers',
    fix: 'add a port for clients, or remove serviceType',
  });
}
