import type { Place } from '../input/place';
import type { TlsWish } from '../network/tls';
import type { IssuerFacts } from '../platform/certificate-issuer';
import type { RouteTls } from '../routes/model';

/** What a route's certificate depends on. */
export interface CertificateSetting {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly issuer?: IssuerFacts;
  /** Whether the platform has a Gateway: that can hold certificates itself. */
  readonly gateway: boolean;
}

/** Decides where a route's certificate comes from. */
export function certificateOf(wish: TlsWish, setting: CertificateSetting, at: Place): RouteTls | undefined {
  const { name, hosts, issuer, gateway } = setting;
  switch (wish.kind) {
    case 'none':
      return undefined;
    case 'passthrough':
    case 'platform':
      return { kind: wish.kind };
    case 'secret':
      return { kind: 'secrets', secrets: [{ secretName: wish.name, hosts }] };
    case 'secrets':
      return { kind: 'secrets', secrets: byHost(wish.byHost, hosts, at) };
    case 'shared':
      return {
        kind: 'shared',
        route: wish.route.name,
        httpsRedirect: wish.route.httpsRedirect,
        secrets: [{ secretName: wish.route.secretName ?? '', hosts }],
      };
    default:
      if (issuer === undefined && gateway && wish.kind === 'any') return { kind: 'platform' };
      if (issuer === undefined) complainIssuer(name, at);
      return {
        kind: 'issued',
        secret: { secretName: `${name}-tls`, hosts },
        issuer: issuer ?? { annotation: 'cert-manager.io/cluster-issuer', kind: 'ClusterIssuer', name: '' },
      };
  }
}

function complainIssuer(name: string, at: Place): void {
  at.complain({
    rule: 'no-certificate-issuer',
    what: 'asks for a certificate, but the platform has no issuer',
    got: true,
    allowed: 'Tls.secret(…), or true on a platform with a certificateIssuer',
    fix: `write tls: Tls.secret('${name}-tls') for an existing Secret, or give the platform a certificateIssuer`,
  });
}

/** Hosts with the same Secret stand together, in the order of the hosts. */
function byHost(secrets: Readonly<Record<string, string>>, hosts: readonly string[], at: Place) {
  // Without hosts, that is the mistake.
  for (const host of Object.keys(secrets).filter((one) => hosts.length > 0 && !hosts.includes(one))) {
    at.key(host).complain({
      rule: 'unknown-host',
      what: 'is no host of the route',
      got: host,
      allowed: hosts.join(', '),
      fix: 'name a host of the route, or add it to hosts',
    });
  }
  for (const host of hosts.filter((one) => !Object.hasOwn(secrets, one))) {
    at.complain({
      rule: 'missing-value',
      what: `has no Secret for ${host}`,
      allowed: 'a Secret for each host of the route',
      fix: `add '${host}': '…'`,
    });
  }
  const names = [...new Set(hosts.flatMap((host) => secrets[host] ?? []))];
  return names.map((secretName) => ({ secretName, hosts: hosts.filter((host) => secrets[host] === secretName) }));
}
