import { Listener } from '../../lib';
import { Raw, Sample } from './sample';

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

/** A route of a whole port, to one service and to several. */
function transport(protocol: string): readonly Readonly<Record<string, unknown>>[] {
  const to = new Raw({ name: 'db', ports: [{ name: 'client', port: 5432, protocol }] });
  return [
    { listener: 'db', to, port: 'client', name: 'db', annotations: { 'example.com/a': 'b' } },
    {
      listener: 'db',
      split: [
        { to, port: 'client', weight: 90 },
        { to, port: 'client', weight: 10 },
      ],
    },
  ];
}
export const TCP_SAMPLES = transport('TCP');
export const UDP_SAMPLES = transport('UDP');

export const GATEWAY_SAMPLE: Readonly<Record<string, unknown>> = {
  className: 'envoy',
  listeners: [LISTENERS['Listener.https']],
  listenersFrom: ['shop'],
  addresses: ['192.0.2.1'],
  name: 'public',
  labels: { tier: 'edge' },
  annotations: { 'example.com/a': 'b' },
};
