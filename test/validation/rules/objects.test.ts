import { duplicateObject } from '../../../lib/validation/rules/duplicate-object';
import { knownKind } from '../../../lib/validation/rules/known-kind';
import { objectSchema } from '../../../lib/validation/rules/object-schema';
import { object, testRule } from '../../support/rules';

const map = (name: string, namespace?: string) => object('v1', 'ConfigMap', name, {}, namespace);

describe('an environment holds one object of a kind and name in a namespace', () => {
  testRule(duplicateObject, {
    good: [
      ['two names', [map('a'), map('b')]],
      ['two namespaces', [map('a', 'x'), map('a', 'y')]],
      ['two kinds', [map('a'), object('v1', 'Secret', 'a')]],
      ['one kind in two groups', [object('apps/v1', 'StatefulSet', 'a'), object('a.io/v1', 'StatefulSet', 'a')]],
    ],
    bad: [
      ['an object twice', [map('a', 'x'), map('a', 'x')], { manifest: 1, also: 0, got: 'ConfigMap a in namespace x' }],
      ['in two versions', [object('a.io/v1', 'A', 'a'), object('a.io/v2', 'A', 'a')], { manifest: 1, also: 0 }],
      [
        'a kind without a namespace in two',
        [object('v1', 'Namespace', 'a', {}, 'x'), object('v1', 'Namespace', 'a', {}, 'y')],
        { manifest: 1 },
      ],
    ],
  });
});

describe('a kind of Kubernetes itself is one that it has', () => {
  testRule(knownKind, {
    good: [
      ['a Deployment', [object('apps/v1', 'Deployment', 'a')]],
      ['a custom resource', [object('a.io/v1', 'Deploymnt', 'a')]],
    ],
    bad: [
      ['a mistyped kind', [object('apps/v1', 'Deploymnt', 'a')], { manifest: 0, fix: 'write kind: Deployment' }],
      ['a kind in another group', [object('v1', 'Deployment', 'a')], { fix: 'write apiVersion: apps/v1' }],
      ['a kind that is no text', [{ ...object('v1', 'Pod', 'a'), kind: ['Pod'] }], { got: 'v1 Pod' }],
      [
        'a version that is gone',
        [object('extensions/v1beta1', 'Ingress', 'a')],
        { fix: 'write apiVersion: networking.k8s.io/v1' },
      ],
    ],
  });
});

describe('every field is one that the API has', () => {
  testRule(objectSchema, {
    good: [
      ['known fields', [object('v1', 'ConfigMap', 'a', { data: { a: 'b' } })]],
      ['a custom resource', [object('a.io/v1', 'A', 'a', { spec: { b: [1] } })]],
    ],
    bad: [
      [
        'an unknown field',
        [object('v1', 'ConfigMap', 'a', { date: {} })],
        { manifest: 0, what: expect.stringContaining('date'), fix: 'write data' },
      ],
      [
        'a wrong type',
        [object('v1', 'ConfigMap', 'a', { data: { a: 5 } })],
        { what: expect.stringContaining('data.a'), got: '5' },
      ],
    ],
  });
});
