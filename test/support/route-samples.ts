import { Tls, ValueMatch } from '../../lib';
import { overlaySample } from './overlay-samples';
import { Sample } from './sample';

const target = { name: 'web', ports: [{ name: 'http', port: 80 }] };

const next = { name: 'web-next', ports: [{ name: 'http', port: 80 }] };

const settings = {
  requestHeaders: { set: { 'X-A': 'b' }, add: { 'X-B': 'c' }, remove: ['X-C'] },
  responseHeaders: { set: { 'X-A': 'b' }, add: { 'X-B': 'c' }, remove: ['X-C'] },
  timeouts: { request: 60, backend: 30 },
  retries: { attempts: 2, statusCodes: [503], backoff: 1 },
  cors: {
    allowOrigins: ['https://www.example.com'],
    allowMethods: ['GET'],
    allowHeaders: ['X-A'],
    exposeHeaders: ['X-B'],
    allowCredentials: true,
    maxAge: 60,
  },
  sessionAffinity: { cookie: 'pod', maxAge: 3600 },
};

const matches = {
  methods: ['GET'],
  headers: { 'X-A': 'b', 'X-B': new Sample(ValueMatch.exact, [['', 'c']]) },
  query: { a: 'b' },
};

/** Several routes, because not all that one can say goes together. */
export const ROUTE_SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  {
    ...settings,
    overlays: overlaySample('IngressRoute'),
    routes: [
      {
        ...settings,
        ...matches,
        to: target,
        path: '/',
        pathType: 'Prefix',
        port: 'http',
        name: 'web',
        canary: { to: next, port: 'http', weight: 10, header: { name: 'X-Canary', value: 'yes' }, cookie: 'canary' },
        rewrite: { host: 'b.example.com', prefix: '/' },
      },
      {
        path: '/split',
        split: [
          { to: target, weight: 70, port: 'http' },
          { to: next, weight: 30 },
        ],
      },
      { path: '/old', redirect: { scheme: 'https', host: 'b.example.com', port: 8443, path: '/new', statusCode: 301 } },
      { path: '/older', redirect: { host: 'b.example.com', prefix: '/new' } },
      { path: '/c', rewrite: { path: '/d' }, to: target },
    ],
    host: 'shop.example.com',
    hosts: ['www.example.com'],
    tls: new Sample(Tls.secret, [['secretName', 'shop-tls']]),
    httpsRedirect: true,
    defaultBackend: { to: target, port: 'http' },
    annotations: { 'example.com/a': 'b' },
    name: 'public',
  },
  { host: 'rpc.example.com', routes: [{ to: target, grpc: { service: 'shop.v1.Orders', method: 'Place' } }] },
];

/** What only an Ingress can say. */
export const INGRESS_SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  {
    host: 'shop.example.com',
    routes: [{ to: target, path: '/upload', maxRequestBody: '8Mi' }],
    maxRequestBody: '1Mi',
    className: 'nginx',
    tls: new Sample(Tls.secrets, [['', { 'shop.example.com': 'shop-tls' }]]),
  },
];
