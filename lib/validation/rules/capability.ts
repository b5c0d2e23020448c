import { CAPABILITIES } from '../../kubernetes/capabilities';
import { nearest } from '../../kubernetes/nearest';
import { at, items } from '../../manifests/workloads';
import { podRule } from '../rule';

/**
 * A capability is one that Linux has, without its prefix: the API server takes any text, and the container does not start.
 * Runtimes put the prefix before it (github.com/containerd/cri/pull/71) and refuse what they don't know
 * (github.com/cri-o/cri-o/pull/1707; runc: «unknown capability "CAP_CAP_SYS_CHROOT"»).
 */
export const capability = podRule('unknown-capability', 'unsafe', function* ({ containers }) {
  for (const { path, container } of containers) {
    for (const field of ['add', 'drop']) {
      const names = items(at(container, 'securityContext', 'capabilities', field));
      for (const [index, name] of names.entries()) {
        if (typeof name !== 'string' || name === 'ALL' || CAPABILITIES.includes(name)) continue;
        const near = nearest(name.replace(/^CAP_/, ''), [...CAPABILITIES, 'ALL']);
        yield {
          what: `${path}.securityContext.capabilities.${field}[${index}] is no capability of Linux`,
          got: name,
          allowed: name.startsWith('CAP_') ? 'a name without CAP_' : `ALL, ${CAPABILITIES.join(', ')}`,
          fix: near === undefined ? 'name one of these' : `write ${near}`,
        };
      }
    }
  }
});
