import type { IConstruct } from 'constructs';
import { Choice, choice } from '../input/choice';
import { nameOf } from '../input/names';
import { optional, required, shape } from '../input/reader';
import { list, textThat } from '../input/readers';
import { hasForm } from '../kubernetes/names';
import { type Target, type TargetFacts, target } from '../network/target';
import { Held } from '../tree/held';
import { type CertificateIssuer, certificateIssuer, type IssuerFacts } from './certificate-issuer';
import { type Isolation, type IsolationLevel, isolation } from './isolation';
import { kubernetesVersion, OLDEST_VERSION } from './kubernetes-version';
import { type Monitoring, type MonitoringFacts, monitoring } from './monitoring';
import { type Routing, type RoutingFacts, routing } from './routing';
import { type StorageClassOffer, storageClassOffers } from './storage-offer';

/** What a target cluster offers. */
export interface PlatformProps {
  /** The cluster's minor version, such as `1.35`. A field that is newer than it is an error. */
  readonly kubernetesVersion: string;
  /**
   * Its StorageClasses, by name, or with the access modes that they can give. A claim for another class or mode is an error.
   * @default - not known: claims are not checked
   */
  readonly storageClasses?: readonly (string | StorageClassOffer)[];
  /**
   * How traffic from outside reaches services.
   * @default - none: an IngressRoute is an error
   */
  readonly routing?: Routing;
  /**
   * Who issues the certificates of routes with `tls: true`.
   * @default - none: such a route names an existing Secret
   */
  readonly certificateIssuer?: CertificateIssuer;
  /**
   * The DNS domain of the cluster's Services.
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * The DNS domains whose hosts lead to this platform, such as `example.com`. A route for another host is an error.
   * @default - not known: hosts are not checked
   */
  readonly domains?: readonly string[];
  /**
   * The Secrets with certificates that exist without this app: names, or `namespace/name`. With it, `Tls.secret(…)` of
   * another one that nothing here makes is an error.
   * @default - not known: `Tls.secret(…)` is taken at its word
   */
  readonly tlsSecrets?: readonly string[];
  /**
   * Which traffic the NetworkPolicies of workloads let through, where nothing nearer says it.
   * @default Isolation.none()
   */
  readonly isolation?: Isolation;
  /**
   * The cluster's DNS servers, which workloads under full isolation may ask.
   * @default - the Pods `k8s-app: kube-dns` of kube-system, on port 53 with UDP and TCP
   */
  readonly dns?: readonly Target[];
  /**
   * The Kubernetes API server, which workloads under full isolation may call when they have grants or a token: the addresses of the
   * control plane, `Target.cidr('10.0.0.10/32', { ports: [6443] })`.
   * @default - not known
   */
  readonly apiServer?: readonly Target[];
  /**
   * How metrics are found, and from where they are asked for.
   * @default - by annotations, from nobody knows where
   */
  readonly monitoring?: Monitoring;
}

/** A platform as read: what constructs and validation ask. */
export interface PlatformFacts {
  readonly kubernetesVersion: string;
  readonly storageClasses?: readonly StorageClassOffer[];
  readonly routing?: RoutingFacts;
  readonly certificateIssuer?: IssuerFacts;
  readonly clusterDomain: string;
  readonly domains?: readonly string[];
  readonly tlsSecrets?: readonly string[];
  readonly isolation?: IsolationLevel;
  readonly dns?: readonly TargetFacts[];
  readonly apiServer?: readonly TargetFacts[];
  readonly monitoring?: MonitoringFacts;
}

const secretPath = textThat(
  "the name of a Secret, or 'namespace/name'",
  (value) => value.split('/').every((part) => hasForm(part, 'dns-1123-subdomain')) && value.split('/').length <= 2,
);

const PLATFORM = shape<PlatformProps>()('Platform', {
  kubernetesVersion: required(kubernetesVersion),
  storageClasses: optional(storageClassOffers),
  routing: optional(routing),
  certificateIssuer: optional(certificateIssuer),
  clusterDomain: optional(nameOf('dns-1123-subdomain', 'a DNS domain')),
  domains: optional(list(nameOf('dns-1123-subdomain', 'a DNS domain'))),
  tlsSecrets: optional(list(secretPath)),
  isolation: optional(isolation),
  dns: optional(list(target)),
  apiServer: optional(list(target)),
  monitoring: optional(monitoring),
});

/** What a target cluster offers; given to an `Environment` or an `App`. */
export class Platform extends Choice<PlatformFacts> {
  /** Describes a cluster. Wrong values are reported by the Environment or App that gets the platform. */
  static define(props: PlatformProps): Platform {
    return new Platform('Platform', (at) => {
      const { clusterDomain = 'cluster.local', ...read } = PLATFORM.read(props, at);
      return { ...read, clusterDomain };
    });
  }
}

export const platform = choice<PlatformFacts>('Platform', "Platform.define({ kubernetesVersion: '1.35' })", {
  kubernetesVersion: OLDEST_VERSION,
  clusterDomain: 'cluster.local',
});

const PLATFORMS = new Held<PlatformFacts>('platforms');

/** Makes a construct the holder of a platform for all below it. */
export function holdPlatform(holder: IConstruct, facts: PlatformFacts): void {
  PLATFORMS.set(holder, facts);
}

/** The platform of the nearest holder at or above a construct. */
export function platformOf(construct: IConstruct): PlatformFacts | undefined {
  const holder = platformHolder(construct);
  return holder && PLATFORMS.by(holder);
}

/** The platform that a construct itself holds. */
export function platformHeldBy(construct: IConstruct): PlatformFacts | undefined {
  return PLATFORMS.by(construct);
}

/** The nearest construct at or above that holds a platform: an Environment, or the App. */
export function platformHolder(construct: IConstruct): IConstruct | undefined {
  return PLATFORMS.holderAbove(construct);
}
