import { FEATURE_KEYS, type FeatureKey } from '../features';
import type { RouteModel } from '../model';
import { NOT_IN_THE_API, OF_THE_API } from './common';
import type { Annotations, FinishedPart, IngressCell, IngressDialect, IngressPart } from './ingress-dialect';

/** What a GKE Ingress says of its load balancer. */
export interface GceOptions {
  readonly staticIpName?: string;
}

const FRONTEND = 'networking.gke.io/v1beta1.FrontendConfig';
const BY_BACKEND_CONFIG: IngressCell = {
  instead:
    "make a BackendConfig and annotate the Service with it: serviceType: ServiceType.clusterIp({ annotations: { 'cloud.google.com/backend-config': … } }); or route by the Gateway API",
};
const OTHERWISE: IngressCell = {
  instead: 'let the service do it, or route by the Gateway API, which GKE speaks too: Routing.gateway',
};

const NAMED: Partial<Record<FeatureKey, IngressCell>> = {
  ...OF_THE_API,
  ...NOT_IN_THE_API,
  // Google Cloud, «URL maps»: * matches any string of letters, digits, - and dots.
  wildcardHost: { emits: ["host: '*."], note: 'one label or more: more than the specification says' },
  className: { emits: ['kubernetes.io/ingress.class'] },
  timeoutBackend: BY_BACKEND_CONFIG,
  sessionAffinity: BY_BACKEND_CONFIG,
  setRequestHeaders: BY_BACKEND_CONFIG,
  setResponseHeaders: BY_BACKEND_CONFIG,
  tlsPlatform: {
    instead:
      "name a certificate: annotations: { 'ingress.gcp.kubernetes.io/pre-shared-cert': '…' } or { 'networking.gke.io/managed-certificates': '…' }, or write tls: Tls.secret('…')",
  },
  httpsRedirect: { emits: ['kind: FrontendConfig', 'redirectToHttps:', FRONTEND] },
  plainHttp: { emits: ['tls:'], note: "the load balancer's default" },
};

/** GKE's controller: a Google Cloud load balancer. Its class is an annotation: `gce`, or `gce-internal`. */
export function gceDialect({ staticIpName }: GceOptions): IngressDialect {
  return {
    id: 'gce',
    title: 'Ingress with GCE',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration',
    // «You cannot specify a GKE Ingress using spec.ingressClassName»: GKE's troubleshooting page for Ingress.
    classByAnnotation: true,
    oneIngress: 'each Ingress gets a load balancer of its own',
    always: (staticIpName === undefined
      ? {}
      : { 'kubernetes.io/ingress.global-static-ip-name': staticIpName }) as Annotations,
    finish: httpsFrontend,
    cells: Object.fromEntries(FEATURE_KEYS.map((key) => [key, NAMED[key] ?? OTHERWISE])) as IngressDialect['cells'],
  };
}

/** The redirect to HTTPS is the load balancer's: a FrontendConfig. */
function httpsFrontend({ name, annotations }: IngressPart, { httpsRedirect, tls }: RouteModel): FinishedPart {
  if (!httpsRedirect || tls === undefined) return { annotations, objects: [] };
  const frontend = { apiVersion: 'networking.gke.io/v1beta1', kind: 'FrontendConfig', name };
  const spec = { redirectToHttps: { enabled: true, responseCodeName: 'MOVED_PERMANENTLY_DEFAULT' } };
  return { annotations: { ...annotations, [FRONTEND]: name }, objects: [{ ...frontend, spec }] };
}
