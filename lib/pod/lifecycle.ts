import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { oneOf } from '../input/readers';
import type { Lifecycle } from '../kubernetes/generated';
import type { Port } from '../network/ports';
import { checkPortOf } from './health';
import { type Hook, hook, hookFields } from './hook';

/** The signals that end a program; the API knows all that Linux has. */
export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP' | 'SIGKILL' | 'SIGUSR1' | 'SIGUSR2' | 'SIGWINCH';

/** What happens around the container's life. */
export interface LifecycleProps {
  /**
   * Before the container is told to stop, within the grace period. It stands instead of the sleep that `drain` asks for,
   * since a container has one preStop hook.
   * @default - the sleep of `drain`, where there is one
   */
  readonly preStop?: Hook;
  /**
   * After the container's start, beside it; the container is not ready before it ends, and is restarted when it fails.
   * @default - none
   */
  readonly postStart?: Hook;
  /**
   * The signal that tells the program to stop, instead of the image's STOPSIGNAL. Kubernetes has it on by default since
   * 1.37 and drops it before, unless the gate ContainerStopSignals is on (KEP-4960): an unsafe finding, `feature-off`.
   * @default - the image's, usually SIGTERM
   */
  readonly stopSignal?: StopSignal;
}

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;

const FIELDS = {
  preStop: optional(hook),
  postStart: optional(hook),
  stopSignal: optional(oneOf<StopSignal>(...SIGNALS)),
};

export const LIFECYCLE = shape<LifecycleProps>()('lifecycle', FIELDS);

/** The lifecycle as read. */
export type ReadLifecycle = Partial<ReadOf<typeof FIELDS>>;

/** What a hook is checked against. */
export interface LifecycleFacts {
  readonly ports: readonly Port[];
  /** The ports of the Pod's other containers. */
  readonly otherPorts: readonly Port[];
  /** The grace period in seconds. */
  readonly grace: number;
}

/** Complains about hooks that the API server refuses. */
export function checkLifecycle(read: ReadLifecycle, facts: LifecycleFacts, at: Place): void {
  for (const name of ['preStop', 'postStart'] as const) {
    const given = read[name];
    if (given === undefined) continue;
    if (given.kind !== 'sleep') checkPortOf(given, facts.ports, facts.otherPorts, at.key(name), 'Hook.exec');
    // k8s.io/kubernetes pkg/apis/core/validation validateSleepAction: more than 0 and less than the grace period.
    else if (given.seconds >= facts.grace) {
      at.key(name)
        .key('seconds')
        .complain({
          rule: 'sleep-above-grace',
          what: `take the whole grace period (${facts.grace} s) or longer`,
          got: given.seconds,
          allowed: 'a sleep that is shorter than terminationGracePeriod',
          fix: `write terminationGracePeriod: ${given.seconds + 30}`,
        });
    }
  }
}

/** The container's `lifecycle`. */
export function lifecycleFields(read: ReadLifecycle, ports: readonly Port[]): Lifecycle | undefined {
  const { preStop, postStart, stopSignal } = read;
  if (!preStop && !postStart && !stopSignal) return undefined;
  return {
    postStart: postStart && hookFields(postStart, ports),
    preStop: preStop && hookFields(preStop, ports),
    stopSignal,
  };
}
