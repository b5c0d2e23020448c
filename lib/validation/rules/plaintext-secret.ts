import { at } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** No Secret stands in the output with its values: whoever reads the repository would read them. */
export const plaintextSecret = objectRule(
  'plaintext-secret',
  'unsafe',
  function* (manifest) {
    if (manifest.kind !== 'Secret' || manifest.apiVersion !== 'v1') return;
    for (const field of ['data', 'stringData']) {
      const keys = Object.keys((at(manifest, field) as object | undefined | null) ?? {});
      if (keys.length === 0) continue;
      yield {
        what: `${field} holds values in plain text (base64 hides nothing), and the YAML is committed`,
        // Not the values: a log is read, too.
        got: keys.join(', '),
        allowed: 'an ExternalSecret, a SealedSecret, or the name of a Secret that is made elsewhere',
        fix: "seal it, or accept it by name: Unsafe.accept(secret, 'plaintext-secret', '…')",
      };
    }
  },
  ['Secret'],
);
