import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { type Amount, amountIn, podAmount, type Side, sumOf } from '../pod-amounts';
import type { Found, Rule } from '../rule';

type Counted = readonly [side: Side, resource: string];

/** What a quota counts of Pods: k8s.io/kubernetes pkg/quota/v1/evaluator/core, pods.go; without a side, requests. */
const COUNTED: ReadonlyMap<string, Counted> = new Map(
  ['cpu', 'memory', 'ephemeral-storage'].flatMap((resource): [string, Counted][] => [
    [resource, ['requests', resource]],
    [`requests.${resource}`, ['requests', resource]],
    [`limits.${resource}`, ['limits', resource]],
  ]),
);

/** What stands in one namespace. */
interface There {
  readonly quotas: number[];
  readonly asking: number[];
  /** The items of LimitRanges that are for containers. */
  readonly ranges: unknown[];
  /** The least replicas of what an autoscaler scales, by kind and name. */
  readonly scaled: Map<string, number>;
}

/** What the workloads of a namespace ask for fits into its quota: the API server refuses the Pods that are too many. */
export const quotaTotal: Rule = {
  name: 'quota-exceeded',
  severity: 'unsafe',
  kinds: ['ResourceQuota', 'LimitRange', 'HorizontalPodAutoscaler', 'PersistentVolumeClaim', ...POD_KINDS],
  *check({ manifests }) {
    if (!manifests.some(({ kind }) => kind === 'ResourceQuota')) return;
    for (const there of byNamespace(manifests)) {
      for (const index of there.quotas) {
        const { scopes, scopeSelector, hard } = (at(manifests[index], 'spec') ?? {}) as Record<string, unknown>;
        // A quota with scopes counts some Pods only; which, is not asked here.
        if (items(scopes).length > 0 || scopeSelector) continue;
        for (const [counted, value] of Object.entries((hard as object | undefined) ?? {})) {
          const most = amountIn(value);
          if (most !== undefined) yield* over(index, counted, most, there, manifests);
        }
      }
    }
  },
};

function byNamespace(manifests: readonly Manifest[]): Iterable<There> {
  const found = new Map<string, There>();
  for (const [index, manifest] of manifests.entries()) {
    const namespace = namespaceOf(manifest);
    const there: There = found.get(namespace) ?? { quotas: [], asking: [], ranges: [], scaled: new Map() };
    found.set(namespace, there);
    if (manifest.kind === 'ResourceQuota' && manifest.apiVersion === 'v1') there.quotas.push(index);
    else if (manifest.kind === 'LimitRange') {
      const ofContainers = items(at(manifest, 'spec', 'limits')).filter((item) => at(item, 'type') === 'Container');
      there.ranges.push(...ofContainers);
    } else if (manifest.kind === 'HorizontalPodAutoscaler') {
      const target = at(manifest, 'spec', 'scaleTargetRef');
      there.scaled.set(`${at(target, 'kind')}/${at(target, 'name')}`, whole(at(manifest, 'spec', 'minReplicas')) ?? 1);
    } else there.asking.push(index);
  }
  return found.values();
}

function* over(
  quota: number,
  counted: string,
  hard: Amount,
  there: There,
  manifests: readonly Manifest[],
): Iterable<Found> {
  const asked = there.asking.flatMap((index) => {
    const one = manifests[index]!;
    const amount = askedBy(one, counted, there);
    return amount === undefined ? [] : [{ index, amount, ends: /Job$/.test(one.kind), title: title(one) }];
  });
  const alone = asked.filter(({ amount }) => amount > hard.value);
  for (const { index, amount } of alone) {
    yield {
      manifest: index,
      also: quota,
      what: `asks for more ${counted} than ${title(manifests[quota]!)} has for all: some of its Pods would be refused`,
      got: sumOf(amount).text,
      allowed: `at most ${hard.text}`,
      fix: 'ask for less, or raise the quota of the namespace',
    };
  }
  // Jobs end, and leave their share to others.
  const together = asked.filter(({ ends }) => !ends);
  const sum = together.reduce((total, { amount }) => total + amount, 0);
  if (alone.length > 0 || sum <= hard.value) return;
  yield {
    manifest: quota,
    what: `spec.hard["${counted}"] is less than the workloads of this output ask for together: the last Pods would be refused`,
    got: `${sumOf(sum).text}, of ${together.map((one) => one.title).join(', ')}`,
    allowed: `at most ${hard.text}`,
    fix: 'raise the quota, or ask for less',
  };
}

/** What an object asks for of what a quota counts; undefined where it has none of that. */
function askedBy(manifest: Manifest, counted: string, there: There): number | undefined {
  if (counted === 'requests.storage' || counted === 'persistentvolumeclaims') {
    const claims =
      manifest.kind === 'PersistentVolumeClaim' ? [manifest] : items(at(manifest, 'spec', 'volumeClaimTemplates'));
    const each = claims.map((claim) =>
      counted === 'requests.storage'
        ? (amountIn(at(claim, 'spec', 'resources', 'requests', 'storage'))?.value ?? 0)
        : 1,
    );
    const members = manifest.kind === 'StatefulSet' ? podsOf(manifest, there) : 1;
    return each.length === 0 ? undefined : members * each.reduce((sum, one) => sum + one, 0);
  }
  const template = podTemplateOf(manifest);
  if (template === undefined) return undefined;
  if (counted === 'pods') return podsOf(manifest, there);
  const [side, resource] = COUNTED.get(counted) ?? [];
  if (side === undefined || resource === undefined) return undefined;
  const each = podAmount(template.spec, side, resource, there.ranges);
  return each && each.value * podsOf(manifest, there);
}

/** How many Pods it has at least: of a DaemonSet one, since nobody here knows the nodes. */
function podsOf(manifest: Manifest, { scaled }: There): number {
  const { kind, metadata } = manifest;
  if (kind === 'Pod' || kind === 'DaemonSet') return 1;
  if (kind === 'Job' || kind === 'CronJob') {
    const job = kind === 'Job' ? manifest : at(manifest, 'spec', 'jobTemplate');
    const [parallelism, completions] = [whole(at(job, 'spec', 'parallelism')), whole(at(job, 'spec', 'completions'))];
    return Math.min(parallelism ?? 1, completions ?? Number.POSITIVE_INFINITY);
  }
  return scaled.get(`${kind}/${metadata?.name}`) ?? whole(at(manifest, 'spec', 'replicas')) ?? 1;
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
