import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import type { ContainerInput } from './container';
import { ownSecurityFields } from './container-security';
import { image } from './image';
import { RESOURCES, type ReadResources, type ResourceProps } from './resources';
import type { ReadSecurity } from './security';
import { WAIT_SCRIPT } from './wait-script';

/** How a workload waits for what `waitFor` names. */
export interface WaitingProps {
  /**
   * The image of the init container that waits; it has `sh`, `date`, `sleep` and an `nc` that knows `-z`.
   * @default 'docker.io/library/busybox:1.37'
   */
  readonly image?: string;
  /**
   * How long it waits for all of them together. Then it fails and says for what it waited; kubelet starts it again, later
   * each time, and the Pods of a Job that may not restart fail.
   * @default - 300 seconds
   */
  readonly timeLimit?: number | Duration;
  /** What it needs. It is gone when the main container starts. @default - 16Mi of memory, 10m of CPU */
  readonly resources?: ResourceProps;
}

const FIELDS = {
  image: optional(image),
  timeLimit: optional(seconds(1)),
  resources: optional(RESOURCES),
} satisfies Record<keyof WaitingProps, Field<unknown>>;

export const WAITING = shape<WaitingProps>()('waiting', FIELDS);

/** How to wait, as read. */
export type ReadWaiting = Partial<ReadOf<typeof FIELDS>>;

/** The name of the init container that waits. */
export const WAIT_CONTAINER = 'wait-for';

/** What the init container that waits needs, with the defaults of waiting. */
export function waitResources({ resources }: ReadWaiting, defaults: DefaultValues): ReadResources {
  return {
    ...RESOURCES.fallback,
    memory: defaults.waitMemory,
    ...resources,
    cpu: resources?.cpu ?? defaults.waitCpu,
  };
}

/** The init container that waits for each of some `host:port` in turn; none where there is nothing to wait for. */
export function waitContainers(
  addresses: readonly string[],
  waiting: ReadWaiting,
  security: ReadSecurity,
  defaults: DefaultValues,
): readonly ContainerInput[] {
  if (addresses.length === 0) return [];
  const { image, timeLimit } = waiting;
  const limit = timeLimit ?? defaults.waitTimeLimitSeconds;
  // Where the workload's own program has to be root, this one has not.
  const asRoot = security.runAsUser === 0 || security.runAsNonRoot === false;
  const own = asRoot ? { runAsNonRoot: true, runAsUser: defaults.runAsUser } : {};
  return [
    {
      name: WAIT_CONTAINER,
      image: image ?? defaults.waitImage,
      command: ['sh', '-c', WAIT_SCRIPT, WAIT_CONTAINER],
      args: [`${limit}`, ...addresses],
      env: {},
      ports: [],
      health: {},
      resources: waitResources(waiting, defaults),
      securityContext: ownSecurityFields(own, defaults),
      // The last lines of the log, which name what it waited for, stand in the Pod's status then.
      options: { terminationMessagePolicy: 'FallbackToLogsOnError' },
    },
  ];
}
