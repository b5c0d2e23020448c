import { nearest } from '../../kubernetes/nearest';
import { at, items } from '../../manifests/workloads';
import { podRule } from '../rule';

/**
 * Every container has an image: k8s.io/kubernetes pkg/apis/core/validation, validateContainerCommon. One without is mostly a
 * name that was mistyped where a container of the Pod was meant.
 */
export const containerImage = podRule('container-without-image', 'invalid', function* (template) {
  for (const list of ['initContainers', 'containers'] as const) {
    const all = items(template.spec[list]);
    const named = all.flatMap((one) => {
      const name = at(one, 'name');
      return typeof name === 'string' && at(one, 'image') !== undefined ? [name] : [];
    });
    for (const [index, container] of all.entries()) {
      if (typeof container !== 'object' || container === null || at(container, 'image')) continue;
      const name = at(container, 'name');
      const meant =
        typeof name === 'string' ? (nearest(name, named) ?? (named.length === 1 ? named[0] : undefined)) : undefined;
      yield {
        what: `${template.path}.${list}[${index}].image is missing`,
        got: typeof name === 'string' ? name : 'a container without a name',
        allowed: `a container with an image; of this Pod: ${named.join(', ') || 'none'}`,
        fix:
          meant === undefined ? 'state its image' : `write name: ${meant}, if that is meant; otherwise state its image`,
      };
    }
  }
});
