import { at, items } from '../../manifests/workloads';
import { podRule } from '../rule';

/** Every volume that a container mounts is there, and a block device is no folder. */
export const mountedVolume = podRule('unknown-volume', 'invalid', function* (template, manifest) {
  const templates = items(at(manifest, 'spec', 'volumeClaimTemplates')).map((claim) => at(claim, 'metadata', 'name'));
  const known = [...items(template.spec.volumes).map((volume) => at(volume, 'name')), ...templates];
  for (const { path, container } of template.containers) {
    for (const field of ['volumeMounts', 'volumeDevices'] as const) {
      for (const [index, mount] of items(at(container, field)).entries()) {
        const name = at(mount, 'name');
        if (typeof name !== 'string' || known.includes(name)) continue;
        yield {
          what: `${path}.${field}[${index}].name is no volume of the Pod`,
          got: name,
          allowed: known.map(String).join(', ') || 'none: the Pod has no volumes',
          fix: 'name one of the volumes, or add it',
        };
      }
    }
  }
});

/** Volumes that keep data beyond the Pod. Others may stand there unmounted, as cdk8s-plus writes them. */
const KEEPING = ['persistentVolumeClaim', 'ephemeral', 'nfs'] as const;

/** Every volume that keeps data is mounted by somebody: what is written beside it goes with the Pod. */
export const unmountedVolume = podRule('unmounted-volume', 'unsafe', function* (template, manifest) {
  const named: (readonly [string, unknown])[] = [
    ...items(template.spec.volumes).flatMap((volume, index) => {
      const keeps = KEEPING.some((source) => at(volume, source) !== undefined);
      return keeps ? [[`${template.path}.volumes[${index}]`, at(volume, 'name')] as const] : [];
    }),
    ...items(at(manifest, 'spec', 'volumeClaimTemplates')).map(
      (claim, index) => [`spec.volumeClaimTemplates[${index}]`, at(claim, 'metadata', 'name')] as const,
    ),
  ];
  if (named.length === 0) return;
  const mounted = new Set(
    template.containers.flatMap(({ container }) =>
      [...items(at(container, 'volumeMounts')), ...items(at(container, 'volumeDevices'))].map((mount) =>
        at(mount, 'name'),
      ),
    ),
  );
  for (const [path, name] of named) {
    if (typeof name !== 'string' || mounted.has(name)) continue;
    yield {
      what: `${path} is mounted by no container`,
      got: name,
      allowed: 'volumes that a container mounts',
      fix: `give ${name} a mountPath, mount it in an init container or a sidecar, or remove it`,
    };
  }
});
