import { CaCertificate, Health, Isolation, Metrics, Monitoring, StatelessService, Target } from '../../lib';
import { emitted, problems } from '../support/build';

const WEB = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '64Mi' },
};
const full = Isolation.full();
const scrapers = [Target.namespace('monitoring')];

describe('metrics of a sidecar', () => {
  const service = {
    ...WEB,
    sidecars: [
      {
        name: 'exporter',
        image: 'registry.example.com/exporter:1.0.0',
        resources: { memory: '32Mi' },
        ports: [{ name: 'metrics', port: 9121 }],
      },
    ],
    metrics: Metrics.scrape({ port: 'metrics' }),
  };
  const made = (monitoring: Monitoring) =>
    emitted((chart) => new StatelessService(chart, 'web', service), {
      namespace: 'shop',
      platform: { isolation: full, monitoring },
    });

  test('are asked for at the port of the sidecar, and let in there', () => {
    const objects = made(Monitoring.annotations({ scrapers }));
    expect(objects['Deployment/web']).toMatchObject({
      spec: { template: { metadata: { annotations: { 'prometheus.io/port': '9121' } } } },
    });
    expect(objects['NetworkPolicy/web']).toMatchObject({
      spec: { ingress: [{ ports: [{ protocol: 'TCP', port: 9121 }] }] },
    });
  });

  test('are found by a PodMonitor at the port of the sidecar', () => {
    const objects = made(Monitoring.prometheusOperator({ scrapers }));
    expect(objects['PodMonitor/web']).toMatchObject({ spec: { podMetricsEndpoints: [{ port: 'metrics' }] } });
  });
});

describe('PodMonitors', () => {
  const made = (props: object, namespace = 'shop') =>
    emitted((chart) => new StatelessService(chart, 'web', { ...WEB, metrics: Metrics.scrape({ port: 'http' }) }), {
      namespace,
      platform: { monitoring: Monitoring.prometheusOperator(props) },
    });

  test('stand beside the workload, with the labels by which Prometheus finds them', () => {
    const objects = made({ labels: { release: 'prometheus' }, interval: 30 });
    expect(objects['PodMonitor/web']).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { labels: { release: 'prometheus', 'app.kubernetes.io/instance': 'web' } },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } },
        podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
      },
    });
    expect(JSON.stringify(objects)).not.toContain('prometheus.io/scrape');
  });

  const sided = {
    ...WEB,
    sidecars: [
      { name: 'proxy', image: 'proxy:1', resources: { memory: '64Mi' }, ports: [{ name: 'admin', port: 9901 }] },
    ],
  };
  const several = Metrics.scrapes([
    { port: 'http', scheme: 'https', tls: { serverName: 'web.shop.svc', ca: CaCertificate.secret('web-tls') } },
    { port: 'admin', path: '/stats/prometheus' },
  ]);

  test('ask several ports, and know the server by its certificate; isolation lets them in at both', () => {
    const objects = emitted((chart) => new StatelessService(chart, 'web', { ...sided, metrics: several }), {
      namespace: 'shop',
      platform: { isolation: full, monitoring: Monitoring.prometheusOperator({ scrapers }) },
    });
    expect(objects['PodMonitor/web']?.spec).toMatchObject({
      podMetricsEndpoints: [
        {
          port: 'http',
          path: '/metrics',
          scheme: 'https',
          tlsConfig: { ca: { secret: { name: 'web-tls', key: 'ca.crt' } }, serverName: 'web.shop.svc' },
        },
        { port: 'admin', path: '/stats/prometheus' },
      ],
    });
    const { ingress } = objects['NetworkPolicy/web']!.spec as { ingress: { ports: { port: number }[] }[] };
    expect(ingress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([80, 9901]);
  });

  test.each<[string, Metrics, string, string]>([
    [
      'several, which annotations cannot say',
      several,
      'one-scrape-by-annotations',
      'metrics has several endpoints, and the annotations of a Pod name one: the others are not asked',
    ],
    [
      'the second, which names no port of the Pods',
      Metrics.scrapes([{ port: 'http' }, { port: 'amdin' }]),
      'unknown-port',
      'metrics[1].port is a port that the workload does not have',
    ],
    ['none at all', Metrics.scrapes([]), 'missing-value', 'metrics names nothing to ask'],
    [
      'a certificate of plain HTTP',
      Metrics.scrape({ port: 'http', tls: { serverName: 'web' } }),
      'contradicting-props',
      'metrics.tls says how the certificate is known, but the scheme is http',
    ],
    [
      'a certificate that is known and not looked at',
      Metrics.scrape({ port: 'http', scheme: 'https', tls: { serverName: 'web', insecureSkipVerify: 'a test' } }),
      'contradicting-props',
      'metrics.tls.insecureSkipVerify leaves the certificate unread that ca and serverName are about',
    ],
  ])('%s: an error', (_sentence, metrics, rule, what) => {
    expect(problems((chart) => new StatelessService(chart, 'web', { ...sided, metrics }))).toContainEqual(
      expect.objectContaining({ rule, what }),
    );
  });

  test('name the namespace of the Pods where they are in another', () => {
    expect(made({ namespace: 'monitoring' })['PodMonitor/shop.web']).toMatchObject({
      metadata: { namespace: 'monitoring' },
      spec: { namespaceSelector: { matchNames: ['shop'] } },
    });
  });
});
