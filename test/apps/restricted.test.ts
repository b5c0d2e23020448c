// biome-ignore-all lint/suspicious/noExplicitAny: Pods as they come
import { restrictedViolations } from '../support/restricted';

const good = (): any => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'web', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
  volumes: [{ name: 'tmp', emptyDir: {} }],
});

describe('the checker of Pod Security restricted', () => {
  test('finds nothing in a Pod that keeps it', () => {
    expect(restrictedViolations(good())).toEqual([]);
  });

  test.each<[string, (spec: any) => void, string]>([
    ['the network of the node', (spec) => Object.assign(spec, { hostNetwork: true }), 'hostNetwork'],
    ['a path of the node', (spec) => spec.volumes.push({ name: 'logs', hostPath: {} }), 'volume logs is a hostPath'],
    ['root', (spec) => delete spec.securityContext.runAsNonRoot, 'web: runAsNonRoot is not true'],
    ['no seccomp profile', (spec) => delete spec.securityContext.seccompProfile, 'web: no seccompProfile'],
    ['capabilities', (spec) => delete spec.containers[0].securityContext.capabilities, 'web: does not drop ALL'],
    [
      'an init container without a context',
      (spec) => Object.assign(spec, { initContainers: [{ name: 'init' }] }),
      'init: allowPrivilegeEscalation is not false',
    ],
  ])('finds %s', (_, spoil, violation) => {
    const spec = good();
    spoil(spec);
    expect(restrictedViolations(spec)).toContain(violation);
  });
});
