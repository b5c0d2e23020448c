import { namespaceOf, title } from '../../manifests/identify';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { type Amount, amountIn, containerAmount, podAmount, type Side } from '../pod-amounts';
import type { FoundWithin, Rule } from '../rule';

type Limit = { readonly index: number; readonly item: unknown };
type Amounts = (side: Side, resource: string) => Amount | undefined;

/**
 * Containers and Pods stay within the LimitRanges of their namespace: the API server refuses Pods that don't, and their
 * workload has none. As admission does it: k8s.io/kubernetes plugin/pkg/admission/limitranger, PodValidateLimitFunc, where
 * the defaults are filled in before.
 */
export const limitRange: Rule = {
  name: 'outside-limit-range',
  severity: 'unsafe',
  kinds: ['LimitRange', ...POD_KINDS],
  *check({ manifests }) {
    const limits = new Map<string, Limit[]>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'LimitRange' || manifest.apiVersion !== 'v1') continue;
      const known = limits.get(namespaceOf(manifest)) ?? [];
      known.push(...items(at(manifest, 'spec', 'limits')).map((item) => ({ index, item })));
      limits.set(namespaceOf(manifest), known);
    }
    if (limits.size === 0) return;
    for (const [index, manifest] of manifests.entries()) {
      const template = podTemplateOf(manifest);
      const held = limits.get(namespaceOf(manifest));
      if (!template || !held) continue;
      const ofContainers = held.filter(({ item }) => at(item, 'type') === 'Container');
      const defaults = ofContainers.map(({ item }) => item);
      const see = (path: string, of: readonly Limit[], amount: Amounts) =>
        of.flatMap(({ index: also, item }) =>
          [...outside(item, amount)].map((found) => {
            const what = `${path}.${found.what} of ${title(manifests[also]!)}`;
            return { manifest: index, also, ...found, what };
          }),
        );
      for (const { path, container } of template.containers) {
        const amount: Amounts = (side, resource) => containerAmount(container, side, resource, defaults);
        yield* see(`${path}.resources`, ofContainers, amount);
      }
      const ofPods = held.filter(({ item }) => at(item, 'type') === 'Pod');
      yield* see(template.path, ofPods, (side, resource) => podAmount(template.spec, side, resource, defaults));
    }
  },
};

/** What of one item of a LimitRange a container or a Pod breaks. */
function* outside(item: unknown, amount: Amounts): Iterable<FoundWithin> {
  const bounds = (field: string) =>
    Object.entries((at(item, field) ?? {}) as object).flatMap(([resource, value]) => {
      const bound = amountIn(value);
      return bound === undefined ? [] : [[resource, bound] as const];
    });
  const isPod = at(item, 'type') === 'Pod';
  const of = isPod ? ', of all containers together,' : '';
  const fix = 'change resources, or the limits of the namespace';
  const missing = (side: Side, resource: string, bound: string): FoundWithin => ({
    what: `${side}.${resource} is missing, but for Pods there is a ${bound}`,
    got: `no ${side}.${resource}`,
    allowed: `containers that state ${side}.${resource}`,
    fix: 'state it, or change the limits of the namespace',
  });
  for (const [resource, max] of bounds('max')) {
    const [limit, request] = [amount('limits', resource), amount('requests', resource)];
    if (isPod && limit === undefined) yield missing('limits', resource, 'maximum');
    const side = limit && limit.value > max.value ? 'limits' : 'requests';
    const got = side === 'limits' ? limit : request;
    if (got === undefined || got.value <= max.value) continue;
    yield { what: `${side}.${resource}${of} is above the maximum`, got: got.text, allowed: `at most ${max.text}`, fix };
  }
  for (const [resource, min] of bounds('min')) {
    const [limit, request] = [amount('limits', resource), amount('requests', resource)];
    if (isPod && request === undefined) yield missing('requests', resource, 'minimum');
    const side = request && request.value < min.value ? 'requests' : 'limits';
    const got = side === 'limits' ? limit : request;
    if (got === undefined || got.value >= min.value) continue;
    yield {
      what: `${side}.${resource}${of} is below the minimum`,
      got: got.text,
      allowed: `at least ${min.text}`,
      fix,
    };
  }
  for (const [resource, ratio] of bounds('maxLimitRequestRatio')) {
    const [limit, request] = [amount('limits', resource), amount('requests', resource)];
    if (isPod && !limit?.value) yield missing('limits', resource, 'ratio');
    if (!limit?.value || !request?.value || limit.value / request.value <= ratio.value) continue;
    yield {
      what: `limits.${resource}${of} is too far above its request for the ratio`,
      got: `${limit.text} to ${request.text}`,
      allowed: `a limit of at most ${ratio.text} times the request`,
      fix: `raise the request of ${resource}, or lower its limit`,
    };
  }
}
