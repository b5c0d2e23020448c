import type { Duration } from 'cdk8s';
import { Choice, choice } from '../input/choice';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { isObject, optional, required, shape, wrong } from '../input/reader';
import { map, nonEmptyText, oneOf, text } from '../input/readers';
import type { Probe as ProbeFields } from '../kubernetes/generated';
import { NO_PORTS, type Port, portReference, UNREAD_PORTS } from '../network/ports';
import {
  handlerFields,
  headerName,
  httpPath,
  type Probe,
  type ProbeTimings,
  probe,
  type ReadHandler,
  type ReadProbe,
  type ReadTimings,
  TIMINGS,
} from './probe';
import { budgetTimings } from './startup-budget';

/** Health over HTTP: a path for each question. */
export interface HttpHealthProps {
  /** Answers 200 when the Pod should get traffic. */
  readonly ready: string;
  /** Answers 200 while a restart would not help. It must not ask other systems. */
  readonly live: string;
  /**
   * Answers 200 once the program has started; liveness and readiness wait for it.
   * @default - the path of `live` with a `startupBudget`, none without
   */
  readonly startup?: string;
  /**
   * How long the program may take to start until it is restarted. The startup probe asks every 5 seconds (every second
   * for a budget below 30), so often that the budget is reached: 120 gives periodSeconds 5 and failureThreshold 24.
   * @default - none: with a startup probe, what its timings say
   */
  readonly startupBudget?: number | Duration;
  /**
   * The name of the port that answers; or the number that the container listens on, also of a port that is not in `ports`
   * since kubelet alone asks it.
   * @default - the port called `http` where there is one, otherwise the first port
   */
  readonly port?: string | number;
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /**
   * Headers of the requests, by name.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** When and how often each is asked. @default - every 10 seconds; three failures in a row count */
  readonly timings?: HealthTimings;
}

/** The timings of each probe. */
export interface HealthTimings {
  /** @default - every 10 seconds; three failures in a row take the traffic away */
  readonly ready?: ProbeTimings;
  /** @default - every 10 seconds; three failures in a row restart the container */
  readonly live?: ProbeTimings;
  /** @default - from `startupBudget` */
  readonly startup?: ProbeTimings;
}

/** Health by probes of any kind. */
export interface ProbesProps {
  /** Should the Pod get traffic? */
  readonly ready?: Probe;
  /** Would a restart not help? */
  readonly live?: Probe;
  /** Has the program started? The others wait for it. */
  readonly startup?: Probe;
  /**
   * How long the program may take to start until it is restarted, as in `Health.http`. Without `startup`, it asks what
   * `live` asks.
   * @default - none: with a startup probe, what its timings say
   */
  readonly startupBudget?: number | Duration;
}

/** The three probes as read. */
export interface ReadHealth {
  readonly ready?: ReadProbe;
  readonly live?: ReadProbe;
  readonly startup?: ReadProbe;
}

const budget = optional(seconds(1));
const timings = optional(shape<ProbeTimings>()('timings', TIMINGS));
const HEALTH_TIMINGS = shape<HealthTimings>()('timings', { ready: timings, live: timings, startup: timings });

const HTTP_HEALTH = shape<HttpHealthProps>()('Health.http', {
  ready: required(httpPath),
  live: required(httpPath),
  startup: optional(httpPath),
  startupBudget: budget,
  port: optional(portReference),
  scheme: optional(oneOf<'HTTP' | 'HTTPS'>('HTTP', 'HTTPS')),
  headers: optional(map(text, headerName)),
  timings: optional(HEALTH_TIMINGS),
});
const PROBES = shape<ProbesProps>()('Health.probes', {
  ready: optional(probe),
  live: optional(probe),
  startup: optional(probe),
  startupBudget: budget,
});

/** How kubelet finds out whether a Pod is ready and alive. */
export class Health extends Choice<ReadHealth> {
  /** By HTTP paths of one port. */
  static http(props: HttpHealthProps): Health {
    return new Health('Health', (at) => {
      const { ready, live, startup, startupBudget, timings, ...how } = HTTP_HEALTH.read(props, at);
      const get = (path: string | undefined, times: ReadTimings = {}): ReadProbe | undefined =>
        path === undefined ? undefined : { kind: path === '' ? 'wrong' : 'http', path, ...how, timings: times };
      const started = startup ?? (startupBudget === undefined && !timings?.startup ? undefined : live);
      const read = { ready: get(ready, timings?.ready), live: get(live, timings?.live) };
      return withBudget({ ...read, startup: get(started, timings?.startup) }, startupBudget, at);
    });
  }

