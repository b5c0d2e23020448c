import { namespaceOf } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

/**
 * Every Secret with a certificate is made by something in the YAML, or is one that the platform says to have: without it
 * a proxy answers with a certificate of its own. `Tls.secret(…)` says that its Secret exists, unless the platform lists
 * which do.
 */
export const tlsSecret: Rule = {
  name: 'missing-tls-secret',
  severity: 'unsafe',
  kinds: ['Secret', 'SealedSecret', 'ExternalSecret', 'Certificate', 'Ingress', 'Gateway', 'ListenerSet'],
  *check({ manifests, cluster }) {
    const made = new Set(manifests.flatMap(secretsMadeBy));
    for (const [index, manifest] of manifests.entries()) {
      for (const { path, name, namespace } of secretsOf(manifest)) {
        const known = cluster.tlsSecrets?.some((one) => one === name || one === `${namespace}/${name}`);
        if (known || made.has(`${namespace}/${name}`)) continue;
        yield {
          manifest: index,
          what: `${path} names a Secret that nothing here makes`,
          got: name,
          allowed: cluster.tlsSecrets?.join(', ') || "a Secret of the YAML, cert-manager's, or one of the platform",
          fix: `make it, write tls: true for one of the certificate issuer's, or add '${name}' to the platform's tlsSecrets`,
        };
      }
    }
  },
};

interface SecretReference {
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
}

function secretsOf(manifest: Manifest): readonly SecretReference[] {
  const own = namespaceOf(manifest);
  if (manifest.kind === 'Ingress') {
    // cert-manager makes what an Ingress with its annotation asks for.
    return items(at(manifest, 'spec', 'tls')).flatMap((tls, index) => {
      const name = at(tls, 'secretName');
      return typeof name === 'string' && name !== ''
        ? [{ path: `spec.tls[${index}].secretName`, name, namespace: own }]
        : [];
    });
  }
  if (manifest.kind !== 'Gateway' && manifest.kind !== 'ListenerSet') return [];
  return items(at(manifest, 'spec', 'listeners')).flatMap((listener, l) =>
    items(at(listener, 'tls', 'certificateRefs')).flatMap((ref, r) => {
      const name = at(ref, 'name');
      if (typeof name !== 'string' || (at(ref, 'kind') ?? 'Secret') !== 'Secret') return [];
      const path = `spec.listeners[${l}].tls.certificateRefs[${r}].name`;
      return [{ path, name, namespace: String(at(ref, 'namespace') ?? own) }];
    }),
  );
}

/** What kinds make of a Secret, by their own name or by one that they state. */
function secretsMadeBy(manifest: Manifest): readonly string[] {
  const namespace = namespaceOf(manifest);
  const name = manifest.metadata?.name;
  switch (manifest.kind) {
    case 'Secret':
    case 'SealedSecret':
      return [`${namespace}/${name}`];
    case 'ExternalSecret':
      return [`${namespace}/${at(manifest, 'spec', 'target', 'name') ?? name}`];
    case 'Certificate':
      return [`${namespace}/${at(manifest, 'spec', 'secretName')}`];
    case 'Ingress':
    case 'Gateway':
    case 'ListenerSet':
      return isIssued(manifest) ? secretsOf(manifest).map((one) => `${one.namespace}/${one.name}`) : [];
    default:
      return [];
  }
}

function isIssued({ metadata }: Manifest): boolean {
  return Object.keys(metadata?.annotations ?? {}).some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key));
}
