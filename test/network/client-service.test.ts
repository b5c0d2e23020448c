import { Health, Metrics, ServiceType, StatefulCluster } from '../../lib';
import { problems } from '../support/build';

const WEB = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '64Mi' },
};

describe('the client Service of a cluster', () => {
  test.each<[string, object, string, string]>([
    [
      'has no node port inside the cluster',
      { ports: [{ name: 'http', port: 80, nodePort: 30_520 }] },
      'node-port-without-node-port-service',
      'ports[0].nodePort is given, but the Service has type ClusterIP',
    ],
    [
      'has no node port of what is for peers',
      {
        serviceType: ServiceType.nodePort(),
        ports: [...WEB.ports, { name: 'peer', port: 81, peersOnly: true, nodePort: 30_520 }],
      },
      'node-port-without-node-port-service',
      'ports[1].nodePort is given, but with peersOnly the client Service lacks the port',
    ],
    [
      'is not there without ports for clients',
      { serviceType: ServiceType.nodePort(), ports: [{ name: 'http', port: 80, peersOnly: true }] },
      'contradicting-props',
      'serviceType is given, but there is no client Service: no port is for clients',
    ],
    [
      'publishes metrics that are on its port',
      { serviceType: ServiceType.nodePort(), metrics: Metrics.scrape({ port: 'http' }) },
      'metrics-published',
      'metrics.port is published by a Service of type NodePort: whoever reaches it reads the metrics',
    ],
    [
      'has no port that is for Pods and for peers at once',
      { ports: [...WEB.ports, { name: 'peer', port: 81, peersOnly: true, podOnly: true }] },
      'pod-only-port',
      'ports[1].podOnly is given beside peersOnly, with which members have the port by their names',
    ],
  ])('%s', (_sentence, props, rule, what) => {
    expect(problems((chart) => new StatefulCluster(chart, 'db', { ...WEB, members: 3, ...props }))).toEqual([
      expect.objectContaining({ rule, what }),
    ]);
  });
});
