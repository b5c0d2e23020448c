import { incompleteObject } from '../../../lib/validation/rules/incomplete-object';
import { object, testRule } from '../../support/rules';

const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } };
const job = (restartPolicy?: string) => [
  object('batch/v1', 'Job', 'a', { spec: { template: { spec: { ...template.spec, restartPolicy } } } }),
];
const claimed = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const claim = (spec: object) => [object('v1', 'PersistentVolumeClaim', 'a', { spec })];
const set = (spec: object) => [
  object('apps/v1', 'StatefulSet', 'a', { spec: { selector: { matchLabels: { a: 'b' } }, template, ...spec } }),
];
const volume = (spec: object) => [object('v1', 'PersistentVolume', 'a', { spec })];
const sized = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } };
const secret = (type: string, more: object) => [object('v1', 'Secret', 'a', { type, ...more })];
const token = (annotations: object) => [
  { ...secret('kubernetes.io/service-account-token', {})[0], metadata: { name: 'a', annotations } },
];

describe('an object has what the API server wants of its kind', () => {
  testRule(incompleteObject, {
    good: [
      ['a Job that ends', job('Never')],
      ['a claim', claim(claimed)],
      ['a set with a claim', set({ volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claimed }] })],
      ['a volume', volume({ ...sized, nfs: { server: 'a', path: '/' } })],
      ['an Ingress with a default', [object('networking.k8s.io/v1', 'Ingress', 'a', { spec: { defaultBackend: {} } })]],
      ['a certificate', secret('kubernetes.io/tls', { data: { 'tls.crt': '' }, stringData: { 'tls.key': '' } })],
      ['a token of an account', token({ 'kubernetes.io/service-account.name': 'web' })],
      ['a Secret of a type of its own', secret('example.com/a', {})],
      ["somebody else's Job", [object('batch.volcano.sh/v1alpha1', 'Job', 'a')]],
    ],
    bad: [
      ['a Deployment of nothing', [object('apps/v1', 'Deployment', 'a')], { what: expect.stringMatching(/^spec is/) }],
      ['a set that selects nothing', set({ selector: {} }), { what: expect.stringMatching(/^spec.selector/) }],
      ['a Job that says nothing of restarts', job(), { got: 'nothing', fix: 'write restartPolicy: Never' }],
      ['a Job that never ends', job('Always'), { got: 'Always' }],
      ['a claim of no size', claim({ accessModes: ['ReadWriteOnce'] }), { fix: 'write how large it is to be' }],
      [
        'a claim of a set without a mode',
        set({ volumeClaimTemplates: [{ spec: { ...claimed, accessModes: [] } }] }),
        { what: expect.stringMatching(/^spec.volumeClaimTemplates\[0\].spec.accessModes/) },
      ],
      ['a volume that is nowhere', volume(sized), { allowed: expect.stringContaining('csi') }],
      ['a volume of no size', volume({ ...sized, capacity: {}, hostPath: { path: '/a' } }), { fix: 'write the size' }],
      [
        'an Ingress to nowhere',
        [object('networking.k8s.io/v1', 'Ingress', 'a', { spec: { tls: [] } })],
        { fix: 'add a rule' },
      ],
      [
        'half a certificate',
        secret('kubernetes.io/tls', { data: { 'tls.crt': '' } }),
        { fix: expect.stringContaining('tls.key') },
      ],
      ['a token of nobody', token({}), { fix: 'name the ServiceAccount' }],
    ],
  });
});
