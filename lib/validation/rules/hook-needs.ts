import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, type PodTemplate, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

const HOOK = 'argocd.argoproj.io/hook';

/** What makes an object that Pods name: the kind that they ask for, and its name. */
const MAKERS: Readonly<Record<string, (manifest: Manifest) => readonly [kind: string, name: unknown]>> = {
  ConfigMap: ({ metadata }) => ['ConfigMap', metadata?.name],
  Secret: ({ metadata }) => ['Secret', metadata?.name],
  ExternalSecret: (one) => ['Secret', at(one, 'spec', 'target', 'name') ?? one.metadata?.name],
  SealedSecret: (one) => ['Secret', at(one, 'spec', 'template', 'metadata', 'name') ?? one.metadata?.name],
  PersistentVolumeClaim: ({ metadata }) => ['PersistentVolumeClaim', metadata?.name],
  ServiceAccount: ({ metadata }) => ['ServiceAccount', metadata?.name],
};

/**
 * A hook of Argo CD that runs before the sync needs nothing that the sync makes: at the first one its Pod waits for it, and
 * the sync for the Pod; at later ones it reads what the last sync left. «Executes prior to the application of the manifests»,
 * argo-cd.readthedocs.io/en/stable/user-guide/sync-waves; github.com/argoproj/argo-cd/issues/9891.
 */
export const hookNeeds: Rule = {
  name: 'hook-before-its-needs',
  severity: 'unsafe',
  kinds: [...POD_KINDS, ...Object.keys(MAKERS)],
  *check({ manifests }) {
    const hooks = manifests.flatMap((manifest, index) => (runsBefore(manifest) ? [[manifest, index] as const] : []));
    if (hooks.length === 0) return;
    const made = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      const maker = Object.hasOwn(MAKERS, manifest.kind) ? MAKERS[manifest.kind] : undefined;
      if (maker && !runsBefore(manifest)) made.set(placeOf(manifest, maker(manifest)), index);
    }
    for (const [manifest, index] of hooks) {
      const template = podTemplateOf(manifest);
      for (const [path, ...need] of template ? needsOf(template) : []) {
        const also = made.get(placeOf(manifest, need));
        if (also === undefined) continue;
        const maker = manifests[also]!;
        yield {
          manifest: index,
          also,
          what: `${path} is needed before the sync, which makes it: the first sync would never end, and later ones read the old one`,
          got: `${maker.kind} ${maker.metadata?.name}`,
          allowed: 'what is there before the sync: of another Application, or a hook of an earlier wave',
          fix: fixOf(maker),
        };
      }
    }
  },
};

function fixOf({ kind }: Manifest): string {
  if (kind === 'PersistentVolumeClaim') {
    return "have another Application make the claim, write Storage.ephemeral, or Replacement.argoCdHook('Sync')";
  }
  return kind === 'ConfigMap'
    ? "give the job files or env of its own, annotate the ConfigMap as a hook, too, or write Replacement.argoCdHook('Sync')"
    : "have another Application make it, or write Replacement.argoCdHook('Sync')";
}

function runsBefore({ metadata }: Manifest): boolean {
  const hook: unknown = metadata?.annotations?.[HOOK];
  return typeof hook === 'string' && hook.split(',').some((phase) => phase.trim() === 'PreSync');
}

function placeOf({ metadata }: Manifest, [kind, name]: readonly unknown[]): string {
  return JSON.stringify([metadata?.namespace, kind, name]);
}

type Need = readonly [path: string, kind: string, name: unknown];

/** What the Pods do not start without. */
function needsOf(template: PodTemplate): readonly Need[] {
  const needed = (path: string, kind: string, source: unknown, field = 'name'): readonly Need[] =>
    source === undefined || at(source, 'optional') === true ? [] : [[path, kind, at(source, field)]];
  const ofContainers = template.containers.flatMap(({ path, container }) => [
    ...items(at(container, 'envFrom')).flatMap((source, index) => [
      ...needed(`${path}.envFrom[${index}]`, 'ConfigMap', at(source, 'configMapRef')),
      ...needed(`${path}.envFrom[${index}]`, 'Secret', at(source, 'secretRef')),
    ]),
    ...items(at(container, 'env')).flatMap((variable, index) => [
      ...needed(`${path}.env[${index}]`, 'ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef')),
      ...needed(`${path}.env[${index}]`, 'Secret', at(variable, 'valueFrom', 'secretKeyRef')),
    ]),
  ]);
  const ofVolumes = items(template.spec.volumes).flatMap((volume, index) => {
    const path = `${template.path}.volumes[${index}]`;
    return [
      ...needed(path, 'ConfigMap', at(volume, 'configMap')),
      ...needed(path, 'Secret', at(volume, 'secret'), 'secretName'),
      ...needed(path, 'PersistentVolumeClaim', at(volume, 'persistentVolumeClaim'), 'claimName'),
      ...items(at(volume, 'projected', 'sources')).flatMap((source, s) => [
        ...needed(`${path}.projected.sources[${s}]`, 'ConfigMap', at(source, 'configMap')),
        ...needed(`${path}.projected.sources[${s}]`, 'Secret', at(source, 'secret')),
      ]),
    ];
  });
  const account = template.spec.serviceAccountName;
  const ofAccount: readonly Need[] =
    account === undefined ? [] : [[`${template.path}.serviceAccountName`, 'ServiceAccount', account]];
  return [...ofAccount, ...ofContainers, ...ofVolumes];
}
