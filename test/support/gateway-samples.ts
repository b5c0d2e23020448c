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
