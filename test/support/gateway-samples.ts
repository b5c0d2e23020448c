import { CertificateIssuer, Listener } from '../../lib';
import { overlaySample } from './overlay-samples';
import { Raw, Sample } from './sample';

const one = (make: (props: never) => Listener, props: object) =>
  new Sample(make, [['', { name: 'a', port: 81, ...props }]]);
const hostname = '*.example.com';
const issuer = new Sample(CertificateIssuer.clusterIssuer, [['', 'letsencrypt']]);

/** Each kind of listener, with one of the two ways to say whose routes it takes. */
function listeners(allowed: object): Readonly<Record<string, Sample>> {
  return {
    'Listener.http': one(Listener.http, { hostname, ...allowed }),
    'Listener.https': one(Listener.https, { hostname, ...allowed, certificates: ['a-tls'], issuer }),
    'Listener.tls': one(Listener.tls, { hostname, ...allowed, certificates: ['a-tls'], issuer }),
    'Listener.tlsPassthrough': one(Listener.tlsPassthrough, { hostname, ...allowed }),
    'Listener.tcp': one(Listener.tcp, allowed),
    'Listener.udp': one(Listener.udp, allowed),
  };
}
export const LISTENERS = listeners({ allowedNamespaces: ['shop'] });
export const LISTENERS_BY_LABELS = listeners({ allowedNamespaceLabels: { team: 'shop' } });

/** A route of a whole port, to one service and to several. */
function transport(protocol: string, construct: string): readonly Readonly<Record<string, unknown>>[] {
  const to = new Raw({ name: 'db', ports: [{ name: 'client', port: 5432, protocol }] });
  return [
    {
      listener: 'db',
      to,
      port: 'client',
      name: 'db',
      annotations: { 'example.com/a': 'b' },
      overlays: overlaySample(construct),
    },
    {
      listener: 'db',
      split: [
        { to, port: 'client', weight: 90 },
        { to, port: 'client', weight: 10 },
      ],
    },
  ];
}
export const TCP_SAMPLES = transport('TCP', 'TcpRoute');
export const UDP_SAMPLES = transport('UDP', 'UdpRoute');

const GATEWAY_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('Gateway'),
  className: 'envoy',
  listeners: [LISTENERS['Listener.https']],
  listenersFrom: ['shop'],
  infrastructure: {
    labels: { team: 'edge' },
    annotations: { 'example.com/a': 'b' },
    parameters: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'large' },
  },
  addresses: ['192.0.2.1'],
  name: 'public',
  labels: { tier: 'edge' },
  annotations: { 'example.com/a': 'b' },
};

export const GATEWAY_SAMPLES = [
  GATEWAY_SAMPLE,
  {
    ...GATEWAY_SAMPLE,
    listeners: [LISTENERS_BY_LABELS['Listener.https']],
    listenersFrom: undefined,
    listenersFromLabels: { team: 'shop' },
  },
];
