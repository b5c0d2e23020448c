import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** In 1.34 the field is there, but off: kubernetes.io/docs/tasks/configure-pod-container/image-volumes («v1.35 beta»). */
const SINCE = 35;

/** Volumes of images need a Kubernetes that has them switched on. */
export const imageVolume = objectRule(
  'image-volume-too-new',
  'unsafe',
  function* (manifest, { kubernetesVersion }) {
    const minor = Number(/^v?1\.(\d+)/.exec(kubernetesVersion)?.[1]);
    const template = podTemplateOf(manifest);
    if (!template || !(minor < SINCE)) return;
    for (const [index, volume] of items(template.spec.volumes).entries()) {
      const reference = at(volume, 'image', 'reference');
      if (reference === undefined) continue;
      yield {
        what: `${template.path}.volumes[${index}].image is newer than the platform (Kubernetes ${kubernetesVersion})`,
        got: String(reference),
        allowed: `Kubernetes 1.${SINCE} or later, or one with the feature ImageVolume switched on`,
        fix: 'copy the files in an init container, or accept it where the feature is on',
      };
    }
  },
  POD_KINDS,
);
