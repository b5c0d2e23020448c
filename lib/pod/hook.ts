import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import { optional, readable, shape } from '../input/reader';
import { map, oneOf, text } from '../input/readers';
import type { LifecycleHandler } from '../kubernetes/generated';
import { type Port, portReference } from '../network/ports';
import { handlerFields, headerName, httpPath, type ReadHandler, readCommand } from './probe';

/** How a hook asks over HTTP. */
export interface HttpHookProps {
  /**
   * The name of one of the container's ports, or the number that it listens on.
   * @default - the port called `http` where there is one, otherwise the first port
   */
  readonly port?: string | number;
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request, by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

const HTTP_HOOK = shape<HttpHookProps>()('Hook.http', {
  port: optional(portReference),
  scheme: optional(oneOf<'HTTP' | 'HTTPS'>('HTTP', 'HTTPS')),
  headers: optional(map(text, headerName)),
});

const TIME = seconds(1);

/** A hook as read. */
export type ReadHook = ReadHandler | { readonly kind: 'sleep'; readonly seconds: number };

/** What kubelet does in or with a container after its start, or before it stops. */
export class Hook extends Choice<ReadHook> {
  /** A command in the container, without a shell. */
  static exec(command: readonly string[]): Hook {
    return new Hook('Hook', (at) => ({ kind: 'exec', command: readCommand(command, at) }));
  }

  /** GET of a path of the container. */
  static http(path: string, props: HttpHookProps = {}): Hook {
    return new Hook('Hook', (at) => ({
      kind: 'http',
      path: httpPath.read(path, at.key('path')),
      ...HTTP_HOOK.read(props, at),
    }));
  }

  /** Nothing, for some time; needs no program in the image. Kubernetes has it since 1.30. */
  static sleep(time: number | Duration): Hook {
    return new Hook('Hook', (at) => {
      const here = at.key('seconds');
      return { kind: 'sleep', seconds: readable(here, TIME.allowed, 1, () => TIME.read(time, here)) };
    });
  }
}

export const hook = choice<ReadHook>('Hook', 'Hook.sleep(5)', { kind: 'wrong' });

/** The hook as the API spells it. */
export function hookFields(read: ReadHook, ports: readonly Port[]): LifecycleHandler {
  return read.kind === 'sleep' ? { sleep: { seconds: read.seconds } } : handlerFields(read, ports);
}
