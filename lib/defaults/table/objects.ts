import { Tls } from '../../network/tls';
import { type DefaultRow, row, SERVICE } from './row';

const to = { name: 'web', ports: [{ name: 'http', port: 80 }] };
const redirecting = (statusCode?: number) => ({
  routes: [{ path: '/old', redirect: { host: 'b.example.com', statusCode } }],
});

/** What other objects than workloads say. */
export const OBJECTS: readonly DefaultRow[] = [
  row(
    'podSecurityLevel',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}]`),
    'podSecurity.enforce',
    'baseline',
    'our workloads keep it unless they say otherwise',
    { other: { podSecurity: { enforce: 'baseline', audit: 'baseline', warn: 'baseline' } } },
  ),
  row(
    'podSecurityVersion',
    ['Namespace'],
    ['enforce', 'audit', 'warn'].map((mode) => `Namespace metadata.labels[pod-security.kubernetes.io/${mode}-version]`),
    'podSecurity.version',
    'v1.35',
    "Kubernetes' own, written out because an upgrade of the cluster changes what it means",
  ),
  row(
    'pathType',
    ['IngressRoute'],
    ['Ingress spec.rules[0].http.paths[0].pathType'],
    'routes[].pathType',
    'Exact',
    'a path means what is below it, on every controller',
    { other: { routes: [{ to, pathType: 'Exact' }] } },
  ),
  row(
    'httpsRedirect',
    ['IngressRoute'],
    [],
    'httpsRedirect',
    'false',
    'with TLS nobody is served without it; each controller has its own words',
    {
      emitted: { 'Ingress metadata.annotations[nginx.ingress.kubernetes.io/ssl-redirect]': 'true' },
      beside: { tls: Tls.secret('web-tls') },
      other: { httpsRedirect: false },
      value: false,
    },
  ),
  row(
    'redirectStatusCode',
    ['IngressRoute'],
    ['HTTPRoute spec.rules[0].filters[0].requestRedirect.statusCode'],
    'routes[].redirect.statusCode',
    301,
    'browsers keep a permanent one, which then cannot be taken back',
    { beside: redirecting(), other: redirecting(301) },
  ),
  row(
    'kubernetesVersion',
    SERVICE,
    [],
    'platform.kubernetesVersion',
    '1.35',
    'what a chart without a platform gives is accepted by every supported release',
    { other: {} },
  ),
];
