import { quantityValue } from '../../input/quantities';
import { namespaceOf, title } from '../../manifests/identify';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { Found, Rule } from '../rule';

type Side = 'requests' | 'limits';
type Limit = { readonly index: number; readonly item: unknown };

/**
 * Containers stay within the LimitRanges of their namespace: the API server refuses Pods that don't, and their workload
 * has none. As admission does it: k8s.io/kubernetes plugin/pkg/admission/limitranger, PodValidateLimitFunc, where the
 * defaults are filled in before.
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
      for (const list of ['initContainers', 'containers'] as const) {
        for (const [c, container] of items(template.spec[list]).entries()) {
          const amount = (side: Side, resource: string) => amountOf(container, side, resource, ofContainers);
          for (const { index: also, item } of ofContainers) {
            for (const found of outside(item, amount)) {
              const what = `${template.path}.${list}[${c}].resources.${found.what} of ${title(manifests[also]!)}`;
              yield { manifest: index, also, ...found, what };
            }
          }
        }
      }
    }
  },
};

/** What a container says or is given: a missing request is the limit said, or else a default. */
function amountOf(container: unknown, side: Side, resource: string, limits: readonly Limit[]): string | undefined {
  const said = (of: Side) => textOf(at(container, 'resources', of, resource));
  const given = (...fields: string[]) => {
    for (const field of fields) {
      for (const { item } of limits) {
        const value = textOf(at(item, field, resource));
        if (value !== undefined) return value;
      }
    }
    return undefined;
  };
  // SetDefaults_LimitRangeItem: a maximum is the default limit, that the default request, and a minimum that before both.
  if (side === 'limits') return said('limits') ?? given('default', 'max');
  return said('requests') ?? said('limits') ?? given('defaultRequest', 'default', 'min', 'max');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** What of one item of a LimitRange a container breaks. */
function* outside(
  item: unknown,
  amount: (side: Side, resource: string) => string | undefined,
): Iterable<Omit<Found, 'manifest'>> {
  const bounds = (field: string) =>
    Object.entries((at(item, field) ?? {}) as object).flatMap(([resource, value]) => {
      const bound = textOf(value);
      return bound === undefined || quantityValue(bound) === undefined ? [] : [[resource, bound] as const];
    });
  const more = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && (quantityValue(a) ?? 0) > (quantityValue(b) ?? Number.POSITIVE_INFINITY);
  const fix = 'change resources, or the limits of the namespace';
  for (const [resource, max] of bounds('max')) {
    const side = more(amount('limits', resource), max) ? 'limits' : 'requests';
    const got = amount(side, resource);
    if (!more(got, max)) continue;
    yield { what: `${side}.${resource} is above the maximum`, got, allowed: `at most ${max}`, fix };
  }
  for (const [resource, min] of bounds('min')) {
    const side = more(min, amount('requests', resource)) ? 'requests' : 'limits';
    const got = amount(side, resource);
    if (!more(min, got)) continue;
    yield { what: `${side}.${resource} is below the minimum`, got, allowed: `at least ${min}`, fix };
  }
  for (const [resource, ratio] of bounds('maxLimitRequestRatio')) {
    const [limit, request] = [amount('limits', resource), amount('requests', resource)].map((text) =>
      text === undefined ? undefined : quantityValue(text),
    );
    if (!limit || !request || limit / request <= quantityValue(ratio)!) continue;
    const got = `${amount('limits', resource)} to ${amount('requests', resource)}`;
    yield {
      what: `limits.${resource} is too far above its request for the ratio`,
      got,
      allowed: `a limit of at most ${ratio} times the request`,
      fix: `raise the request of ${resource}, or lower its limit`,
    };
  }
}
