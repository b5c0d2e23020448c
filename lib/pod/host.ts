import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { reason } from '../input/readers';
import type { PodSpec } from '../kubernetes/generated';

/**
 * What a Pod shares with its node, each with the reason why: a text, for those who read the code. None of it passes Pod
 * Security *baseline*, and each is to be given alone: there is no word for all of it.
 */
export interface HostProps {
  /**
   * Why it needs the node's network. Its ports are then ports of the node, no other Pod of the node can have them, and
   * most network plugins leave such Pods out of NetworkPolicies.
   * @default - a network of its own
   */
  readonly network?: string;
  /**
   * Why it needs to see the processes of the node.
   * @default - it sees its own
   */
  readonly processes?: string;
  /**
   * Why it needs the node's shared memory and semaphores.
   * @default - its own
   */
  readonly ipc?: string;
}

const need = reason('the reason why it is needed, as a text', 'it answers the DHCP of the node');

const FIELDS = {
  network: optional(need),
  processes: optional(need),
  ipc: optional(need),
} satisfies Record<keyof HostProps, Field<unknown>>;

export const HOST = shape<HostProps>()('host', FIELDS);

/** What a Pod shares with its node, as read. */
export type ReadHost = Partial<ReadOf<typeof FIELDS>>;

/** What a Pod shares with its node is checked against. */
export interface HostFacts {
  readonly host?: ReadHost;
  readonly shareProcessNamespace?: boolean;
  readonly security?: { readonly hostUsers?: boolean; readonly sysctls?: Readonly<Record<string, string>> };
}

/** Which kernel parameters are the node's, once a Pod shares that with it: k8s.io/component-helpers node/util/sysctl. */
const OF_NODE = {
  network: /^net[./]/,
  ipc: /^kernel[./](sem|shmall|shmmax|shmmni|shm_rmid_forced|msgmax|msgmnb|msgmni)$|^(kernel[./](shm|msg)|fs[./]mqueue)[./]/,
};

/** Complains about a Pod that shares its processes twice, or more than its users: the API server refuses it. */
export function checkHost({ host, shareProcessNamespace, security }: HostFacts, at: Place): void {
  for (const key of ['network', 'ipc'] as const) {
    if (host?.[key] === undefined) continue;
    for (const name of Object.keys(security?.sysctls ?? {})) {
      if (!OF_NODE[key].test(name)) continue;
      at.key('security')
        .key('sysctls')
        .key(name)
        .complain({
          rule: 'sysctl-of-node',
          what: `is given, but host.${key} makes it a parameter of the node`,
          got: security?.sysctls?.[name],
          allowed: 'kernel parameters that the Pod does not share with its node',
          fix: `remove it, or host.${key}`,
        });
    }
  }
  for (const key of ['network', 'processes', 'ipc'] as const) {
    if (security?.hostUsers !== false || host?.[key] === undefined) continue;
    at.key('security')
      .key('hostUsers')
      .complain({
        rule: 'host-without-host-users',
        what: `is false, but host.${key} is given: the Pod's users are nobody there`,
        got: false,
        allowed: 'hostUsers: false for a Pod that shares nothing else with its node',
        fix: 'remove hostUsers',
      });
    return;
  }
  if (host?.processes === undefined || !shareProcessNamespace) return;
  at.key('shareProcessNamespace').complain({
    rule: 'processes-shared-twice',
    what: "is true, but with the node's processes the containers see each other's anyway",
    got: true,
    allowed: 'one of shareProcessNamespace and host.processes',
    fix: 'remove shareProcessNamespace',
  });
}

/** The Pod's fields. A Pod with the node's network finds Services by their names only with another DNS policy. */
export function hostFields(read: ReadHost): Pick<PodSpec, 'hostNetwork' | 'hostPID' | 'hostIPC' | 'dnsPolicy'> {
  return {
    ...(read.network === undefined ? {} : { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
    ...(read.processes === undefined ? {} : { hostPID: true }),
    ...(read.ipc === undefined ? {} : { hostIPC: true }),
  };
}
