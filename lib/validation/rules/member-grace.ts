import { at } from '../../manifests/workloads';
import { objectRule } from '../rule';

/**
 * Members of a StatefulSet are given time to end: without any, one may still write while its successor of the same name
 * does. Source: Kubernetes documentation, "StatefulSets", deployment and scaling guarantees: «This practice is unsafe and
 * strongly discouraged.»
 */
export const memberGrace = objectRule(
  'member-without-grace',
  'unsafe',
  function* (manifest) {
    const path = ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'];
    if (manifest.kind !== 'StatefulSet' || at(manifest, ...path) !== 0) return;
    yield {
      what: `${path.join('.')} ends members without waiting: a new one may start while the old one still writes`,
      got: '0',
      allowed: 'a number of seconds above 0',
      fix: 'give the seconds that the system needs to end in good order',
    };
  },
  ['StatefulSet'],
);
