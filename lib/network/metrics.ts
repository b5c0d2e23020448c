import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { optional, required, shape } from '../input/reader';
import { list, oneOf, text, textThat } from '../input/readers';
import { type Port, targetOf, UNREAD_PORTS } from './ports';
import { checkScrapeTls, type ReadScrapeTls, SCRAPE_TLS, type ScrapeTlsProps, tlsConfigOf } from './scrape-tls';

/** Where the metrics of a workload are. */
export interface ScrapeProps {
  /** The name of the port: the workload's, or one of a sidecar. */
  readonly port: string;
  /** @default '/metrics' */
  readonly path?: string;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /**
   * With 'https', how Prometheus knows the server. Emitted in a PodMonitor; where scrapes follow annotations, Prometheus'
   * own configuration says it.
   * @default - by the Pod's address and the authorities that its image knows
   */
  readonly tls?: ScrapeTlsProps;
}

/** One endpoint as read. */
export interface ReadScrape {
  readonly port: string;
  readonly path: string;
  readonly scheme?: 'http' | 'https';
  readonly tls?: ReadScrapeTls;
}

/** Metrics as read. */
export interface ReadMetrics {
  readonly scrapes: readonly ReadScrape[];
  /** Whether they were given as a list: errors then name the item. */
  readonly listed: boolean;
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
  tls: optional(SCRAPE_TLS),
});

const withPath = ({ path = '/metrics', ...read }: typeof SCRAPE.fallback): ReadScrape => ({ ...read, path });

/** The metrics of a workload: found as the platform's `monitoring` says, and let in by the policies. */
export class Metrics extends Choice<ReadMetrics> {
  /** Prometheus asks one port of each Pod. */
  static scrape(props: ScrapeProps): Metrics {
    return new Metrics('Metrics', (at) => ({ scrapes: [withPath(SCRAPE.read(props, at))], listed: false }));
  }

  /**
   * Prometheus asks several ports, or several paths, of each Pod: the program's and its proxy's. Annotations can name one
   * only: it takes `Monitoring.prometheusOperator`.
   */
  static scrapes(all: readonly ScrapeProps[]): Metrics {
    return new Metrics('Metrics', (at) => {
      const scrapes = SCRAPES.read(all, at);
      if (Array.isArray(all) && all.length === 0) {
        const [what, allowed] = ['names nothing to ask', 'at least one endpoint'];
        at.complain({
          rule: 'missing-value',
          what,
          got: all,
          allowed,
          fix: "write [{ port: 'metrics' }], or no metrics",
        });
      }
      return { scrapes: scrapes.map(withPath), listed: true };
    });
  }
}

const SCRAPES = list(SCRAPE);

export const metrics = choice<ReadMetrics>('Metrics', "Metrics.scrape({ port: 'metrics' })", {
  scrapes: [],
  listed: false,
});

/** The ports that are asked for metrics, each once. */
export function scrapedPorts(metrics: ReadMetrics | undefined, ports: readonly Port[]): readonly Port[] {
  return ports.filter(({ name }) => metrics?.scrapes.some(({ port }) => port === name));
}

/** Complains about ports that the Pods lack, and about certificates. */
export function checkMetrics(metrics: ReadMetrics, ports: readonly Port[], at: Place): void {
  eachScrape(metrics, at, (scrape, here) => {
    checkScrapeTls(scrape, here);
    checkPort(scrape, ports, here);
  });
}

/** Complains about more than annotations can say: of a Pod they name one port and one path. */
export function checkAnnotated({ scrapes }: ReadMetrics, at: Place): void {
  if (scrapes.length < 2) return;
  at.complain({
    rule: 'one-scrape-by-annotations',
    severity: 'unsafe',
    what: 'has several endpoints, and the annotations of a Pod name one: the others are not asked',
    got: scrapes.map(({ port, path }) => `${port}${path}`).join(', '),
    allowed: 'one endpoint, or a platform with monitoring: Monitoring.prometheusOperator()',
    fix: 'write monitoring: Monitoring.prometheusOperator() on the platform, or Metrics.scrape with the one that matters',
  });
}

function eachScrape({ scrapes, listed }: ReadMetrics, at: Place, see: (scrape: ReadScrape, here: Place) => void): void {
  for (const [index, scrape] of scrapes.entries()) see(scrape, listed ? at.item(index) : at);
}

function checkPort({ port }: ReadScrape, ports: readonly Port[], at: Place): void {
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
  /** What keeps the metrics of a port from them. */
  readonly fix: (port: string) => string;
}

/** Complains about metrics that callers outside the cluster can read too; `reached` are the ports that they reach. */
export function checkPublished(metrics: ReadMetrics, reached: readonly Port[], published: Published, at: Place): void {
  eachScrape(metrics, at, (scrape, here) => checkUnpublished(scrape, reached, published, here));
}

function checkUnpublished(
  { port }: ReadScrape,
  reached: readonly Port[],
  { outside, fix }: Published,
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
    fix: fix(port),
  });
}

/**
 * The annotations that Prometheus' example configuration for Kubernetes follows
 * (prometheus/prometheus, documentation/examples/prometheus-kubernetes.yml).
 */
export function scrapeAnnotations(
  { scrapes: [first] }: ReadMetrics,
  ports: readonly Port[],
): Readonly<Record<string, string>> {
  if (first === undefined) return {};
  const { port, path, scheme } = first;
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
  { scrapes }: ReadMetrics,
  ports: readonly Port[],
  selector: Readonly<Record<string, string>>,
  { namespace, interval }: { readonly namespace?: string; readonly interval?: number },
): object {
  return {
    selector: { matchLabels: selector },
    ...(namespace === undefined ? {} : { namespaceSelector: { matchNames: [namespace] } }),
    podMetricsEndpoints: scrapes.map(({ port, path, scheme, tls }) => {
      const found = ports.find(({ name }) => name === port);
      return {
        port: found ? targetOf(found, ports).name : port,
        path,
        ...(scheme === undefined ? {} : { scheme }),
        ...(tls === undefined ? {} : { tlsConfig: tlsConfigOf(tls) }),
        ...(interval === undefined ? {} : { interval: `${interval}s` }),
      };
    }),
  };
}
