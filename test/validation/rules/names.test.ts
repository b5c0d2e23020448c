import { objectName } from '../../../lib/validation/rules/object-name';
import { statefulSetName } from '../../../lib/validation/rules/stateful-set-name';
import { object, testRule } from '../../support/rules';

describe('every object has a name of the form that its kind demands', () => {
  testRule(objectName, {
    good: [
      ['a ConfigMap with dots', [object('v1', 'ConfigMap', 'a.b-c.1')]],
      ['a Service that begins with a letter', [object('v1', 'Service', 'a1')]],
      ['a Role with a colon', [object('rbac.authorization.k8s.io/v1', 'Role', 'system:reader')]],
      ['a generated name', [{ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } }]],
      ['a custom resource called like a method of objects', [object('a.io/v1', 'constructor', 'a')]],
    ],
    bad: [
      ['a capital and _', [object('v1', 'ConfigMap', 'Web_1')], { manifest: 0, got: 'Web_1', fix: 'write web-1' }],
      ['a Service that begins with a digit', [object('v1', 'Service', '1a')], { fix: 'write a' }],
      ['a Namespace with a dot', [object('v1', 'Namespace', 'a.b')], { fix: 'write a-b' }],
      ['a Role with a slash', [object('rbac.authorization.k8s.io/v1', 'Role', 'a/b')], { got: 'a/b' }],
      ['254 characters', [object('v1', 'ConfigMap', 'a'.repeat(254))], { fix: `write ${'a'.repeat(253)}` }],
      ['no name', [{ apiVersion: 'v1', kind: 'Pod', metadata: {} }], { fix: 'give the object a name' }],
    ],
  });
});

describe("a StatefulSet's name has at most 52 characters", () => {
  testRule(statefulSetName, {
    good: [
      ['52 characters', [object('apps/v1', 'StatefulSet', 'a'.repeat(52))]],
      ['a Deployment with 60', [object('apps/v1', 'Deployment', 'a'.repeat(60))]],
      ["somebody else's StatefulSet", [object('apps.kruise.io/v1', 'StatefulSet', 'a'.repeat(60))]],
    ],
    bad: [['53 characters', [object('apps/v1', 'StatefulSet', 'a'.repeat(53))], { manifest: 0 }]],
  });
});
