import { formatPath } from '../../kubernetes/faults';
import { isLabelKey, isLabelValue, LABEL_KEY_ALLOWED, LABEL_VALUE_ALLOWED } from '../../kubernetes/labels';
import { hasForm, NAME_FORMS, toForm } from '../../kubernetes/names';
import { objectRule } from '../rule';

/** Namespaces, labels and keys of annotations have the forms that the API server demands. */
export const metadataForm = objectRule('wrong-metadata', 'invalid', function* ({ metadata = {} }) {
  const { namespace } = metadata;
  const [labels, annotations] = [metadata.labels ?? {}, metadata.annotations ?? {}];
  // What is no text is the schema's.
  if (typeof namespace === 'string' && !hasForm(namespace, 'dns-1123-label')) {
    yield {
      what: 'metadata.namespace is no name of a Namespace',
      got: namespace,
      allowed: NAME_FORMS['dns-1123-label'].allowed,
      fix: `write ${toForm(namespace, 'dns-1123-label')}, perhaps as the chart's namespace`,
    };
  }
  for (const [field, map] of Object.entries({ labels, annotations })) {
    for (const key of Object.keys(map)) {
      if (isLabelKey(key)) continue;
      yield {
        what: `metadata.${field} has a wrong key`,
        got: key,
        allowed: LABEL_KEY_ALLOWED,
        fix: 'write another key',
      };
    }
  }
  for (const [key, value] of Object.entries(labels)) {
    if (typeof value !== 'string' || isLabelValue(value)) continue;
    yield {
      what: `${formatPath(['metadata', 'labels', key])} has a wrong value`,
      got: value,
      allowed: LABEL_VALUE_ALLOWED,
      fix: 'write another value, or make it an annotation',
    };
  }
});
