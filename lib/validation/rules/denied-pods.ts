import { namespaceOf, title } from '../../manifests/identify';
import { deniesAll, Policies } from '../../manifests/policies';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

/**
 * Where a policy for all Pods of a namespace lets nothing through, each workload has a policy of its own: without, nobody
 * reaches its ports, and it reaches nobody, not even the DNS.
 */
export const deniedPods: Rule = {
  name: 'denied-by-default',
  severity: 'unsafe',
  kinds: ['NetworkPolicy', ...POD_KINDS],
  *check({ manifests }) {
    const policies = new Policies(manifests);
    if (!policies.haveDenial) return;
    for (const [index, manifest] of manifests.entries()) {
      const template = podTemplateOf(manifest);
      // What the node's network does, policies don't see.
      if (!template || template.spec.hostNetwork === true) continue;
      const namespace = namespaceOf(manifest);
      const hasPorts = items(template.spec.containers).some((one) => items(at(one, 'ports')).length > 0);
      const shut = (['Ingress', 'Egress'] as const).flatMap((direction) => {
        if (direction === 'Ingress' && !hasPorts) return [];
        const own = policies.for(namespace, template.labels, direction);
        const isShut = own.length > 0 && own.every((policy) => deniesAll(policy, direction));
        return isShut ? [{ direction, by: own[0]!.index }] : [];
      });
      if (shut.length === 0) continue;
      const [{ by }] = shut as [(typeof shut)[number]];
      yield {
        manifest: index,
        also: by,
        what: `${title(manifests[by]!)} shuts the Pods off: no other policy selects them, so nothing gets ${shut.map(({ direction }) => (direction === 'Ingress' ? 'in' : 'out')).join(' or ')}`,
        got: shut.map(({ direction }) => direction).join(', '),
        allowed: 'Pods that a policy of their own lets through',
        fix: 'leave out networkPolicy: false, or state a NetworkPolicy that selects these Pods',
      };
    }
  },
};
