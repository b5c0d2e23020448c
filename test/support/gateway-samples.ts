import { Listener } from '../../lib';
import { Sample } from './sample';

const one = (make: (props: never) => Listener, props: object) =>
  new Sample(make, [['', { name: 'a', port: 81, ...props }]]);
const allowedNamespaces = ['shop'];
const hostname = '*.example.com';

export const LISTENERS: Readonly<Record<string, Sample>> = {
  'Listener.http': one(Listener.http, { hostname, allowedNamespaces }),
  'Listener.https': one(Listener.https, { hostname, allowedNamespaces, certificates: ['a-tls'] }),
  'Listener.tlsPassthrough': one(Listener.tlsPassthrough, { hostname, allowedNamespaces }),
  'Listener.tcp': one(Listener.tcp, { allowedNamespaces }),
  'Listener.udp': one(Listener.udp, { allowedNamespaces }),
};

const to = { name: 'db', ports: [{ name: 'client', port: 5432 }] };
/** A route of a whole port, to one service and to several. */
export const TRANSPORT_SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  { listener: 'postgres', to, port: 'client', name: 'db', annotations: { 'example.com/a': 'b' } },
  {
    listener: 'postgres',
    split: [
      { to, port: 'client', weight: 90 },
      { to, port: 'client', weight: 10 },
    ],
  },
];

export const UDP_SAMPLE = {
  listener: 'dns',
  to: { name: 'dns', ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] },
  port: 'dns',
};

export const GATEWAY_SAMPLE: Readonly<Record<string, unknown>> = {
  className: 'envoy',
  listeners: [LISTENERS['Listener.https']],
  listenersFrom: ['shop'],
  addresses: ['192.0.2.1'],
  name: 'public',
  labels: { tier: 'edge' },
  annotations: { 'example.com/a': 'b' },
};
