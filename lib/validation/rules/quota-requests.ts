import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

/**
 * What a quota of these asks of every container: k8s.io/kubernetes pkg/quota/v1/evaluator/core, validationSet. A request
 * is filled in from the limit.
 */
const ASKED: Readonly<Record<string, readonly (readonly [of: 'requests' | 'limits', resource: string])[]>> = {
  cpu: [
    ['requests', 'cpu'],
    ['limits', 'cpu'],
  ],
  memory: [
    ['requests', 'memory'],
    ['limits', 'memory'],
  ],
  'requests.cpu': [
    ['requests', 'cpu'],
    ['limits', 'cpu'],
  ],
  'requests.memory': [
    ['requests', 'memory'],
    ['limits', 'memory'],
  ],
  'limits.cpu': [['limits', 'cpu']],
  'limits.memory': [['limits', 'memory']],
};

/** In a namespace with a quota, every container states what the quota counts: the API server refuses Pods that don't. */
export const quotaRequests: Rule = {
  name: 'quota-without-request',
  severity: 'unsafe',
  kinds: ['ResourceQuota', 'LimitRange', ...POD_KINDS],
  *check({ manifests }) {
    const quotas = byNamespace(manifests, 'ResourceQuota');
    if (quotas.size === 0) return;
    const ranges = byNamespace(manifests, 'LimitRange');
    for (const [index, manifest] of manifests.entries()) {
      const template = podTemplateOf(manifest);
      if (!template) continue;
      const filled = (ranges.get(namespaceOf(manifest)) ?? []).flatMap((range) => containerDefaults(manifests[range]!));
      for (const quota of quotas.get(namespaceOf(manifest)) ?? []) {
        // A quota with scopes counts some Pods only; which, is not asked here.
        const { scopes, scopeSelector, hard } = (at(manifests[quota], 'spec') ?? {}) as Record<string, unknown>;
        if (items(scopes).length > 0 || scopeSelector) continue;
        for (const counted of Object.keys((hard as object | undefined) ?? {})) {
          const asked = Object.hasOwn(ASKED, counted) ? ASKED[counted]! : [];
          for (const list of ['initContainers', 'containers'] as const) {
            for (const [c, container] of items(template.spec[list]).entries()) {
              if (asked.length === 0 || asked.some(([of, resource]) => states(container, filled, of, resource)))
                continue;
              const [of, resource] = asked[0]!;
              yield {
                manifest: index,
                also: quota,
                what: `${template.path}.${list}[${c}].resources.${of}.${resource} is missing, but ${title(manifests[quota]!)} counts ${counted}`,
                got: `no ${of}.${resource}`,
                allowed: 'containers that state it, or a LimitRange that does',
                fix: `state it, or count ${counted === 'limits.cpu' || counted === 'cpu' ? 'requests.cpu' : 'pods'} instead`,
              };
            }
          }
        }
      }
    }
  },
};

function byNamespace(manifests: readonly Manifest[], kind: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, manifest] of manifests.entries()) {
    if (manifest.kind !== kind || manifest.apiVersion !== 'v1') continue;
    const namespace = namespaceOf(manifest);
    found.set(namespace, [...(found.get(namespace) ?? []), index]);
  }
  return found;
}

/** `limits.cpu`, `requests.memory`, …: what a LimitRange fills in. */
function containerDefaults(range: Manifest): readonly string[] {
  return items(at(range, 'spec', 'limits'))
    .filter((item) => at(item, 'type') === 'Container')
    .flatMap((item) => [
      // A maximum is the default limit where there is none.
      ...keys(at(item, 'default'), 'limits'),
      ...keys(at(item, 'max'), 'limits'),
      ...keys(at(item, 'defaultRequest'), 'requests'),
    ]);
}

function keys(map: unknown, prefix: string): string[] {
  return typeof map === 'object' && map !== null ? Object.keys(map).map((key) => `${prefix}.${key}`) : [];
}

function states(container: unknown, filled: readonly string[], of: 'requests' | 'limits', resource: string): boolean {
  return at(container, 'resources', of, resource) !== undefined || filled.includes(`${of}.${resource}`);
}
