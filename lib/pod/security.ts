import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag, list, map, nonEmptyText, oneOf, text, textThat, whole } from '../input/readers';
import type { PodSecurityContext, SecurityContext } from '../kubernetes/generated';
import { appArmorProfile, type LocalhostProfileProps, seccompProfile } from './security-profile';

/** Which of the restrictions of the Pod Security level *restricted*, and beyond, this workload cannot keep. */
export interface SecurityProps {
  /**
   * The user id of the processes. Official images often need their own.
   * @default 10001
   */
  readonly runAsUser?: number;
  /**
   * The group id of the processes.
   * @default 10001
   */
  readonly runAsGroup?: number;
  /**
   * The group that owns the files of volumes.
   * @default 10001
   */
  readonly fsGroup?: number;
  /**
   * When kubelet changes the owner of a volume's files.
   * @default 'OnRootMismatch'
   */
  readonly fsGroupChangePolicy?: 'OnRootMismatch' | 'Always';
  /**
   * Refuse to start as root.
   * @default true
   */
  readonly runAsNonRoot?: boolean;
  /**
   * The container's own file system cannot be written; `writable` names the paths that can.
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Let a process gain more rights than its parent, as setuid programs do.
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;
  /**
   * Give the container nearly all that root on the node has; it allows privilege escalation too.
   * @default false
   */
  readonly privileged?: boolean;
  /**
   * Linux capabilities that are dropped, without the `CAP_` prefix.
   * @default ['ALL']
   */
  readonly dropCapabilities?: readonly string[];
  /**
   * Linux capabilities that are kept, without the `CAP_` prefix.
   * @default - none
   */
  readonly addCapabilities?: readonly string[];
  /**
   * Which system calls are filtered; `{ localhostProfile: 'profiles/audit.json' }` is a profile that the nodes have.
   * @default 'RuntimeDefault'
   */
  readonly seccompProfile?: 'RuntimeDefault' | 'Unconfined' | LocalhostProfileProps;
  /**
   * The AppArmor profile; `{ localhostProfile: 'k8s-nginx' }` is one that the nodes have loaded.
   * @default - that of the container runtime, where the node has AppArmor
   */
  readonly appArmorProfile?: 'RuntimeDefault' | 'Unconfined' | LocalhostProfileProps;
  /**
   * The SELinux label of the processes.
   * @default - the container runtime chooses one for each Pod
   */
  readonly seLinuxOptions?: SeLinuxProps;
  /**
   * More groups of the processes.
   * @default - none but those that the image gives its user
   */
  readonly supplementalGroups?: readonly number[];
  /**
   * Whether the groups that the image's /etc/group gives the user count too: 'Strict' leaves them out.
   * @default - Kubernetes' default of 'Merge'
   */
  readonly supplementalGroupsPolicy?: 'Merge' | 'Strict';
  /**
   * Kernel parameters of the Pod, by name: `{ 'net.core.somaxconn': '1024' }`. Pod Security *baseline* allows the safe
   * ones alone, and kubelet must be told of others.
   * @default - the node's
   */
  readonly sysctls?: Readonly<Record<string, string>>;
  /**
   * false gives the Pod users of its own, so that its root is nobody on the node. The node's file systems and container
   * runtime must be able to do it; not together with `host`.
   * @default - Kubernetes' default of true
   */
  readonly hostUsers?: boolean;
}

/** An SELinux label: what is left out is the runtime's. */
export interface SeLinuxProps {
  /** @default - none */
  readonly level?: string;
  /** @default - none */
  readonly role?: string;
  /** @default - none */
  readonly type?: string;
  /** @default - none */
  readonly user?: string;
}

/** Ids have 64 bits in the API's documents, but 32 where it looks at them: k8s.io/apimachinery IsValidUserID. */
const id = whole(0);

const capability = textThat(
  'a Linux capability such as NET_BIND_SERVICE, without CAP_, or ALL',
  (name) => /^(?!CAP_)[A-Z][A-Z0-9_]*$/.test(name),
  (name) =>
    `write ${/^[A-Z_]+$/i.test(name) ? name.toUpperCase().replace(/^(CAP_)+|^_+/, '') || 'ALL' : 'NET_BIND_SERVICE'}`,
);

/** k8s.io/kubernetes pkg/apis/core/validation, IsValidSysctlName. */
const sysctl = textThat(
  "the name of a kernel parameter, such as 'net.core.somaxconn'",
  (name) => name.length <= 253 && /^([a-z0-9][-_a-z0-9]*[a-z0-9]?[./])*[a-z0-9][-_a-z0-9]*[a-z0-9]?$/.test(name),
);

