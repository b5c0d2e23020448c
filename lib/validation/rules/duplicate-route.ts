import { namespaceOf, title } from '../../manifests/identify';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** One path of a host leads to one place: of two Ingresses of a class, the controller would choose. */
export const duplicateRoute: Rule = {
  name: 'duplicate-route',
  severity: 'unsafe',
  scope: 'set',
  *check({ manifests }) {
    const seen = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Ingress') continue;
      const className = at(manifest, 'spec', 'ingressClassName');
      for (const rule of items(at(manifest, 'spec', 'rules'))) {
        for (const path of items(at(rule, 'http', 'paths'))) {
          const host = at(rule, 'host');
          const key = JSON.stringify([className, host, at(path, 'pathType'), at(path, 'path')]);
          const first = seen.get(key);
          if (first === undefined) seen.set(key, index);
          if (first === undefined || first === index || isCanary(manifest) || isCanary(manifests[first]!)) continue;
          yield {
            manifest: index,
            also: first,
            what: `${host ?? 'any host'}${at(path, 'path') ?? '/'} is also a path of ${title(manifests[first]!)}`,
            got: `${title(manifest)}${namespaceOf(manifest) === '' ? ' (namespace not known)' : ''}`,
            allowed: 'each path of a host once for an Ingress class',
            fix: 'remove one of the two, or give it another path',
          };
        }
      }
    }
  },
};

/** Controllers' canary Ingresses repeat the path of the main one on purpose. */
function isCanary({ metadata }: { readonly metadata?: { readonly annotations?: object } }): boolean {
  return Object.keys(metadata?.annotations ?? {}).some((key) => key.endsWith('/canary'));
}
