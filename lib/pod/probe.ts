import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { list, map, nonEmptyText, oneOf, text, textThat, whole } from '../input/readers';
import type { Probe as ProbeFields } from '../kubernetes/generated';
import { type Port, portReference, targetOf } from '../network/ports';

/** When and how often a probe asks. */
export interface ProbeTimings {
  /**
   * Seconds between two questions.
   * @default - Kubernetes' default of 10
   */
  readonly periodSeconds?: number;
  /**
   * Seconds after which no answer is a failure.
   * @default 3
   */
  readonly timeoutSeconds?: number;
  /**
   * Failures in a row until the answer counts as no.
   * @default - Kubernetes' default of 3
   */
  readonly failureThreshold?: number;
  /**
   * Successes in a row until the answer counts as yes; only readiness may have more than 1.
   * @default - Kubernetes' default of 1
   */
  readonly successThreshold?: number;
  /**
   * Seconds after the container's start until the first question. A startup probe is the better way to wait.
   * @default - Kubernetes' default of 0
   */
  readonly initialDelaySeconds?: number;
  /**
   * Seconds from SIGTERM to SIGKILL when this probe is what ends the container, instead of terminationGracePeriod; for
   * liveness and startup only.
   * @default - the Pod's
   */
  readonly terminationGracePeriodSeconds?: number;
}

/** How a probe reaches a port. */
export interface PortProbeProps extends ProbeTimings {
  /**
   * The name of one of the container's ports; or the number that it listens on, also of a port that is not in `ports`
   * since kubelet alone asks it.
   * @default - the port called `http` or `grpc` where there is one, otherwise the first port
   */
  readonly port?: string | number;
}

/** How a TCP probe asks. */
export interface TcpProbeProps extends PortProbeProps {
  /**
   * The address that kubelet connects to: '127.0.0.1' for a program on the node's network that listens nowhere else.
   * @default - the Pod's
   */
  readonly host?: string;
}

/** How an HTTP probe asks. */
export interface HttpProbeProps extends PortProbeProps {
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The address that kubelet connects to: '127.0.0.1' for a program on the node's network that listens nowhere else. The
   * request's Host is a header.
   * @default - the Pod's
   */
  readonly host?: string;
}

/** How a gRPC probe asks. */
export interface GrpcProbeProps extends PortProbeProps {
  /** The service to ask about, as the gRPC health protocol names it. */
  readonly service?: string;
}

/** What a probe or a hook does, in words of ours, until the ports are known. */
export interface ReadHandler {
  readonly kind: 'http' | 'tcp' | 'grpc' | 'exec' | 'wrong';
  readonly port?: string | number;
  readonly host?: string;
  readonly path?: string;
  readonly scheme?: 'HTTP' | 'HTTPS';
  readonly headers?: Readonly<Record<string, string>>;
  readonly service?: string;
  readonly command?: readonly string[];
}

/** One probe as read. */
export interface ReadProbe extends ReadHandler {
  readonly timings: ReadTimings;
}

export const TIMINGS = {
  periodSeconds: optional(whole(1)),
  timeoutSeconds: optional(whole(1)),
  failureThreshold: optional(whole(1)),
  successThreshold: optional(whole(1)),
  initialDelaySeconds: optional(whole(0)),
  terminationGracePeriodSeconds: optional(whole(1)),
} satisfies Record<keyof ProbeTimings, Field<unknown>>;

/** Timings as read. */
export type ReadTimings = Partial<ReadOf<typeof TIMINGS>>;

/** k8s.io/apimachinery IsHTTPHeaderName. */
export const headerName = textThat(
  'the name of an HTTP header: letters, digits and -',
  (name) => /^[-A-Za-z0-9]+$/.test(name),
  (name) => `write ${name.replace(/[^-A-Za-z0-9]+/g, '-')}`,
);

