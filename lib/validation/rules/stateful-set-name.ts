import { groupOf } from '../../manifests/identify';
import { objectRule } from '../rule';

const LONGEST = 52;

/**
 * A StatefulSet's name has at most 52 characters: its Pods carry `controller-revision-hash: <name>-<hash>`, the hash has
 * up to 10, and labels have at most 63 (kubernetes/kubernetes issue 64023).
 */
export const statefulSetName = objectRule('stateful-set-name-too-long', 'unsafe', function* (manifest) {
  const name = manifest.metadata?.name ?? '';
  if (manifest.kind !== 'StatefulSet' || groupOf(manifest.apiVersion) !== 'apps' || name.length <= LONGEST) return;
  yield {
    what: `metadata.name has ${name.length} characters: the Pods get it in a label with a hash, and labels have at most 63`,
    got: name,
    allowed: `at most ${LONGEST} characters`,
    fix: 'give a shorter name',
  };
});
