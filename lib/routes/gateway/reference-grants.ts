import type { GatewayApi } from '../../kubernetes/schema';
import { isElsewhere } from '../features';
import type { Backend, RouteObject } from '../model';
import { apiVersionOf, GROUP } from './names';

/** What asks to be let into another namespace: an object of this kind, which refers to these Services. */
export interface Asking {
  readonly kind: string;
  readonly backends: readonly Backend[];
}

/** A namespace has to let routes of another one in: a grant for each Service, in the Service's namespace. */
export function referenceGrants(
  { name, namespace }: { readonly name: string; readonly namespace?: string },
  asking: readonly Asking[],
  gateway: GatewayApi,
): readonly RouteObject[] {
  const services = new Map<string, { readonly backend: Backend; readonly kinds: string[] }>();
  for (const { kind, backends } of asking) {
    for (const backend of backends) {
      if (!isElsewhere(backend.namespace, namespace)) continue;
      const key = `${backend.namespace}/${backend.serviceName}`;
      const known = services.get(key);
      if (known === undefined) services.set(key, { backend, kinds: [kind] });
      else if (!known.kinds.includes(kind)) known.kinds.push(kind);
    }
  }
  return [...services.values()].map(({ backend, kinds }) => ({
    apiVersion: apiVersionOf('ReferenceGrant', gateway),
    kind: 'ReferenceGrant',
    name: `${namespace}-${name}-${backend.serviceName}`,
    namespace: backend.namespace,
    spec: {
      from: kinds.map((kind) => ({ group: GROUP, kind, namespace })),
      to: [{ group: '', kind: 'Service', name: backend.serviceName }],
    },
  }));
}
