import { title } from '../../manifests/identify';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** One environment gives a node port to one Service: the API server refuses the second. */
export const nodePort: Rule = {
  name: 'duplicate-node-port',
  severity: 'invalid',
  kinds: ['Service'],
  *check({ manifests }) {
    const seen = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Service') continue;
      for (const port of items(at(manifest, 'spec', 'ports'))) {
        const number = at(port, 'nodePort');
        if (typeof number !== 'number') continue;
        const key = `${number}/${at(port, 'protocol') ?? 'TCP'}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, index);
        else if (first !== index) {
          yield {
            manifest: index,
            also: first,
            what: `node port ${key} is also that of ${title(manifests[first]!)}`,
            got: String(number),
            allowed: 'each node port once in a cluster',
            fix: 'write another nodePort, or leave it out and let Kubernetes choose',
          };
        }
      }
    }
  },
};
