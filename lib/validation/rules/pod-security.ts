import { namespaceOf, title } from '../../manifests/identify';
import { at, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { violations } from '../pod-security/check';
import type { Rule } from '../rule';

const LABEL = 'pod-security.kubernetes.io/enforce';

/**
 * Every Pod is as safe as its namespace enforces, where that is among the manifests: the API server takes the workload,
 * and refuses its Pods.
 */
export const podSecurity: Rule = {
  name: 'pod-security',
  severity: 'unsafe',
  kinds: ['Namespace', ...POD_KINDS],
  *check({ manifests, cluster }) {
    const namespaces = new Map<string, number>();
    for (const [index, { kind, metadata }] of manifests.entries()) {
      if (kind === 'Namespace' && typeof metadata?.name === 'string') namespaces.set(metadata.name, index);
    }
    for (const [index, manifest] of manifests.entries()) {
      const namespace = namespaces.get(namespaceOf(manifest));
      const template = namespace === undefined ? undefined : podTemplateOf(manifest);
      if (namespace === undefined || !template) continue;
      const labels = at(manifests[namespace], 'metadata', 'labels');
      const level = at(labels, LABEL);
      if (level !== 'baseline' && level !== 'restricted') continue;
      for (const { control, path, got } of violations(template, level, versionOf(labels, cluster.kubernetesVersion))) {
        yield {
          manifest: index,
          also: namespace,
          what: `${template.path}.${path} breaks «${control.name}» of Pod Security ${control.level}, which ${title(manifests[namespace]!)} enforces`,
          got,
          allowed: control.allowed,
          fix: `change it, or let the namespace enforce ${control.level === 'restricted' ? 'baseline' : 'privileged'}`,
        };
      }
    }
  },
};

/** The standards' minor version: that of the label, where it is not newer than the cluster. */
function versionOf(labels: unknown, cluster: string): number {
  const minor = (text: unknown) => Number(/^v?1\.(\d+)$/.exec(`${text}`)?.[1] ?? Number.POSITIVE_INFINITY);
  return Math.min(minor(at(labels, `${LABEL}-version`)), minor(cluster));
}
