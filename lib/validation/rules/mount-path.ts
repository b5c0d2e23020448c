import { at, items } from '../../manifests/workloads';
import { podRule } from '../rule';

/** A container mounts one volume at a path. */
export const mountPath = podRule('duplicate-mount-path', 'invalid', function* ({ containers }) {
  for (const { path, container } of containers) {
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
});
