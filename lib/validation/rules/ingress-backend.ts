import { namespaceOf } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** An Ingress sends to ports that the Service has. Services that are not in the set are somebody else's. */
export const ingressBackend: Rule = {
  name: 'unknown-port',
  severity: 'unsafe',
  kinds: ['Ingress', 'Service'],
  *check({ manifests }) {
    const services = new Map(
      manifests.flatMap((manifest) =>
        manifest.kind === 'Service' ? [[`${namespaceOf(manifest)}/${manifest.metadata?.name}`, manifest]] : [],
      ) as [string, Manifest][],
    );
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Ingress') continue;
      for (const { path, backend } of backendsOf(manifest)) {
        const service = services.get(`${namespaceOf(manifest)}/${at(backend, 'name')}`);
        // Port 0 stands for an error of the route that is reported already.
        if (!service || at(backend, 'port', 'number') === 0 || hasPort(service, at(backend, 'port'))) continue;
        yield {
          manifest: index,
          what: `${path} sends to a port that Service ${service.metadata?.name} does not have`,
          got: String(at(backend, 'port', 'name') ?? at(backend, 'port', 'number')),
          allowed: portsOf(service)
            .map((port) => at(port, 'name') ?? at(port, 'port'))
            .join(', '),
          fix: 'name one of its ports',
        };
      }
    }
  },
};

function portsOf(service: Manifest): readonly unknown[] {
  return items(at(service, 'spec', 'ports'));
}

function hasPort(service: Manifest, port: unknown): boolean {
  const [name, number] = [at(port, 'name'), at(port, 'number')];
  return portsOf(service).some((has) => (name === undefined ? at(has, 'port') === number : at(has, 'name') === name));
}

function backendsOf(ingress: Manifest): { readonly path: string; readonly backend: unknown }[] {
  const paths = items(at(ingress, 'spec', 'rules')).flatMap((rule, r) =>
    items(at(rule, 'http', 'paths')).map((path, p) => ({
      path: `spec.rules[${r}].http.paths[${p}].backend`,
      backend: at(path, 'backend', 'service'),
    })),
  );
  return [...paths, { path: 'spec.defaultBackend', backend: at(ingress, 'spec', 'defaultBackend', 'service') }].filter(
    ({ backend }) => backend !== undefined,
  );
}
