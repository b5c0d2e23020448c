import { formatPath } from '../../kubernetes/faults';
import { isLabelKey, isLabelValue, LABEL_KEY_ALLOWED, LABEL_VALUE_ALLOWED } from '../../kubernetes/labels';
import { hasForm, NAME_FORMS, toForm } from '../../kubernetes/names';
import { type FoundWithin, objectRule } from '../rule';

/** Namespaces, labels and keys of annotations have the forms that the API server demands. */
export const metadataForm = objectRule('wrong-metadata', 'invalid', ({ metadata = {} }) => {
  const { namespace, labels = {}, annotations = {} } = metadata;
  const found: FoundWithin[] = [];
  // What is no text is the schema's.
  if (typeof namespace === 'string' && !hasForm(namespace, 'dns-1123-label')) {
    found.push({
      what: 'metadata.namespace is no name of a Namespace',
      got: namespace,
      allowed: NAME_FORMS['dns-1123-label'].allowed,
      fix: `write ${toForm(namespace, 'dns-1123-label')}, perhaps as the chart's namespace`,
    });
  }
  checkKeys('labels', labels, found);
  checkKeys('annotations', annotations, found);
  for (const key in labels) {
    const value: unknown = labels[key];
    if (typeof value !== 'string' || isLabelValue(value)) continue;
    found.push({
      what: `${formatPath(['metadata', 'labels', key])} has a wrong value`,
      got: value,
      allowed: LABEL_VALUE_ALLOWED,
      fix: 'write another value, or make it an annotation',
    });
  }
  return found;
});

function checkKeys(field: string, map: object, found: FoundWithin[]): void {
  for (const key in map) {
    if (isLabelKey(key)) continue;
    found.push({
      what: `metadata.${field} has a wrong key`,
      got: key,
      allowed: LABEL_KEY_ALLOWED,
      fix: 'write another key',
    });
  }
}
