import { LONGEST_STATEFUL_SET_NAME } from '../../kubernetes/names';
import { groupOf } from '../../manifests/identify';
import { objectRule } from '../rule';

/** A StatefulSet's name leaves room for the hash that its Pods get behind it in a label. */
export const statefulSetName = objectRule(
  'stateful-set-name-too-long',
  'unsafe',
  function* (manifest) {
    const name = manifest.metadata?.name ?? '';
    if (
      manifest.kind !== 'StatefulSet' ||
      groupOf(manifest.apiVersion) !== 'apps' ||
      name.length <= LONGEST_STATEFUL_SET_NAME
    )
      return;
    yield {
      what: `metadata.name has ${name.length} characters: the Pods get it in a label with a hash, and labels have at most 63`,
      got: name,
      allowed: `at most ${LONGEST_STATEFUL_SET_NAME} characters`,
      fix: 'give a shorter name',
    };
  },
  ['StatefulSet'],
);
