import { matches, POD_KINDS, podTemplateOf, selectorOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** A workload's selector matches the labels of its own Pods. */
export const selectorOnPods = objectRule(
  'selector-not-on-pods',
  'invalid',
  function* (manifest) {
    const selector = selectorOf(manifest);
    const template = podTemplateOf(manifest);
    if (!selector || !template || matches(selector, template.labels)) return;
    const missing = Object.entries(selector).filter(([key, value]) => template.labels[key] !== value);
    yield {
      what: 'spec.selector selects labels that the Pods do not carry',
      got: missing.map(([key, value]) => `${key}: ${value}`).join(', '),
      allowed:
        Object.entries(template.labels)
          .map(([key, value]) => `${key}: ${value}`)
          .join(', ') || 'no label',
      fix: 'write the same labels in spec.selector.matchLabels and in spec.template.metadata.labels',
    };
  },
  POD_KINDS,
);
