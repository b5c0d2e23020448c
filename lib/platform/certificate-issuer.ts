import { Choice, choice } from '../input/choice';
import { objectName } from '../input/names';

/** What reading a `CertificateIssuer` gives. */
export interface IssuerFacts {
  /** What cert-manager looks for on an Ingress. */
  readonly annotation: string;
  /** Its kind, as a Certificate refers to it. */
  readonly kind: 'ClusterIssuer' | 'Issuer';
  readonly name: string;
}

/**
 * Who issues the certificates of routes with `tls: true`.
 *
 * Source of the annotations: cert-manager's documentation, «Annotated Ingress resource».
 */
export class CertificateIssuer extends Choice<IssuerFacts> {
  /** A cert-manager ClusterIssuer. */
  static clusterIssuer(name: string): CertificateIssuer {
    return CertificateIssuer.annotated('cert-manager.io/cluster-issuer', 'ClusterIssuer', name);
  }

  /** A cert-manager Issuer in the route's own namespace. */
  static issuer(name: string): CertificateIssuer {
    return CertificateIssuer.annotated('cert-manager.io/issuer', 'Issuer', name);
  }

  private static annotated(annotation: string, kind: IssuerFacts['kind'], name: string): CertificateIssuer {
    return new CertificateIssuer('CertificateIssuer', (at) => ({ annotation, kind, name: objectName.read(name, at) }));
  }
}

export const certificateIssuer = choice<IssuerFacts>(
  'CertificateIssuer',
  "CertificateIssuer.clusterIssuer('letsencrypt')",
  { annotation: 'cert-manager.io/cluster-issuer', kind: 'ClusterIssuer', name: '' },
);
