import { CertificateIssuer, Platform, Routing } from 'cdk8s-statecraft';

/** What an environment of the shop decides; all else is the same everywhere. */
export interface ShopEnvironment {
  readonly name: string;
  readonly platform: Platform;
  readonly host: string;
  readonly replicas: number;
  readonly storageClass: string;
  readonly databaseSize: string;
}

export const ENVIRONMENTS: readonly ShopEnvironment[] = [
  {
    name: 'staging',
    platform: Platform.define({
      kubernetesVersion: '1.36',
      storageClasses: ['standard'],
      routing: Routing.ingress({ className: 'traefik' }),
      certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt-staging'),
    }),
    host: 'shop.staging.example.com',
    replicas: 2,
    storageClass: 'standard',
    databaseSize: '5Gi',
  },
  {
    name: 'production',
    platform: Platform.define({
      kubernetesVersion: '1.35',
      storageClasses: ['standard', 'fast'],
      routing: Routing.ingress({ className: 'haproxy' }),
      certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt'),
    }),
    host: 'shop.example.com',
    replicas: 4,
    storageClass: 'fast',
    databaseSize: '50Gi',
  },
];
