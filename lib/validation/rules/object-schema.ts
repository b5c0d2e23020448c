import { checkManifest } from '../../kubernetes/schema';
import { objectRule } from '../rule';

const WHATS = {
  'unknown-field': 'is no field of the Kubernetes API',
  'wrong-type': 'has the wrong type',
  'missing-field': 'is missing',
  'not-allowed-value': 'has a value that the API does not know',
  'too-new': 'is newer than the platform',
  removed: 'is gone from the platform',
} as const;

/** Every field is one that the API of the platform's Kubernetes version has, with a value of its type. */
export const objectSchema = objectRule('wrong-field', 'invalid', function* (manifest, { kubernetesVersion }) {
  for (const { path, rule, got, allowed, fix } of checkManifest(manifest, kubernetesVersion)) {
    yield { what: `${path} ${WHATS[rule]} (Kubernetes ${kubernetesVersion})`, got, allowed, fix };
  }
});
