import { title } from '../../manifests/identify';
import { at, items } from '../../manifests/workloads';
import { objectRule, type Rule } from '../rule';

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

/** --service-node-port-range of the API server, where nobody changed it. */
const USUAL = { first: 30000, last: 32767 };

/** A node port is in the range that clusters give out, unless theirs is another: the API server refuses it then. */
export const nodePortRange = objectRule(
  'node-port-range',
  'unsafe',
  function* (manifest) {
    if (manifest.kind !== 'Service') return;
    for (const [index, port] of items(at(manifest, 'spec', 'ports')).entries()) {
      const number = at(port, 'nodePort');
      // Kubernetes chooses one for 0; what is no port is another rule's.
      if (typeof number !== 'number' || number < 1 || number > 65535) continue;
      if (number >= USUAL.first && number <= USUAL.last) continue;
      yield {
        what: `spec.ports[${index}].nodePort is outside the usual range: clusters refuse it, unless theirs was changed`,
        got: String(number),
        allowed: `${USUAL.first} to ${USUAL.last}; another range (--service-node-port-range) by Unsafe.accept`,
        fix: `write one of these, such as ${number < 1000 ? USUAL.first + number : USUAL.first}, or leave it out`,
      };
    }
  },
  ['Service'],
);
