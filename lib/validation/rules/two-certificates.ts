import { namespaceOf, title } from '../../manifests/identify';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

interface Certified {
  readonly manifest: number;
  readonly secret: string;
}

/**
 * It is the YAML that says which certificate the clients of a host see: of Ingresses with two Secrets for one host, the
 * controller takes the one of the older Ingress, and cert-manager renews both. Namespaces cannot share a Secret. Source:
 * ingress-nginx, «TLS/HTTPS»; internal/ingress/controller/controller.go, createServers.
 */
export const twoCertificates: Rule = {
  name: 'two-certificates',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const first = new Map<string, Certified>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Ingress') continue;
      const annotated = at(manifest.metadata?.annotations, 'kubernetes.io/ingress.class');
      // Of GKE, each Ingress is a load balancer of its own: `splitHost`.
      if (typeof annotated === 'string' && annotated.startsWith('gce')) continue;
      const className = at(manifest, 'spec', 'ingressClassName') ?? annotated;
      for (const tls of items(at(manifest, 'spec', 'tls'))) {
        const secret = at(tls, 'secretName');
        if (typeof secret !== 'string') continue;
        for (const host of items(at(tls, 'hosts')).map(String)) {
          const key = `${namespaceOf(manifest)} ${className} ${host}`;
          const other: Certified = first.get(key) ?? { manifest: index, secret };
          first.set(key, other);
          if (other.secret === secret) continue;
          yield {
            manifest: index,
            ...(other.manifest === index ? {} : { also: other.manifest }),
            what: `has a second certificate for ${host}: ${title(manifests[other.manifest]!)} has one in Secret ${other.secret}`,
            got: secret,
            allowed: 'one Secret for a host',
            fix: 'share the certificate of the first: tls: Tls.sharedWith(route)',
          };
        }
      }
    }
  },
};
