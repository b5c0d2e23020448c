import type { Chart } from 'cdk8s';
import { Health, Isolation, Metrics, ServiceType, StatelessService } from '../../lib';
import { emitted, problems } from '../support/build';

const props = {
  image: 'registry.example.com/web:1.0.0',
  resources: { memory: '64Mi' },
  ports: [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'webhook', port: 8443, podOnly: true },
    { name: 'metrics', port: 9090, podOnly: true },
  ],
  health: Health.http({ ready: '/ready', live: '/live' }),
};
const web = (more: object) => (chart: Chart) => new StatelessService(chart, 'web', { ...props, ...more });
const service = (more: object) => web({ furtherServices: [{ name: 'web-more', ports: ['webhook'], ...more }] });

test('a further Service has ports that the Service for clients does not have, under numbers of its own', () => {
  const objects = emitted(
    web({
      furtherServices: [
        { name: 'web-webhook', ports: [{ name: 'webhook', port: 443 }] },
        {
          name: 'web-inside',
          ports: ['http'],
          type: ServiceType.loadBalancer({ annotations: { 'example.com/internal': 'true' } }),
        },
      ],
    }),
  );
  const selector = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' };
  expect(objects['Service/web-webhook']).toMatchObject({
    spec: {
      type: 'ClusterIP',
      selector,
      ports: [{ name: 'webhook', protocol: 'TCP', port: 443, targetPort: 'webhook' }],
    },
  });
  expect(objects['Service/web-inside']).toMatchObject({
    metadata: { annotations: { 'example.com/internal': 'true' } },
    spec: { type: 'LoadBalancer', selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  });
  expect(objects['Service/web']).toMatchObject({ spec: { ports: [{ name: 'http' }] } });
});

test('a variant has no Services under the names of the first', () => {
  const objects = emitted((chart) => {
    const first = service({})(chart);
    first.variant('web-next', { image: 'registry.example.com/web:1.1.0' });
  });
  expect(
    Object.keys(objects)
      .filter((key) => key.startsWith('Service/'))
      .sort(),
  ).toEqual(['Service/web', 'Service/web-more', 'Service/web-next']);
});

describe('what a further Service cannot have is an error at its prop', () => {
  test.each<[string, (chart: Chart) => unknown, string, string]>([
    ['a port that there is not', service({ ports: ['grpc'] }), 'unknown-port', 'furtherServices[0].ports[0]'],
    ['no port', service({ ports: [] }), 'wrong-value', 'furtherServices[0].ports'],
    [
      'a port of the nodes without a type that has them',
      service({ ports: [{ name: 'webhook', nodePort: 30_043 }] }),
      'node-port-without-node-port-service',
      'furtherServices[0].ports[0].nodePort',
    ],
    [
      'two ports that answer on one number',
      service({ ports: ['http', { name: 'webhook', port: 80 }] }),
      'duplicate-port',
      'furtherServices[0].ports[1]',
    ],
    [
      'metrics for the world',
      web({
        metrics: Metrics.scrape({ port: 'metrics' }),
        furtherServices: [{ name: 'web-more', ports: ['metrics'], type: ServiceType.loadBalancer() }],
      }),
      'metrics-published',
      'metrics.port',
    ],
    [
      'a load balancer behind a policy that keeps its callers out',
      web({
        isolation: Isolation.ingress(),
        furtherServices: [{ name: 'web-more', ports: ['http'], type: ServiceType.loadBalancer() }],
      }),
      'outside-not-let-in',
      'isolation',
    ],
    ['the name of the Service for clients', service({ name: 'web' }), 'duplicate-object', ''],
  ])('%s', (_, make, rule, prop) => {
    const found = problems(make, { namespace: 'shop' });
    expect(found.map((one) => [one.rule, one.prop ?? ''])).toEqual([[rule, prop]]);
  });
});
