import { nearest } from '../../kubernetes/nearest';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

/** A key of a ConfigMap that a Pod asks for, with the path to it. */
interface Reference {
  readonly path: string;
  readonly map: unknown;
  readonly key: unknown;
}

/**
 * A Pod asks only for keys that the ConfigMap has, where that is among the manifests: kubelet does not start a container
 * that asks for another one (CreateContainerConfigError), and does not mount such a volume.
 */
export const configKey: Rule = {
  name: 'unknown-config-key',
  severity: 'unsafe',
  kinds: ['ConfigMap', ...POD_KINDS],
  *check({ manifests }) {
    const places = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind === 'ConfigMap') places.set(placeOf(manifest, manifest.metadata?.name), index);
    }
    if (places.size === 0) return;
    for (const [index, manifest] of manifests.entries()) {
      for (const { path, map, key } of referencesIn(manifest)) {
        const also = places.get(placeOf(manifest, map));
        if (also === undefined || typeof key !== 'string') continue;
        const keys = ['data', 'binaryData'].flatMap((field) => Object.keys(at(manifests[also], field) ?? {}));
        if (keys.includes(key)) continue;
        const near = nearest(key, keys);
        yield {
          manifest: index,
          also,
          what: `${path} is no key of the ConfigMap ${map}: the container would not start`,
          got: key,
          allowed: keys.join(', ') || 'none: it is empty',
          fix: near ? `write '${near}'` : `write one of these, add '${key}' to the ConfigMap, or make it optional`,
        };
      }
    }
  },
};

function referencesIn(manifest: Manifest): readonly Reference[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  const ofContainers = template.containers.flatMap(({ path, container }) =>
    items(at(container, 'env')).flatMap((variable, index) => {
      const ref = at(variable, 'valueFrom', 'configMapKeyRef');
      if (ref === undefined || at(ref, 'optional') === true) return [];
      const keyPath = `${path}.env[${index}].valueFrom.configMapKeyRef.key`;
      return [{ path: keyPath, map: at(ref, 'name'), key: at(ref, 'key') }];
    }),
  );
  const ofVolumes = items(template.spec.volumes).flatMap((volume, v) => {
    const path = `${template.path}.volumes[${v}]`;
    const projected = items(at(volume, 'projected', 'sources')).map(
      (source, s) => [`${path}.projected.sources[${s}].configMap`, at(source, 'configMap')] as const,
    );
    return [[`${path}.configMap`, at(volume, 'configMap')] as const, ...projected].flatMap(([place, source]) =>
      at(source, 'optional') === true
        ? []
        : items(at(source, 'items')).map((item, i) => ({
            path: `${place}.items[${i}].key`,
            map: at(source, 'name'),
            key: at(item, 'key'),
          })),
    );
  });
  return [...ofContainers, ...ofVolumes];
}

function placeOf({ metadata }: Manifest, name: unknown): string {
  return `${metadata?.namespace}/${name}`;
}
