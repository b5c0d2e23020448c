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

/** Every field is one that the platform's version of Kubernetes, or of the Gateway API, has, with a value of its type. */
export const objectSchema = objectRule('wrong-field', 'invalid', (manifest, { kubernetesVersion, gatewayApi }) => {
  const faults = checkManifest(manifest, kubernetesVersion, gatewayApi);
  if (faults.length === 0) return [];
  const ofGateway = manifest.apiVersion.startsWith('gateway.networking.k8s.io/') && gatewayApi !== undefined;
  const version = ofGateway
    ? `Gateway API ${gatewayApi.version}, ${gatewayApi.channel} channel`
    : `Kubernetes ${kubernetesVersion}`;
  return faults.map(({ path, rule, got, allowed, fix }) => {
    return { what: `${path} ${WHATS[rule]} (${version})`, got, allowed, fix };
  });
});
