import { matches, selectorOf } from '../../manifests/workloads';
import { podRule } from '../rule';

/** A workload's selector matches the labels of its own Pods. */
export const selectorOnPods = podRule('selector-not-on-pods', 'invalid', function* ({ labels }, manifest) {
  const selector = selectorOf(manifest);
  if (!selector || matches(selector, labels)) return;
  const missing = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  yield {
    what: 'spec.selector selects labels that the Pods do not carry',
    got: missing.map(([key, value]) => `${key}: ${value}`).join(', '),
    allowed:
      Object.entries(labels)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', ') || 'no label',
    fix: 'write the same labels in spec.selector.matchLabels and in spec.template.metadata.labels',
  };
});