const EXEC_PROBE = shape<ProbeTimings>()('Probe.exec', TIMINGS);
const TCP_PROBE = shape<TcpProbeProps>()('Probe.tcp', {
  port: optional(portReference),
  host: optional(nonEmptyText),
  ...TIMINGS,
});
const HTTP_PROBE = shape<HttpProbeProps>()('Probe.http', {
  port: optional(portReference),
  host: optional(nonEmptyText),
  scheme: optional(oneOf<'HTTP' | 'HTTPS'>('HTTP', 'HTTPS')),
  headers: optional(map(text, headerName)),
  ...TIMINGS,
});
const GRPC_PROBE = shape<GrpcProbeProps>()('Probe.grpc', {
  port: optional(portReference),
  service: optional(nonEmptyText),
  ...TIMINGS,
});

export const httpPath = textThat(
  "a path such as '/healthz'",
  (path) => path.startsWith('/'),
  (path) => `write '/${path}'`,
);
export const commandLine = list(text);

/** One question that kubelet asks a container. */
export class Probe extends Choice<ReadProbe> {
  /** GET of a path; 200 to 399 is yes. */
  static http(path: string, props: HttpProbeProps = {}): Probe {
    return new Probe('Probe', (at) => {
      const { port, host, scheme, headers, ...timings } = HTTP_PROBE.read(props, at);
      return { kind: 'http', path: httpPath.read(path, at.key('path')), port, host, scheme, headers, timings };
    });
  }

  /** A connection to a port that opens is yes. */
  static tcp(props: TcpProbeProps = {}): Probe {
    return new Probe('Probe', (at) => {
      const { port, host, ...timings } = TCP_PROBE.read(props, at);
      return { kind: 'tcp', port, host, timings };
    });
  }

  /** The gRPC health checking protocol; SERVING is yes. */
  static grpc(props: GrpcProbeProps = {}): Probe {
    return new Probe('Probe', (at) => {
      const { port, service, ...timings } = GRPC_PROBE.read(props, at);
      return { kind: 'grpc', port, service, timings };
    });
  }

  /** A command in the container, without a shell; exit code 0 is yes. */
  static exec(command: readonly string[], props: ProbeTimings = {}): Probe {
    return new Probe('Probe', (at) => ({
      kind: 'exec',
      command: readCommand(command, at),
      timings: EXEC_PROBE.read(props, at),
    }));
  }
}

/** Reads the command of a probe or a hook. */
export function readCommand(command: unknown, at: Place): readonly string[] {
  const read = commandLine.read(command, at.key('command'));
  if (Array.isArray(command) && command.length === 0) {
    at.key('command').complain({
      rule: 'wrong-value',
      what: 'is empty',
      got: command,
      allowed: 'a program and its arguments',
      fix: "name the program: ['/bin/check']",
    });
  }
  return read;
}

export const probe = choice<ReadProbe>('Probe', "Probe.http('/healthz')", { kind: 'wrong', timings: {} });

/** The handler of a probe or a hook. */
export function handlerFields(
  asked: ReadHandler,
  ports: readonly Port[],
): Pick<ProbeFields, 'httpGet' | 'grpc' | 'exec' | 'tcpSocket'> {
  const asks = ports.find(({ name }) => name === asked.port) ?? customaryPort(ports);
  const port = asks && targetOf(asks, ports);
  const number = typeof asked.port === 'number' ? asked.port : undefined;
  switch (asked.kind) {
    case 'http':
      return {
        httpGet: {
          path: asked.path,
          port: number ?? port?.name ?? 0,
          host: asked.host,
          scheme: asked.scheme,
          httpHeaders: asked.headers && Object.entries(asked.headers).map(([name, value]) => ({ name, value })),
        },
      };
    case 'grpc':
      // The API takes a number here, no name.
      return { grpc: { port: number ?? port?.targetPort ?? 0, service: asked.service } };
    case 'exec':
      return { exec: { command: asked.command } };
    default:
      return { tcpSocket: { port: number ?? port?.name ?? 0, host: asked.host } };
  }
}

const PORTS_BY_CUSTOM = ['http', 'grpc'];

function customaryPort(ports: readonly Port[]): Port | undefined {
  return ports.find(({ name }) => PORTS_BY_CUSTOM.includes(name)) ?? ports[0];
}
