import { affinityTerms } from '../../../lib/validation/rules/affinity-terms';
import { scaledReplicas } from '../../../lib/validation/rules/scaled-replicas';
import { testRule } from '../../support/rules';

const deployment = (affinity: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { spec: { affinity, containers: [] } } },
});
const expression = (operator: string, values?: string[]) => ({ matchExpressions: [{ key: 'a', operator, values }] });
const required = (term: object) =>
  deployment({
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
  });
const preferred = (weight: number, preference: object = {}) =>
  deployment({ nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, preference }] } });

describe('terms of an affinity are such as the API server takes', () => {
  testRule(affinityTerms, {
    good: [
      ['values for In', [required(expression('In', ['b', 'c']))]],
      ['none for Exists', [required(expression('Exists'))]],
      ['one for Gt', [required(expression('Gt', ['4']))]],
      ['a weight of 1', [preferred(1)]],
      ['an operator that the schema refuses', [required(expression('in'))]],
    ],
    bad: [
      ['In without values', [required(expression('In'))], { got: 'no values', allowed: 'at least one value' }],
      ['Exists with a value', [required(expression('Exists', ['b']))], { got: 'b', allowed: 'no values' }],
      ['Lt with two', [required(expression('Lt', ['1', '2']))], { got: '1, 2', allowed: 'one value' }],
      ['a weight of 1000', [preferred(1000)], { got: '1000', what: expect.stringContaining('[0].weight') }],
      [
        'a wish with NotIn without values',
        [preferred(5, expression('NotIn'))],
        { what: expect.stringContaining('preference.matchExpressions[0].values') },
      ],
      [
        'a weight between Pods',
        [deployment({ podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0 }] } })],
        { got: '0', what: expect.stringContaining('podAffinity') },
      ],
    ],
  });
});

const scaler = (name = 'web', namespace?: string) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'hpa', namespace },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
});
const scaled = (replicas?: number, namespace?: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace },
  spec: replicas === undefined ? {} : { replicas },
});

describe('what an autoscaler scales states no replicas', () => {
  testRule(scaledReplicas, {
    good: [
      ['no replicas', [scaler(), scaled()]],
      ['another Deployment', [scaler('api'), scaled(3)]],
      ['one of another namespace', [scaler('web', 'a'), scaled(3, 'b')]],
    ],
    bad: [['replicas', [scaler(), scaled(3)], { manifest: 0, also: 1, got: '3' }]],
  });
});
