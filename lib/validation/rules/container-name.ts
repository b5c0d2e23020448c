import { hasForm, NAME_FORMS, toForm } from '../../kubernetes/names';
import { at, items } from '../../manifests/workloads';
import { podRule } from '../rule';

/** A Pod has a container, and each a name of its own: k8s.io/kubernetes pkg/apis/core/validation, validateContainerCommon. */
export const containerName = podRule('container-name', 'invalid', function* ({ path, spec, containers }) {
  if (items(spec.containers).length === 0) {
    yield {
      what: `${path}.containers is empty`,
      got: 'no container',
      allowed: 'at least one container',
      fix: 'add one, or remove the object',
    };
  }
  const names = new Map<string, string>();
  for (const { path: where, container } of containers) {
    const name = at(container, 'name');
    // What is no text is the schema's.
    if (typeof name !== 'string') continue;
    const other = names.get(name);
    if (!hasForm(name, 'dns-1123-label')) {
      yield {
        what: `${where}.name is no name of a container`,
        got: name,
        allowed: NAME_FORMS['dns-1123-label'].allowed,
        fix: `write ${toForm(name, 'dns-1123-label')}`,
      };
    } else if (other !== undefined) {
      yield {
        what: `${where}.name is also the name of ${other}`,
        got: name,
        allowed: 'each name once in a Pod, of init containers too',
        fix: 'name one of them something else',
      };
    }
    names.set(name, other ?? where);
  }
});
