import { containerPath, nameOf } from '../input/names';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { flag, oneOf } from '../input/readers';
import type { Container } from '../kubernetes/generated';

/** Whether a change of a resource of a running Pod restarts the container. */
export type ResizeRestart = 'NotRequired' | 'RestartContainer';

/** What a change of the resources of a running Pod does to the container. */
export interface ResizePolicyProps {
  /** @default - Kubernetes' default of 'NotRequired' */
  readonly cpu?: ResizeRestart;
  /** @default - Kubernetes' default of 'NotRequired' */
  readonly memory?: ResizeRestart;
}

/** What only some containers need. */
export interface ContainerOptions {
  /**
   * Keep the standard input open, for `kubectl attach`.
   * @default false
   */
  readonly stdin?: boolean;
  /**
   * Close it when the first client has left.
   * @default false
   */
  readonly stdinOnce?: boolean;
  /**
   * Give the program a terminal; needs `stdin`.
   * @default false
   */
  readonly tty?: boolean;
  /**
   * The file whose content becomes the message of a container that has ended.
   * @default - Kubernetes' default of '/dev/termination-log'
   */
  readonly terminationMessagePath?: string;
  /**
   * 'FallbackToLogsOnError' takes the end of the logs where that file is empty and the program has failed.
   * @default - Kubernetes' default of 'File'
   */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /**
   * Whether a change of the resources of a running Pod restarts it: `kubectl patch --subresource=resize` and vertical
   * autoscalers do that; a change here replaces the Pods anyway.
   * @default - Kubernetes' default: no restart
   */
  readonly resizePolicy?: ResizePolicyProps;
}

/** What is said of the main container beside its program. */
export interface MainContainerProps extends ContainerOptions {
  /**
   * Its name, by which `kubectl logs` and others know it.
   * @default - the objects' name
   */
  readonly name?: string;
}

const restart = oneOf<ResizeRestart>('NotRequired', 'RestartContainer');

export const CONTAINER_OPTIONS = {
  stdin: optional(flag),
  stdinOnce: optional(flag),
  tty: optional(flag),
  terminationMessagePath: optional(containerPath),
  terminationMessagePolicy: optional(oneOf<'File' | 'FallbackToLogsOnError'>('File', 'FallbackToLogsOnError')),
  resizePolicy: optional(
    shape<ResizePolicyProps>()('resizePolicy', { cpu: optional(restart), memory: optional(restart) }),
  ),
} satisfies Record<keyof ContainerOptions, Field<unknown>>;

export const MAIN_CONTAINER = shape<MainContainerProps>()('container', {
  ...CONTAINER_OPTIONS,
  name: optional(nameOf('dns-1123-label')),
});

/** The options of a container as read. */
export type ReadContainerOptions = Partial<ReadOf<typeof CONTAINER_OPTIONS>>;

/**
 * Complains about a restart that the Pod does not allow: the API server refuses it («must be 'NotRequired' when pod
 * `restartPolicy` is 'Never'», tried on 1.36.3).
 */
export function checkResize({ resizePolicy }: ReadContainerOptions, restarts: boolean, at: Place): void {
  for (const [resource, restartPolicy] of Object.entries(resizePolicy ?? {})) {
    if (restarts || restartPolicy !== 'RestartContainer') continue;
    at.key('resizePolicy').key(resource).complain({
      rule: 'resize-restarts',
      what: "is RestartContainer, but the Pods' restartPolicy is Never",
      got: restartPolicy,
      allowed: "NotRequired, or failure: { restartPolicy: 'OnFailure' }",
      fix: "write 'NotRequired'",
    });
  }
}

/** The container's fields. */
export function containerOptionFields(read: ReadContainerOptions): Partial<Container> {
  const { stdin, stdinOnce, tty, terminationMessagePath, terminationMessagePolicy } = read;
  const resized = (['cpu', 'memory'] as const).flatMap((resourceName) => {
    const restartPolicy = read.resizePolicy?.[resourceName];
    return restartPolicy ? [{ resourceName, restartPolicy }] : [];
  });
  return {
    stdin,
    stdinOnce,
    tty,
    resizePolicy: resized.length > 0 ? resized : undefined,
    terminationMessagePath,
    terminationMessagePolicy,
  };
}
