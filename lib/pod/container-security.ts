import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import { type ReadOf, shape } from '../input/reader';
import type { SecurityContext } from '../kubernetes/generated';
import {
  checkSecurity,
  containerSecurityFields,
  type ReadSecurity,
  SECURITY_FIELDS,
  type SeLinuxProps,
} from './security';
import type { LocalhostProfileProps } from './security-profile';

/** What one container beside the main one may do, where that differs from the Pod. */
export interface ContainerSecurityProps {
  /**
   * The user id of its processes.
   * @default - the Pod's
   */
  readonly runAsUser?: number;
  /**
   * The group id of its processes.
   * @default - the Pod's
   */
  readonly runAsGroup?: number;
  /**
   * Refuse to start as root.
   * @default - the Pod's
   */
  readonly runAsNonRoot?: boolean;
  /**
   * Its own file system cannot be written; `writable` names the paths that can.
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Let a process gain more rights than its parent, as setuid programs do.
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;
  /**
   * Give it nearly all that root on the node has; it allows privilege escalation too.
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
   * @default - as in the Pod
   */
  readonly seccompProfile?: 'RuntimeDefault' | 'Unconfined' | LocalhostProfileProps;
  /**
   * The AppArmor profile; `{ localhostProfile: 'k8s-nginx' }` is one that the nodes have loaded.
   * @default - as in the Pod
   */
  readonly appArmorProfile?: 'RuntimeDefault' | 'Unconfined' | LocalhostProfileProps;
  /**
   * The SELinux label of its processes.
   * @default - as in the Pod
   */
  readonly seLinuxOptions?: SeLinuxProps;
}

/** What of it is the Pod's is in the Pod alone. */
const {
  fsGroup: _,
  fsGroupChangePolicy: __,
  supplementalGroups: ___,
  supplementalGroupsPolicy: ____,
  sysctls: _____,
  hostUsers: ______,
  ...FIELDS
} = SECURITY_FIELDS;

export const CONTAINER_SECURITY = shape<ContainerSecurityProps>()('security', FIELDS);

/** Security options of a container as read. */
export type ReadContainerSecurity = Partial<ReadOf<typeof FIELDS>>;

/** Complains as for the Pod, whose users hold where the container says nothing. */
export function checkContainerSecurity(
  read: ReadContainerSecurity,
  pod: ReadSecurity,
  defaults: DefaultValues,
  at: Place,
): void {
  const runAsNonRoot = read.runAsNonRoot ?? pod.runAsNonRoot;
  checkSecurity({ ...read, runAsNonRoot }, defaults, at);
}

/** The container's security context: what the Pod says is not repeated, and its exceptions are not inherited. */
export function ownSecurityFields(read: ReadContainerSecurity, defaults: DefaultValues): SecurityContext {
  const { runAsUser, runAsGroup, runAsNonRoot, seccompProfile, appArmorProfile, seLinuxOptions } = read;
  return {
    ...containerSecurityFields(read, defaults),
    runAsUser,
    runAsGroup,
    runAsNonRoot,
    seccompProfile,
    appArmorProfile,
    seLinuxOptions,
  };
}
