import { namespaceOf } from './identify';
import type { Manifest } from './manifest';
import { at, items, podTemplateOf } from './workloads';

/** A claim in a manifest: an object, a template of a StatefulSet, or the template of an ephemeral volume. */
export interface Claim {
  /** The path of its spec. */
  readonly path: string;
  readonly spec: unknown;
  /** The names that its claims have, where they are known. */
  readonly names: readonly string[];
  /** '' where the deployer decides. */
  readonly namespace: string;
}

/** All claims that a manifest makes. */
export function claimsIn(manifest: Manifest): readonly Claim[] {
  const namespace = namespaceOf(manifest);
  const name = manifest.metadata?.name ?? '';
  if (manifest.kind === 'PersistentVolumeClaim') {
    return [{ path: 'spec', spec: at(manifest, 'spec'), names: [name], namespace }];
  }
  const templates = items(at(manifest, 'spec', 'volumeClaimTemplates')).map((claim, index) => ({
    path: `spec.volumeClaimTemplates[${index}].spec`,
    spec: at(claim, 'spec'),
    names: ordinals(manifest).map((ordinal) => `${at(claim, 'metadata', 'name')}-${name}-${ordinal}`),
    namespace,
  }));
  const template = podTemplateOf(manifest);
  const ephemeral = items(template?.spec.volumes).flatMap((volume, index) => {
    const spec = at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec');
    const path = `${template!.path}.volumes[${index}].ephemeral.volumeClaimTemplate.spec`;
    return spec === undefined ? [] : [{ path, spec, names: [], namespace }];
  });
  return [...templates, ...ephemeral];
}

/** The API server refuses more than this library would: a wrong number is said elsewhere. */
const MOST = 1000;

function ordinals(manifest: Manifest): readonly number[] {
  const count = at(manifest, 'spec', 'replicas') ?? 1;
  const start = at(manifest, 'spec', 'ordinals', 'start') ?? 0;
  if (typeof count !== 'number' || typeof start !== 'number' || !(count >= 0)) return [];
  return Array.from({ length: Math.min(Math.floor(count), MOST) }, (_, index) => start + index);
}
