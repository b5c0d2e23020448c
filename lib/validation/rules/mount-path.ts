import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** A container mounts one volume at a path. */
export const mountPath = objectRule(
  'duplicate-mount-path',
  'invalid',
  function* (manifest) {
    const template = podTemplateOf(manifest);
    if (!template) return;
    for (const list of ['initContainers', 'containers'] as const) {
      for (const [c, container] of items(template.spec[list]).entries()) {
        const seen = new Set<string>();
        for (const [m, mount] of items(at(container, 'volumeMounts')).entries()) {
          const path = at(mount, 'mountPath');
          if (typeof path !== 'string') continue;
          if (seen.has(path)) {
            yield {
              what: `${template.path}.${list}[${c}].volumeMounts[${m}].mountPath is mounted twice`,
              got: path,
              allowed: 'each path once in a container',
              fix: 'remove one of the two mounts',
            };
          }
          seen.add(path);
        }
      }
    }
  },
  POD_KINDS,
);
