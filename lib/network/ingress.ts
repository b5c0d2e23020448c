import type { IngressSpec } from '../kubernetes/generated';

/** One path of a route, resolved to a Service. */
export interface ResolvedRoute {
  readonly path: string;
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  readonly serviceName: string;
  /** A port's name, or its number for Services whose ports have none. */
  readonly port: string | number;
}

/** All that an Ingress is made from. */
export interface IngressInput {
  readonly className: string;
  readonly hosts: readonly string[];
  readonly routes: readonly ResolvedRoute[];
  /** The Secret with the certificate. */
  readonly secretName?: string;
}

/** The Ingress's spec: every host has the same paths. */
export function ingressFields({ className, hosts, routes, secretName }: IngressInput): IngressSpec {
  const paths = routes.map(({ path, pathType, serviceName, port }) => ({
    path,
    pathType,
    backend: {
      service: { name: serviceName, port: typeof port === 'string' ? { name: port } : { number: port } },
    },
  }));
  return {
    ingressClassName: className,
    tls: secretName === undefined ? undefined : [{ hosts, secretName }],
    rules: hosts.map((host) => ({ host, http: { paths } })),
  };
}
