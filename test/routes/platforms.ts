import { CertificateIssuer, IngressController, Platform, Routing } from '../../lib';

/** A Routing for each dialect, by its id; the Gateway API in its newest release, all of it. */
export const ROUTINGS: Readonly<Record<string, Routing>> = {
  gateway: Routing.gateway({ name: 'public', namespace: 'infra', version: '1.6', channel: 'experimental' }),
  nginx: Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }),
  traefik: Routing.ingress({ className: 'traefik', controller: IngressController.traefik() }),
  haproxy: Routing.ingress({ className: 'haproxy', controller: IngressController.haproxy() }),
  'aws-alb': Routing.ingress({ className: 'alb', controller: IngressController.awsAlb({ groupName: 'shop' }) }),
  gce: Routing.ingress({ className: 'gce', controller: IngressController.gce() }),
  ingress: Routing.ingress({ className: 'any' }),
};

/** What a platform says beside its routing. */
export const BESIDE = { kubernetesVersion: '1.36', certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt') };

export function platformOf(dialect: string): Platform {
  return Platform.define({ ...BESIDE, routing: ROUTINGS[dialect]! });
}
