import { kindsOf, knownKinds } from '../../kubernetes/fields';
import { nearest } from '../../kubernetes/nearest';
import { isKnownKind } from '../../kubernetes/schema';
import { objectRule } from '../rule';

/** API versions that no supported Kubernetes serves: kubernetes.io, «Deprecated API Migration Guide», up to 1.32. */
const REMOVED = new Set([
  'apiextensions.k8s.io/v1beta1',
  'apps/v1beta1',
  'apps/v1beta2',
  'autoscaling/v2beta1',
  'autoscaling/v2beta2',
  'batch/v1beta1',
  'extensions/v1beta1',
  'policy/v1beta1',
  'rbac.authorization.k8s.io/v1beta1',
]);

/** A kind in an API version of Kubernetes itself is one that Kubernetes has. Other groups are custom resources. */
export const knownKind = objectRule('unknown-kind', 'invalid', ({ apiVersion, kind }) => {
  // A List is what `kubectl get -o yaml` prints; the API documents don't have it.
  if (isKnownKind(apiVersion, kind) || (apiVersion === 'v1' && kind === 'List')) return [];
  const siblings = kindsOf(apiVersion);
  const isServed = siblings.length > 0;
  if (!isServed && !REMOVED.has(apiVersion)) return [];
  const near = nearest(String(kind), siblings);
  const elsewhere = knownKinds().find(([, known]) => known === kind)?.[0];
  return [
    {
      what: isServed ? `kind is none of ${apiVersion}` : 'apiVersion is served by no supported Kubernetes',
      got: `${apiVersion} ${kind}`,
      allowed: elsewhere ? `${elsewhere} ${kind}` : siblings.join(', ') || 'an API version that is served',
      fix: elsewhere ? `write apiVersion: ${elsewhere}` : near ? `write kind: ${near}` : 'correct apiVersion or kind',
    },
  ];
});
