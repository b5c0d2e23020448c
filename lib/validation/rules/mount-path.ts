import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** A container mounts one volume at a path. */
export const mountPath = objectRule(
  'duplicate-mount-path',
  'invalid',
  function* (manifest) {
    for (const { path, container } of podTemplateOf(manifest)?.containers ?? []) {
      const seen = new Set<string>();
      for (const [index, mount] of items(at(container, 'volumeMounts')).entries()) {
        const mounted = at(mount, 'mountPath');
        if (typeof mounted !== 'string') continue;
        if (seen.has(mounted)) {
          yield {
            what: `${path}.volumeMounts[${index}].mountPath is mounted twice`,
            got: mounted,
            allowed: 'each path once in a container',
            fix: 'remove one of the two mounts',
          };
        }
        seen.add(mounted);
      }
    }
  },
  POD_KINDS,
);
