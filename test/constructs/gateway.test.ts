import { Gateway, type GatewayProps, Listener } from '../../lib';
import { emitted, problems } from '../support/build';

const SETTING = { namespace: 'infra' };
const gateway = (props: GatewayProps) =>
  emitted((chart) => new Gateway(chart, 'public', props), SETTING)['Gateway/public'];
const shop = {
  from: 'Selector',
  selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }] },
};

test('a Gateway says its listeners, in the words of the API', () => {
  const listeners = [
    Listener.http({ allowedNamespaces: ['*'] }),
    Listener.https({ certificates: ['a-tls'], hostname: '*.example.com', allowedNamespaces: ['shop'] }),
    Listener.tlsPassthrough({ hostname: 'db.example.com' }),
    Listener.tcp({ name: 'postgres', port: 5432 }),
  ];
  const props = { className: 'envoy', listeners, listenersFrom: ['shop'], addresses: ['192.0.2.1', 'a.example.com'] };
  expect(gateway({ ...props, labels: { a: 'b' }, annotations: { c: 'd' } })).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'infra', labels: { a: 'b' }, annotations: { c: 'd' } },
    spec: {
      gatewayClassName: 'envoy',
      addresses: [
        { type: 'IPAddress', value: '192.0.2.1' },
        { type: 'Hostname', value: 'a.example.com' },
      ],
      allowedListeners: { namespaces: shop },
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        {
          name: 'https',
          hostname: '*.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'a-tls' }] },
          allowedRoutes: { namespaces: shop },
        },
        { name: 'tls', hostname: 'db.example.com', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
        { name: 'postgres', port: 5432, protocol: 'TCP' },
      ],
    },
  });
});

test.each<readonly [string, Partial<GatewayProps>, string, string]>([
  ['no listener', { listeners: [] }, 'missing-value', 'listeners'],
  ['one name twice', { listeners: [Listener.http(), Listener.http({ port: 81 })] }, 'duplicate-name', 'listeners[0]'],
  ['one port twice', { listeners: [Listener.http(), Listener.http({ name: 'b' })] }, 'duplicate-listener', 'port 80'],
  ['no certificate', { listeners: [Listener.https({ certificates: [] })] }, 'missing-value', 'certificates'],
  ['some beside all', { listenersFrom: ['*', 'shop'] }, 'wrong-value', 'beside *'],
  ['none', { listeners: [Listener.http({ allowedNamespaces: [] })] }, 'wrong-value', 'is empty'],
])('what the API refuses is an error: %s', (_, props, rule, what) => {
  const all = { className: 'envoy', listeners: [Listener.http()], ...props };
  const found = problems((chart) => new Gateway(chart, 'public', all), SETTING).filter((one) => one.rule === rule);
  expect(found).toMatchObject([{ severity: 'invalid', what: expect.stringContaining(what) }]);
});
