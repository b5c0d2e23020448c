import { Health, Isolation, type PodNetworkProps, StatelessService } from '../../lib';
import { emitted } from '../support/build';

const WEB = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '64Mi' },
};

describe('under full isolation Pods ask for names', () => {
  const egress = (podNetwork: PodNetworkProps) => {
    const objects = emitted((chart) => new StatelessService(chart, 'web', { ...WEB, podNetwork }), {
      namespace: 'shop',
      platform: { isolation: Isolation.full() },
    });
    return (objects['NetworkPolicy/web'] as unknown as { spec: { egress: unknown } }).spec.egress;
  };
  const ports = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ];
  const kubeDns = expect.objectContaining({ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } });
  const servers = [{ ipBlock: { cidr: '192.0.2.53/32' } }, { ipBlock: { cidr: '2001:db8::53/128' } }];
  const dnsConfig = { nameservers: ['192.0.2.53', '2001:db8::53'] };

  test('the servers that they name, instead of those of the cluster with None', () => {
    expect(egress({ dnsPolicy: 'None', dnsConfig })).toEqual([{ to: servers, ports }]);
  });

  test('the servers that they name beside those of the cluster otherwise', () => {
    expect(egress({ dnsConfig })).toEqual([{ to: [kubeDns, ...servers], ports }]);
  });
});
