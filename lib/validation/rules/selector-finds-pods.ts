import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, matches, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

type Labels = Readonly<Record<string, string>>;

/** Where each kind says which Pods it is for. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
};

/** What belongs together says so: kubernetes.io/docs/concepts/overview/working-with-objects/common-labels. */
const [NAME, INSTANCE] = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

/** Labels that the controllers give to each Pod. */
const OF_CONTROLLERS =
  /^(statefulset|apps|batch)\.kubernetes\.io\/|^(controller-revision-hash|pod-template-(hash|generation))$/;

/**
 * A Service, a NetworkPolicy and a PodDisruptionBudget that belong to a workload select some of the Pods there are: one that
 * selects none has no endpoints, closes nothing, and keeps no Pod running.
 */
export const selectorFindsPods: Rule = {
  name: 'selects-no-pods',
  severity: 'unsafe',
  kinds: [...Object.keys(SELECTORS), ...POD_KINDS],
  *check({ manifests }) {
    const pods = podsOf(manifests);
    const byOwner = new Map(pods.map((one) => [ownerOf(manifests[one.of]!), one]));
    for (const [index, manifest] of manifests.entries()) {
      if (!Object.hasOwn(SELECTORS, manifest.kind)) continue;
      const steps = SELECTORS[manifest.kind]!;
      const owner = ownerOf(manifest);
      const own = owner === undefined ? undefined : byOwner.get(owner);
      // Nearly all select their own Pods; the rest is for those that do not.
      if (!own || matches((at(manifest, ...steps) ?? {}) as Labels, own.labels)) continue;
      const selector = labelsAt(manifest, steps);
      if (!selector || matches(selector, own.labels)) continue;
      const namespace = namespaceOf(manifest);
      if (pods.some(({ of, labels }) => namespaceOf(manifests[of]!) === namespace && matches(selector, labels)))
        continue;
      yield {
        manifest: index,
        what: `${steps.join('.')} selects no Pods, also not those of ${title(manifests[own.of]!)}`,
        got: shown(selector),
        allowed: `labels that the Pods carry: ${shown(own.labels)}`,
        fix: 'correct the selector, or give the Pods the label: podLabels, or an overlay of the template',
      };
    }
  },
};

interface Pods {
  readonly of: number;
  readonly labels: Labels;
}

function podsOf(manifests: readonly Manifest[]): readonly Pods[] {
  return manifests.flatMap((manifest, of) => {
    const labels = podTemplateOf(manifest)?.labels;
    return typeof labels === 'object' ? [{ of, labels }] : [];
  });
}

/** The labels that a selector asks for, but for those that a controller adds; undefined where it asks otherwise or for none. */
function labelsAt(manifest: Manifest, steps: readonly string[]): Labels | undefined {
  if (at(manifest, ...steps.slice(0, -1), 'matchExpressions') !== undefined) return undefined;
  const selector = at(manifest, ...steps);
  if (typeof selector !== 'object' || selector === null) return undefined;
  const asked = Object.entries(selector).filter(([key]) => !OF_CONTROLLERS.test(key));
  return asked.length > 0 ? Object.fromEntries(asked) : undefined;
}

/** What an object belongs to, where its labels say so. */
function ownerOf(manifest: Manifest): string | undefined {
  const labels = at(manifest, 'metadata', 'labels');
  const [name, instance] = [at(labels, NAME), at(labels, INSTANCE)];
  return typeof name === 'string' && typeof instance === 'string'
    ? `${namespaceOf(manifest)}\n${name}\n${instance}`
    : undefined;
}

function shown(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}
