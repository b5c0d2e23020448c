import { capability } from '../../../lib/validation/rules/capability';
import { containerImage } from '../../../lib/validation/rules/container-image';
import { selectorFindsPods } from '../../../lib/validation/rules/selector-finds-pods';
import { object, testRule, workload } from '../../support/rules';

describe('every container has an image', () => {
  testRule(containerImage, {
    good: [['an image', [workload('Deployment', 'a', {}, {}, { image: 'a:1' })]]],
    bad: [
      ['none', [workload('Deployment', 'a', {}, {})], { got: 'c', fix: 'state its image' }],
      [
        'one of two, whose name is nearly that of the other',
        [object('v1', 'Pod', 'a', { spec: { containers: [{ name: 'web', image: 'a:1' }, { name: 'wbe' }] } })],
        { what: 'spec.containers[1].image is missing', fix: expect.stringContaining('write name: web') },
      ],
    ],
  });
});

describe('what belongs to a workload selects some Pods', () => {
  const labelled = <T extends { metadata: object }>(one: T, instance = 'a') => ({
    ...one,
    metadata: {
      ...one.metadata,
      labels: { 'app.kubernetes.io/name': 'a', 'app.kubernetes.io/instance': instance },
    },
  });
  const web = labelled(workload('Deployment', 'a', { app: 'a' }));
  const service = (selector: object, instance?: string) =>
    labelled(object('v1', 'Service', 'a', { spec: { selector } }), instance);
  const policy = (podSelector: object) =>
    labelled(object('networking.k8s.io/v1', 'NetworkPolicy', 'a', { spec: { podSelector } }));

  testRule(selectorFindsPods, {
    good: [
      ['its Pods', [web, service({ app: 'a' })]],
      [
        'one of its Pods, by the label that the controller gives',
        [web, service({ app: 'a', 'statefulset.kubernetes.io/pod-name': 'a-0' })],
      ],
      ['Pods of another workload', [web, workload('Deployment', 'b', { app: 'b' }), service({ app: 'b' })]],
      ['all Pods', [web, policy({})]],
      [
        'Pods of somebody whose workload is not here',
        [service({ app: 'x' }), web].map((one, index) => (index === 0 ? service({ app: 'x' }, 'other') : one)),
      ],
      [
        'an expression',
        [web, policy({ matchLabels: { app: 'x' }, matchExpressions: [{ key: 'b', operator: 'Exists' }] })],
      ],
      ['a Service without a selector', [web, labelled(object('v1', 'Service', 'a', { spec: {} }))]],
    ],
    bad: [
      [
        'none',
        [web, service({ app: 'b' })],
        { manifest: 1, got: 'app: b', allowed: 'labels that the Pods carry: app: a' },
      ],
      ['none of a policy', [web, policy({ matchLabels: { app: 'b' } })], { manifest: 1 }],
    ],
  });
});

describe('a capability is one that Linux has', () => {
  const may = (...add: string[]) =>
    workload('Deployment', 'a', {}, {}, { securityContext: { capabilities: { add, drop: ['ALL'] } } });
  testRule(capability, {
    good: [['some', [may('NET_ADMIN', 'CHECKPOINT_RESTORE', 'SYSLOG')]]],
    bad: [
      ['a misspelled one', [may('SYS_ADMN')], { got: 'SYS_ADMN', fix: 'write SYS_ADMIN' }],
      ['one with its prefix', [may('CAP_NET_ADMIN')], { allowed: 'a name without CAP_', fix: 'write NET_ADMIN' }],
    ],
  });
});