  /** By probes of any kind: HTTP, TCP, gRPC or a command, each with its own timings. */
  static probes(props: ProbesProps): Health {
    return new Health('Health', (at) => {
      const { startupBudget, ...read } = PROBES.read(props, at);
      if (isObject(props) && Object.keys(props).length === 0) {
        wrong(props, at, 'at least one of ready, live and startup', {}, "state a probe, or write Health.none('why')");
      }
      const asked = startupBudget === undefined ? undefined : read.live;
      const startup = read.startup ?? (asked && { ...asked, timings: {} });
      return withBudget({ ...read, startup }, startupBudget, at);
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

/** The probes with the startup budget in the timings of the startup probe. */
function withBudget(read: ReadHealth, startupBudget: number | undefined, at: Place): ReadHealth {
  if (startupBudget === undefined) return read;
  if (read.startup === undefined) {
    at.key('startupBudget').complain({
      rule: 'nothing-to-ask',
      what: 'is given, but there is neither a startup nor a liveness probe that could be asked',
      got: startupBudget,
      allowed: 'a budget with startup or live',
      fix: 'state startup',
    });
    return read;
  }
  const timings = budgetTimings(startupBudget, read.startup.timings, at);
  return { ...read, startup: { ...read.startup, timings } };
}

/**
 * Complains about a probe or a hook of a port that its container doesn't have; `others` are those of the Pod's other
 * containers. `instead` needs no port.
 */
export function checkPortOf(
  asked: ReadHandler,
  ports: readonly Port[],
  others: readonly Port[],
  at: Place,
  instead: string,
): void {
  // A port without a name has an error of its own; the probe may mean it.
  if (ports === UNREAD_PORTS || !ports.every(({ name }) => name !== '')) return;
  if (asked.kind === 'exec' || asked.kind === 'wrong') return;
  if (typeof asked.port === 'number') {
    checkPortNumber(asked.port, ports, at);
    return;
  }
  if (asked.port === undefined ? ports.length > 0 : ports.some((port) => port.name === asked.port)) return;
  // Kubelet looks for the name among the ports of the container itself (pkg/probe/util.go, ResolveContainerPort).
  if (others.some(({ name }) => name === asked.port)) {
    at.complain({
      rule: 'unknown-port',
      what: 'asks a port of another container of the Pod, but kubelet finds a name only among the ports of the same container',
      got: asked.port,
      allowed: ports.map(({ name }) => name).join(', ') || `${instead}, or a port by its number`,
      fix: ports.length > 0 ? `write port: '${ports[0]!.name}', or ask in that container` : `ask in that container`,
    });
    return;
  }
  at.complain({
    rule: 'unknown-port',
    what: 'asks a port that the workload does not have',
    got: asked.port ?? 'no port',
    allowed:
      ports.length === 0
        ? `${instead}, or a port by its number: the workload has no ports`
        : ports.map(({ name }) => name).join(', '),
    fix:
      ports.length > 0
        ? `write port: '${ports[0]!.name}'`
        : ports === NO_PORTS
          ? `write port: 8080, the number that it listens on`
          : `add a port, or ask with ${instead}`,
  });
}

/** Complains about the number that the Service has, where the container listens on another. */
function checkPortNumber(asked: number, ports: readonly Port[], at: Place): void {
  const served = ports.find(({ port }) => port === asked);
  if (!served || ports.some(({ targetPort }) => targetPort === asked)) return;
  at.complain({
    rule: 'unknown-port',
    severity: 'unsafe',
    what: `asks the port of the Service, but the container listens on ${served.targetPort}`,
    got: asked,
    allowed: `${served.targetPort}, or '${served.name}'`,
    fix: `write port: '${served.name}'`,
  });
}

/** What the API server refuses in the timings of liveness and startup, and in those of readiness. */
const REFUSED: readonly (readonly [question: keyof ReadHealth, timing: keyof ReadTimings, allowed: string])[] = [
  ['live', 'successThreshold', '1: only readiness may have more'],
  ['startup', 'successThreshold', '1: only readiness may have more'],
  ['ready', 'terminationGracePeriodSeconds', 'none: readiness never ends a container'],
];

/** Complains about probes of ports that don't exist, and about liveness that is readiness. */
export function checkHealth(read: ReadHealth, ports: readonly Port[], others: readonly Port[], at: Place): void {
  const all = Object.entries(read) as [keyof ReadHealth, ReadProbe | undefined][];
  for (const [index, [question, asked]] of all.entries()) {
    // Probes of one Health.http ask one port: that is one mistake.
    if (!asked || all.slice(0, index).some(([, before]) => before && before.port === asked.port)) continue;
    checkPortOf(asked, ports, others, at.key(question), 'Probe.exec');
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
  for (const [question, timing, allowed] of REFUSED) {
    const given = read[question]?.timings[timing];
    if (given === undefined || (timing === 'successThreshold' && given === 1)) continue;
    at.key(question).complain({
      rule: 'wrong-value',
      what: timing === 'successThreshold' ? 'has a successThreshold other than 1' : `has a ${timing}`,
      got: given,
      allowed,
      fix: `leave ${timing} out`,
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
      ? {
          ...handlerFields(asked, ports),
          ...asked.timings,
          timeoutSeconds: asked.timings.timeoutSeconds ?? timeoutSeconds,
        }
      : undefined;
  return { startupProbe: fields(read.startup), livenessProbe: fields(read.live), readinessProbe: fields(read.ready) };
}

/** The three probe fields of a container. */
export interface ContainerProbes {
  readonly startupProbe?: ProbeFields;
  readonly livenessProbe?: ProbeFields;
  readonly readinessProbe?: ProbeFields;
}