export const SECURITY_FIELDS = {
  runAsUser: optional(id),
  runAsGroup: optional(id),
  fsGroup: optional(id),
  fsGroupChangePolicy: optional(oneOf<'OnRootMismatch' | 'Always'>('OnRootMismatch', 'Always')),
  runAsNonRoot: optional(flag),
  readOnlyRootFilesystem: optional(flag),
  allowPrivilegeEscalation: optional(flag),
  privileged: optional(flag),
  dropCapabilities: optional(list(capability)),
  addCapabilities: optional(list(capability)),
  seccompProfile: optional(seccompProfile),
  appArmorProfile: optional(appArmorProfile),
  seLinuxOptions: optional(
    shape<SeLinuxProps>()('seLinuxOptions', {
      level: optional(nonEmptyText),
      role: optional(nonEmptyText),
      type: optional(nonEmptyText),
      user: optional(nonEmptyText),
    }),
  ),
  supplementalGroups: optional(list(id)),
  supplementalGroupsPolicy: optional(oneOf<'Merge' | 'Strict'>('Merge', 'Strict')),
  sysctls: optional(map(text, sysctl)),
  hostUsers: optional(flag),
};

export const SECURITY = shape<SecurityProps>()('security', SECURITY_FIELDS);

/** Security options as read. */
export type ReadSecurity = Partial<ReadOf<typeof SECURITY_FIELDS>>;

/** Complains about options that contradict each other: the API server, or kubelet at the start, refuses the Pod. */
export function checkSecurity(read: ReadSecurity, defaults: DefaultValues, at: Place): void {
  if (read.runAsUser === 0 && (read.runAsNonRoot ?? defaults.runAsNonRoot)) {
    at.key('runAsUser').complain({
      rule: 'root-and-non-root',
      severity: 'unsafe',
      what: 'is root, but runAsNonRoot is true: kubelet would not start the container',
      got: 0,
      allowed: 'another user, or runAsNonRoot: false',
      fix: 'write runAsNonRoot: false, if it has to be root',
    });
  }
  if (read.allowPrivilegeEscalation !== false || !includesEscalation(read, defaults)) return;
  const right = (read.privileged ?? defaults.privileged) ? 'privileged' : 'addCapabilities';
  at.key(right).complain({
    rule: 'privilege-without-escalation',
    what: 'includes privilege escalation, but allowPrivilegeEscalation is false',
    got: read[right] ?? true,
    allowed: 'privileged and SYS_ADMIN without allowPrivilegeEscalation: false',
    fix: 'leave allowPrivilegeEscalation out',
  });
}

/** The API server refuses these rights together with `allowPrivilegeEscalation: false`. */
function includesEscalation(read: ReadSecurity, defaults: DefaultValues): boolean {
  return (read.privileged ?? defaults.privileged) || (read.addCapabilities ?? []).includes('SYS_ADMIN');
}

/** The Pod's part: users, groups, profiles, kernel parameters. */
export function podSecurityFields(read: ReadSecurity, defaults: DefaultValues): PodSecurityContext {
  return {
    runAsNonRoot: read.runAsNonRoot ?? defaults.runAsNonRoot,
    runAsUser: read.runAsUser ?? defaults.runAsUser,
    runAsGroup: read.runAsGroup ?? defaults.runAsGroup,
    fsGroup: read.fsGroup ?? defaults.fsGroup,
    fsGroupChangePolicy: read.fsGroupChangePolicy ?? defaults.fsGroupChangePolicy,
    supplementalGroups: read.supplementalGroups,
    supplementalGroupsPolicy: read.supplementalGroupsPolicy,
    seccompProfile: read.seccompProfile ?? { type: defaults.seccompProfile },
    appArmorProfile: read.appArmorProfile,
    seLinuxOptions: read.seLinuxOptions,
    sysctls: read.sysctls && Object.entries(read.sysctls).map(([name, value]) => ({ name, value })),
  };
}

/** The container's part: escalation, capabilities, root file system. */
export function containerSecurityFields(read: ReadSecurity, defaults: DefaultValues): SecurityContext {
  return {
    allowPrivilegeEscalation:
      read.allowPrivilegeEscalation ?? (includesEscalation(read, defaults) || defaults.allowPrivilegeEscalation),
    readOnlyRootFilesystem: read.readOnlyRootFilesystem ?? defaults.readOnlyRootFilesystem,
    // privileged is written out although false is Kubernetes' default: kube-score and reviewers look for it.
    privileged: read.privileged ?? defaults.privileged,
    capabilities: {
      drop: read.dropCapabilities ?? defaults.dropCapabilities,
      ...(read.addCapabilities?.length ? { add: read.addCapabilities } : {}),
    },
  };
}
