import { Choice, choice } from '../input/choice';
import { objectName } from '../input/names';

/** What reading a `CertificateIssuer` gives: the annotation that cert-manager looks for on an Ingress. */
export interface IssuerFacts {
  readonly annotation: string;
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
    return CertificateIssuer.annotated('cert-manager.io/cluster-issuer', name);
  }

  /** A cert-manager Issuer in the route's own namespace. */
  static issuer(name: string): CertificateIssuer {
    return CertificateIssuer.annotated('cert-manager.io/issuer', name);
  }

  private static annotated(annotation: string, name: string): CertificateIssuer {
    return new CertificateIssuer('CertificateIssuer', (at) => ({ annotation, name: objectName.read(name, at) }));
  }
}

export const certificateIssuer = choice<IssuerFacts>(
  'CertificateIssuer',
  "CertificateIssuer.clusterIssuer('letsencrypt')",
  { annotation: 'cert-manager.io/cluster-issuer', name: '' },
);
