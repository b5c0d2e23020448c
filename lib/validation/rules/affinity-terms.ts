import { at, items } from '../../manifests/workloads';
import { type FoundWithin, podRule } from '../rule';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * The terms of an affinity are such as the API server takes: weights from 1 to 100, and values where the operator
 * compares with some. Source: k8s.io/kubernetes pkg/apis/core/validation, ValidateNodeSelectorRequirement and
 * ValidatePreferredSchedulingTerms.
 */
export const affinityTerms = podRule('affinity-term', 'invalid', function* ({ path: pod, spec: { affinity } }) {
  if (!affinity) return;
  for (const kind of ['nodeAffinity', 'podAffinity', 'podAntiAffinity']) {
    const path = `${pod}.affinity.${kind}`;
    for (const [index, wish] of items(at(affinity, kind, PREFERRED)).entries()) {
      yield* checkWeight(at(wish, 'weight'), `${path}.${PREFERRED}[${index}].weight`);
      yield* checkExpressions(at(wish, 'preference'), `${path}.${PREFERRED}[${index}].preference`);
    }
    for (const [index, term] of items(at(affinity, kind, REQUIRED, 'nodeSelectorTerms')).entries()) {
      yield* checkExpressions(term, `${path}.${REQUIRED}.nodeSelectorTerms[${index}]`);
    }
  }
});

function* checkWeight(weight: unknown, path: string): Iterable<FoundWithin> {
  if (typeof weight !== 'number' || (weight >= 1 && weight <= 100)) return;
  yield {
    what: `${path} is out of its range`,
    got: String(weight),
    allowed: 'a whole number from 1 to 100',
    fix: `write ${weight < 1 ? 1 : 100}`,
  };
}

/** How many values an operator compares with: [fewest, most]. */
const VALUES: Readonly<Record<string, readonly [number, number]>> = {
  In: [1, Number.POSITIVE_INFINITY],
  NotIn: [1, Number.POSITIVE_INFINITY],
  Exists: [0, 0],
  DoesNotExist: [0, 0],
  Gt: [1, 1],
  Lt: [1, 1],
};

function* checkExpressions(term: unknown, path: string): Iterable<FoundWithin> {
  for (const field of ['matchExpressions', 'matchFields']) {
    for (const [index, expression] of items(at(term, field)).entries()) {
      const operator = at(expression, 'operator');
      const range = typeof operator === 'string' && Object.hasOwn(VALUES, operator) ? VALUES[operator] : undefined;
      const values = items(at(expression, 'values'));
      if (!range || (values.length >= range[0] && values.length <= range[1])) continue;
      yield {
        what: `${path}.${field}[${index}].values does not fit the operator ${operator}`,
        got: values.length === 0 ? 'no values' : values.join(', '),
        allowed: range[1] === 0 ? 'no values' : range[1] === 1 ? 'one value' : 'at least one value',
        fix: range[1] === 0 ? 'remove values, or write the operator In' : "write values: ['…']",
      };
    }
  }
}
