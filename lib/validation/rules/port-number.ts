import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

const FIELDS = ['port', 'targetPort', 'nodePort', 'containerPort', 'hostPort'] as const;

/** Ports are numbers from 1 to 65535; the API documents say only that they are whole. */
export const portNumber = objectRule(
  'wrong-port',
  'invalid',
  function* (manifest) {
    const check = at(manifest, 'spec', 'healthCheckNodePort');
    if (manifest.kind === 'Service' && typeof check === 'number' && (check < 0 || check > 65535)) {
      yield {
        what: 'spec.healthCheckNodePort is no port',
        got: String(check),
        allowed: 'a whole number from 1 to 65535',
        fix: 'write the number of a port',
      };
    }
    for (const { path, port } of portsOf(manifest)) {
      for (const field of FIELDS) {
        const value = at(port, field);
        if (typeof value !== 'number' || (value >= 1 && value <= 65535)) continue;
        yield {
          what: `${path}.${field} is no port`,
          got: String(value),
          allowed: 'a whole number from 1 to 65535',
          fix: 'write the number of a port',
        };
      }
    }
  },
  ['Service', ...POD_KINDS],
);

function portsOf(manifest: Manifest): readonly { readonly path: string; readonly port: unknown }[] {
  if (manifest.kind === 'Service') return listed('spec.ports', at(manifest, 'spec', 'ports'));
  const containers = podTemplateOf(manifest)?.containers ?? [];
  return containers.flatMap(({ path, container }) => listed(`${path}.ports`, at(container, 'ports')));
}

function listed(path: string, ports: unknown) {
  return items(ports).map((port, index) => ({ path: `${path}[${index}]`, port }));
}
