import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { optional, required, shape } from '../input/reader';
import { oneOf, text, textThat } from '../input/readers';
import { type Port, targetOf, UNREAD_PORTS } from './ports';

/** Where the metrics of a workload are. */
export interface ScrapeProps {
  /** The name of the port: the workload's, or one of a sidecar. */
  readonly port: string;
  /** @default '/metrics' */
  readonly path?: string;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
}

/** Metrics as read. */
export interface ReadMetrics {
  readonly port: string;
  readonly path: string;
  readonly scheme?: 'http' | 'https';
}

const SCRAPE = shape<ScrapeProps>()('Metrics.scrape', {
  port: required(text),
  path: optional(
    textThat(
      "a path such as '/metrics'",
      (path) => /^\/[^\s?#]*$/.test(path),
      (path) => (/^[^\s/?#]+$/.test(path) ? `write '/${path}'` : undefined),
    ),
  ),
  scheme: optional(oneOf<'http' | 'https'>('http', 'https')),
});

/** The metrics of a workload: found as the platform's `monitoring` says, and let in by the policies. */
export class Metrics extends Choice<ReadMetrics> {
  /** Prometheus asks one port of each Pod. */
  static scrape(props: ScrapeProps): Metrics {
    return new Metrics('Metrics', (at) => {
      const { path = '/metrics', ...read } = SCRAPE.read(props, at);
      return { ...read, path };
    });
  }
}

export const metrics = choice<ReadMetrics>('Metrics', "Metrics.scrape({ port: 'metrics' })", { port: '', path: '' });

/** Complains about a port that the Pods lack. */
export function checkMetrics({ port }: ReadMetrics, ports: readonly Port[], at: Place): void {
  // What could not be read is an error already.
  if (port === '' || ports === UNREAD_PORTS || ports.some(({ name }) => name === '')) return;
  const open = ports.filter(({ peersOnly }) => !peersOnly).map(({ name }) => name);
  if (!open.includes(port)) {
    const isForPeers = ports.some(({ name }) => name === port);
    at.key('port').complain({
      rule: isForPeers ? 'port-for-peers-only' : 'unknown-port',
      what: isForPeers ? 'is for members only' : 'is a port that the workload does not have',
      got: port,
      allowed: open.join(', ') || 'none: the workload has no ports for others',
      fix: open[0] ? `write '${open[0]}'` : 'add the port on which the metrics are',
    });
  }
}

/** How callers outside the cluster reach a workload. */
interface Published {
  readonly outside: string;
  /** Whether by a Service of each member. */
  readonly ofMembers: boolean;
}

/** Complains about metrics that callers outside the cluster can read too; `reached` are the ports that they reach. */
export function checkPublished(
  { port }: ReadMetrics,
  reached: readonly Port[],
  { outside, ofMembers }: Published,
  at: Place,
): void {
  const found = reached.find(({ name }) => name === port);
  if (!found || found.podOnly) return;
  at.key('port').complain({
    rule: 'metrics-published',
    severity: 'unsafe',
    what: `is published by ${outside}: whoever reaches it reads the metrics`,
    got: port,
    allowed: 'a port that the Service does not have',
    fix: ofMembers
      ? `leave ${port} out of memberServices.ports`
      : `give the metrics a port of their own with podOnly: true, or no servicePort where it is a sidecar's`,
  });
}

/**
 * The annotations that Prometheus' example configuration for Kubernetes follows
 * (prometheus/prometheus, documentation/examples/prometheus-kubernetes.yml).
 */
export function scrapeAnnotations(
  { port, path, scheme }: ReadMetrics,
  ports: readonly Port[],
): Readonly<Record<string, string>> {
  const number = ports.find(({ name }) => name === port)?.targetPort;
  return {
    'prometheus.io/scrape': 'true',
    ...(number === undefined ? {} : { 'prometheus.io/port': String(number) }),
    'prometheus.io/path': path,
    ...(scheme === undefined ? {} : { 'prometheus.io/scheme': scheme }),
  };
}

/** What a PodMonitor is called and where it is, and which namespace it then has to select, if not its own. */
export function monitorPlace(
  workload: string,
  namespace: string | undefined,
  { namespace: there }: { readonly namespace?: string },
): {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
  readonly selected?: string;
} {
  if (there === undefined || there === namespace) return { name: workload, metadata: {} };
  // A dot is in no name of a namespace: no two workloads get one name.
  const name = namespace === undefined ? workload : `${namespace}.${workload}`;
  return { name, metadata: { namespace: there }, selected: namespace };
}

/** The spec of a PodMonitor; `namespace` is given where it is in another than its Pods. */
export function podMonitorFields(
  { port, path, scheme }: ReadMetrics,
  ports: readonly Port[],
  selector: Readonly<Record<string, string>>,
  { namespace, interval }: { readonly namespace?: string; readonly interval?: number },
): object {
  const found = ports.find(({ name }) => name === port);
  return {
    selector: { matchLabels: selector },
    ...(namespace === undefined ? {} : { namespaceSelector: { matchNames: [namespace] } }),
    podMetricsEndpoints: [
      {
        port: found ? targetOf(found, ports).name : port,
        path,
        ...(scheme === undefined ? {} : { scheme }),
        ...(interval === undefined ? {} : { interval: `${interval}s` }),
      },
    ],
  };
}
