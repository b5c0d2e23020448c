import { CertificateIssuer, Gateway, type GatewayProps, Listener } from '../../lib';
import { emitted, problems } from '../support/build';

const SETTING = { namespace: 'infra' };
const gateway = (props: GatewayProps) =>
  emitted((chart) => new Gateway(chart, 'public', props), SETTING)['Gateway/public'];
const ISSUED = { hostname: '*.example.com', issuer: CertificateIssuer.clusterIssuer('letsencrypt') };
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

test('namespaces whose routes bring listeners, by their labels', () => {
  const props = { className: 'envoy', listeners: [Listener.http()], listenersFromLabels: { team: 'shop' } };
  const [gateway] = Object.values(emitted((chart) => new Gateway(chart, 'public', props)));
  expect(gateway).toMatchObject({
    spec: { allowedListeners: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } } },
  });
});

test.each<readonly [string, Partial<GatewayProps>, string, string]>([
  ['no listener', { listeners: [] }, 'missing-value', 'listeners'],
  ['one name twice', { listeners: [Listener.http(), Listener.http({ port: 81 })] }, 'duplicate-name', 'listeners[0]'],
  ['one port twice', { listeners: [Listener.http(), Listener.http({ name: 'b' })] }, 'duplicate-listener', 'port 80'],
  ['no certificate', { listeners: [Listener.https({ certificates: [] })] }, 'no-certificate', 'certificates'],
  ['some beside all', { listenersFrom: ['*', 'shop'] }, 'wrong-value', 'beside *'],
  ['labels of nobody', { listenersFromLabels: {} }, 'missing-value', 'listenersFromLabels is empty'],
  [
    'listeners by name beside labels',
    { listenersFrom: ['shop'], listenersFromLabels: { team: 'shop' } },
    'contradicting-props',
    'beside listenersFrom',
  ],
  ['none', { listeners: [Listener.http({ allowedNamespaces: [] })] }, 'wrong-value', 'is empty'],
  [
    'names beside labels',
    { listeners: [Listener.http({ allowedNamespaces: ['a'], allowedNamespaceLabels: { a: 'b' } })] },
    'contradicting-props',
    'beside allowedNamespaces',
  ],
  [
    'an issuer without a host',
    { listeners: [Listener.https({ issuer: CertificateIssuer.issuer('ca') })] },
    'missing-value',
    'hostname is missing',
  ],
  [
    'an issuer for two Secrets',
    { listeners: [Listener.https({ ...ISSUED, certificates: ['a', 'b'] })] },
    'too-many',
    'names several Secrets',
  ],
  [
    'two issuers of one Secret',
    {
      listeners: [
        Listener.https({ ...ISSUED, certificates: ['a'] }),
        Listener.https({ name: 'b', hostname: 'b.com', certificates: ['a'], issuer: CertificateIssuer.issuer('ca') }),
      ],
    },
    'contradicting-props',
    'another one than',
  ],
  [
    'nine labels',
    { infrastructure: { labels: Object.fromEntries([...'abcdefghi'].map((key) => [key, 'x'])) } },
    'too-many',
    'infrastructure.labels has 9',
  ],
  [
    'a wrong kind',
    { infrastructure: { parameters: { group: 'a.b', kind: 'Envoy Proxy', name: 'x' } } },
    'wrong-value',
    'infrastructure.parameters.kind',
  ],
])('what the API refuses is an error: %s', (_, props, rule, what) => {
  const all = { className: 'envoy', listeners: [Listener.http()], ...props };
  const found = problems((chart) => new Gateway(chart, 'public', all), SETTING).filter((one) => one.rule === rule);
  expect(found).toMatchObject([{ severity: 'invalid', what: expect.stringContaining(what) }]);
});

describe('a certificate that is issued for a listener', () => {
  const objects = (...listeners: readonly Listener[]) =>
    emitted((chart) => new Gateway(chart, 'public', { className: 'envoy', listeners }), SETTING);
  const spec = (secretName: string, ...dnsNames: readonly string[]) => ({
    secretName,
    issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
    dnsNames,
  });

  test('has the name of the Gateway and the listener', () => {
    const all = objects(Listener.https(ISSUED));
    expect(all['Certificate/public-https-tls']).toMatchObject({
      apiVersion: 'cert-manager.io/v1',
      metadata: { namespace: 'infra' },
      spec: spec('public-https-tls', '*.example.com'),
    });
    expect(all['Gateway/public']).toHaveProperty('spec.listeners[0].tls', {
      mode: 'Terminate',
      certificateRefs: [{ kind: 'Secret', name: 'public-https-tls' }],
    });
    expect(all['Gateway/public']).not.toHaveProperty('spec.listeners[0].issuer');
  });

  test('is one for the listeners that share a Secret', () => {
    const all = objects(
      Listener.https({ ...ISSUED, certificates: ['edge'] }),
      Listener.tls({ ...ISSUED, name: 'db', port: 5432, hostname: 'db.example.com', certificates: ['edge'] }),
      Listener.https({ ...ISSUED, name: 'second', port: 8443, certificates: ['edge'] }),
    );
    expect(Object.keys(all).sort()).toEqual(['Certificate/edge', 'Gateway/public']);
    expect(all['Certificate/edge']).toMatchObject({ spec: spec('edge', '*.example.com', 'db.example.com') });
  });
});

test('TLS that is ended in front of TCP, namespaces by their labels, and what the controller makes', () => {
  const listeners = [
    Listener.tls({ name: 'db', port: 5432, certificates: ['db-tls'], allowedNamespaceLabels: { team: 'data' } }),
  ];
  const parameters = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'large' };
  const infrastructure = { labels: { team: 'edge' }, annotations: { 'example.com/scheme': 'internal' }, parameters };
  expect(gateway({ className: 'envoy', listeners, infrastructure })).toHaveProperty('spec', {
    gatewayClassName: 'envoy',
    infrastructure: {
      labels: { team: 'edge' },
      annotations: { 'example.com/scheme': 'internal' },
      parametersRef: parameters,
    },
    listeners: [
      {
        name: 'db',
        port: 5432,
        protocol: 'TLS',
        tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'db-tls' }] },
        allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'data' } } } },
      },
    ],
  });
});
