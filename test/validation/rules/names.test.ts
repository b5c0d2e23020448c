import { objectName } from '../../../lib/validation/rules/object-name';
import { statefulSetName } from '../../../lib/validation/rules/stateful-set-name';
import { object, testRule } from '../../support/rules';

describe('every object has a name of the form that its kind demands', () => {
  testRule(objectName, {
    good: [
      ['a ConfigMap with dots', [object('v1', 'ConfigMap', 'a.b-c.1')]],
      ['a Service that begins with a letter', [object('v1', 'Service', 'a1')]],
      ['a Role with a colon', [object('rbac.authorization.k8s.io/v1', 'Role', 'system:reader')]],
      // The API server looks at no name of a budget.
      ['a PodDisruptionBudget with a capital', [object('policy/v1', 'PodDisruptionBudget', 'Web')]],
      ['a Job with 63 characters', [object('batch/v1', 'Job', 'a'.repeat(63))]],
      ['a CronJob with 52 characters', [object('batch/v1', 'CronJob', 'a'.repeat(52))]],
      ["somebody else's Job with 64 characters", [object('batch.volcano.sh/v1alpha1', 'Job', 'a'.repeat(64))]],
      ['a generated name', [{ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } }]],
      ['a custom resource called like a method of objects', [object('a.io/v1', 'constructor', 'a')]],
    ],
    bad: [
      ['a capital and _', [object('v1', 'ConfigMap', 'Web_1')], { manifest: 0, got: 'Web_1', fix: 'write web-1' }],
      ['a Service that begins with a digit', [object('v1', 'Service', '1a')], { fix: 'write a' }],
      ['a Namespace with a dot', [object('v1', 'Namespace', 'a.b')], { fix: 'write a-b' }],
      ['a Role with a slash', [object('rbac.authorization.k8s.io/v1', 'Role', 'a/b')], { got: 'a/b' }],
      ['a Job with 64 characters', [object('batch/v1', 'Job', 'a'.repeat(64))], { fix: `write ${'a'.repeat(63)}` }],
      ['a CronJob with 53', [object('batch/v1', 'CronJob', 'a'.repeat(53))], { fix: `write ${'a'.repeat(52)}` }],
      ['254 characters', [object('v1', 'ConfigMap', 'a'.repeat(254))], { fix: `write ${'a'.repeat(253)}` }],
      ['no name', [{ apiVersion: 'v1', kind: 'Pod', metadata: {} }], { fix: 'give the object a name' }],
    ],
  });
});

describe('from Kubernetes 1.36 on', () => {
  testRule(objectName, {
    kubernetesVersion: '1.36',
    good: [['a Service begins with a digit', [object('v1', 'Service', '1a')]]],
    bad: [['a Service with a dot', [object('v1', 'Service', '1.a')], { fix: 'write 1-a' }]],
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
