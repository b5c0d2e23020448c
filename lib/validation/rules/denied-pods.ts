import { namespaceOf, title } from '../../manifests/identify';
import { deniesAll, governs, policiesByNamespace, selects } from '../../manifests/policies';
import { at, items, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

/**
 * Where a policy for all Pods of a namespace lets nothing through, each workload has a policy of its own: without, nobody
 * reaches its ports, and it reaches nobody, not even the DNS.
 */
export const deniedPods: Rule = {
  name: 'denied-by-default',
  severity: 'unsafe',
  *check({ manifests }) {
    const policies = policiesByNamespace(manifests);
    for (const [index, manifest] of manifests.entries()) {
      const template = podTemplateOf(manifest);
      const there = template && policies.get(namespaceOf(manifest));
      // What the node's network does, policies don't see.
      if (!template || !there || template.spec.hostNetwork === true) continue;
      const hasPorts = items(template.spec.containers).some((one) => items(at(one, 'ports')).length > 0);
      const shut = (['Ingress', 'Egress'] as const).filter((direction) => {
        if (direction === 'Ingress' && !hasPorts) return false;
        const deny = there.filter((policy) => deniesAll(policy, direction));
        const own = there.some(
          (policy) =>
            !deny.includes(policy) &&
            governs(policy, direction) &&
            selects(at(policy, 'spec', 'podSelector'), template.labels),
        );
        return deny.length > 0 && !own;
      });
      if (shut.length === 0) continue;
      const deny = there.find((policy) => deniesAll(policy, shut[0]!))!;
      yield {
        manifest: index,
        also: manifests.indexOf(deny),
        what: `${title(deny)} shuts the Pods off: no other policy selects them, so nothing gets ${shut.map((one) => (one === 'Ingress' ? 'in' : 'out')).join(' or ')}`,
        got: shut.join(', '),
        allowed: 'Pods that a policy of their own lets through',
        fix: 'leave out networkPolicy: false, or state a NetworkPolicy that selects these Pods',
      };
    }
  },
};
