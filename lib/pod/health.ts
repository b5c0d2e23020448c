import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { isObject, optional, required, shape, wrong } from '../input/reader';
import { nonEmptyText } from '../input/readers';
import type { Probe as ProbeFields } from '../kubernetes/generated';
import { type Port, portName, targetOf } from '../network/ports';
import { httpPath, type Probe, probe, type ReadProbe } from './probe';

/** Health over HTTP: a path for each question. */
export interface HttpHealthProps {
  /** Answers 200 when the Pod should get traffic. */
  readonly ready: string;
  /** Answers 200 while a restart would not help. It must not ask other systems. */
  readonly live: string;
  /**
   * Answers 200 once the program has started; liveness and readiness wait for it.
   * @default - none
   */
  readonly startup?: string;
  /**
   * The name of the port that answers.
   * @default - the port called `http` where there is one, otherwise the first port
   */
  readonly port?: string;
}

/** Health by probes of any kind. */
export interface ProbesProps {
  /** Should the Pod get traffic? */
  readonly ready?: Probe;
  /** Would a restart not help? */
  readonly live?: Probe;
  /** Has the program started? The others wait for it. */
  readonly startup?: Probe;
}

/** The three probes as read. */
export interface ReadHealth {
  readonly ready?: ReadProbe;
  readonly live?: ReadProbe;
  readonly startup?: ReadProbe;
}

const HTTP_HEALTH = shape<HttpHealthProps>()('Health.http', {
  ready: required(httpPath),
  live: required(httpPath),
  startup: optional(httpPath),
  port: optional(portName),
});
const PROBES = shape<ProbesProps>()('Health.probes', {
  ready: optional(probe),
  live: optional(probe),
  startup: optional(probe),
});

/** How kubelet finds out whether a Pod is ready and alive. */
export class Health extends Choice<ReadHealth> {
  /** By HTTP paths of one port. */
  static http(props: HttpHealthProps): Health {
    return new Health('Health', (at) => {
      const { port, ...paths } = HTTP_HEALTH.read(props, at);
      const get = (path?: string): ReadProbe | undefined =>
        path === undefined ? undefined : { kind: 'http', path, port, timings: {} };
      return { ready: get(paths.ready), live: get(paths.live), startup: get(paths.startup) };
    });
  }

  /** By probes of any kind: HTTP, TCP, gRPC or a command, each with its own timings. */
  static probes(props: ProbesProps): Health {
    return new Health('Health', (at) => {
      const read = PROBES.read(props, at);
      if (isObject(props) && Object.keys(props).length === 0) {
        wrong(props, at, 'at least one of ready, live and startup', {}, "state a probe, or write Health.none('why')");
      }
      return read;
    });
  }

  /** No probes at all; for programs that cannot be asked. Say why. */
  static none(reason: string): Health {
    return new Health('Health', (at) => {
      nonEmptyText.read(reason, at.key('reason'));
      return {};
    });
  }
}

export const health = choice<ReadHealth>('Health', "Health.http({ ready: '/ready', live: '/healthz' })", {});

const PORTS_BY_CUSTOM = ['http', 'grpc'];

/** Complains about probes of ports that don't exist, and about liveness that is readiness. */
export function checkHealth(read: ReadHealth, ports: readonly Port[], at: Place): void {
  // A port without a name has an error of its own; the probe may mean it.
  const known = ports.every(({ name }) => name !== '');
  for (const [question, asked] of Object.entries(read) as [keyof ReadHealth, ReadProbe | undefined][]) {
    if (!known || !asked || asked.kind === 'exec' || asked.kind === 'wrong') continue;
    if (asked.port === undefined ? ports.length > 0 : ports.some((port) => port.name === asked.port)) continue;
    at.key(question).complain({
      rule: 'unknown-port',
      what: 'asks a port that the workload does not have',
      got: asked.port ?? 'no port',
      allowed: ports.length === 0 ? 'Probe.exec: the workload has no ports' : ports.map(({ name }) => name).join(', '),
      fix: ports.length === 0 ? 'add a port, or ask with Probe.exec' : `write port: '${ports[0]!.name}'`,
    });
  }
  if (read.live && read.ready && read.live.kind !== 'wrong' && sameQuestion(read.live, read.ready)) {
    at.key('live').complain({
      rule: 'liveness-equals-readiness',
      severity: 'unsafe',
      what: 'asks the same as readiness: a Pod that should only get no traffic for a while is restarted',
      got: read.live.path ?? read.live.kind,
      allowed: 'a question of its own, or no liveness probe',
      fix: 'ask something that only a restart mends, such as Probe.tcp()',
    });
  }
  for (const question of ['live', 'startup'] as const) {
    const threshold = read[question]?.timings.successThreshold;
    if (threshold === undefined || threshold === 1) continue;
    at.key(question).complain({
      rule: 'wrong-value',
      what: 'has a successThreshold other than 1',
      got: threshold,
      allowed: '1: only readiness may have more',
      fix: 'leave successThreshold out',
    });
  }
}

function sameQuestion(a: ReadProbe, b: ReadProbe): boolean {
  const question = ({ timings: _, ...asked }: ReadProbe) => JSON.stringify(asked);
  return question(a) === question(b);
}

/** The probes of the container. */
export function probeFields(read: ReadHealth, ports: readonly Port[], timeoutSeconds: number): ContainerProbes {
  const fields = (asked?: ReadProbe) =>
    asked
      ? { ...handler(asked, ports), ...asked.timings, timeoutSeconds: asked.timings.timeoutSeconds ?? timeoutSeconds }
      : undefined;
  return { startupProbe: fields(read.startup), livenessProbe: fields(read.live), readinessProbe: fields(read.ready) };
}

/** The three probe fields of a container. */
export interface ContainerProbes {
  readonly startupProbe?: ProbeFields;
  readonly livenessProbe?: ProbeFields;
  readonly readinessProbe?: ProbeFields;
}

function handler(asked: ReadProbe, ports: readonly Port[]): ProbeFields {
  const asks = ports.find(({ name }) => name === asked.port) ?? customaryPort(ports);
  const port = asks && targetOf(asks, ports);
  switch (asked.kind) {
    case 'http':
      return {
        httpGet: {
          path: asked.path,
          port: port?.name ?? 0,
          scheme: asked.scheme,
          httpHeaders: asked.headers && Object.entries(asked.headers).map(([name, value]) => ({ name, value })),
        },
      };
    case 'grpc':
      // The API takes a number here, no name.
      return { grpc: { port: port?.targetPort ?? 0, service: asked.service } };
    case 'exec':
      return { exec: { command: asked.command } };
    default:
      return { tcpSocket: { port: port?.name ?? 0 } };
  }
}

function customaryPort(ports: readonly Port[]): Port | undefined {
  return ports.find(({ name }) => PORTS_BY_CUSTOM.includes(name)) ?? ports[0];
}
