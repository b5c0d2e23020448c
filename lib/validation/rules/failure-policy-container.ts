import { nearest } from '../../kubernetes/nearest';
import { at, items, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** A rule of a podFailurePolicy asks a container of its Pod: k8s.io/kubernetes pkg/apis/batch/validation. */
export const failurePolicyContainer = objectRule(
  'failure-policy-container',
  'invalid',
  function* (manifest) {
    const steps = { Job: ['spec'], CronJob: ['spec', 'jobTemplate', 'spec'] }[manifest.kind as 'Job' | 'CronJob'];
    const template = steps && podTemplateOf(manifest);
    if (!steps || !template) return;
    const names = [...items(template.spec.initContainers), ...items(template.spec.containers)].map((one) =>
      at(one, 'name'),
    );
    for (const [index, rule] of items(at(manifest, ...steps, 'podFailurePolicy', 'rules')).entries()) {
      const name = at(rule, 'onExitCodes', 'containerName');
      if (typeof name !== 'string' || names.includes(name)) continue;
      const known = names.filter((one): one is string => typeof one === 'string');
      yield {
        what: `${steps.join('.')}.podFailurePolicy.rules[${index}].onExitCodes.containerName is no container of the Pod`,
        got: name,
        allowed: known.join(', ') || 'none: the Pod has no containers',
        fix: `write ${nearest(name, known) ?? known[0] ?? 'no name'}`,
      };
    }
  },
  ['Job', 'CronJob'],
);
