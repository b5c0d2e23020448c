import type { Chart } from 'cdk8s';
import { StatelessService, Unsafe } from '../../../lib';
import type { Manifest } from '../../../lib/manifests/manifest';
import { featureOff } from '../../../lib/validation/rules/feature-off';
import { validate } from '../../../lib/validation/validate';
import { WORKLOAD } from '../../constructs/workload-options';
import { problems } from '../../support/build';
import { object, testRule } from '../../support/rules';

const pod = (spec: object) => object('v1', 'Pod', 'p', { spec });
const cron = (spec: object) =>
  object('batch/v1', 'CronJob', 'c', { spec: { jobTemplate: { spec: { template: { spec } } } } });
const projected = (source: object) => pod({ volumes: [{ name: 'v', projected: { sources: [{}, source] } }] });
const container = (more: object, list = 'containers') => pod({ [list]: [{ name: 'c', ...more }] });
const scaler = (spec: object) => object('autoscaling/v2', 'HorizontalPodAutoscaler', 'h', { spec });
const claim = (request: object) =>
  object('resource.k8s.io/v1', 'ResourceClaimTemplate', 't', { spec: { spec: { devices: { requests: [request] } } } });
const rule = (action: string) => container({ restartPolicyRules: [{ action }] });

describe('a feature that a field needs is switched on in the version', () => {
  testRule(featureOff, {
    good: [
      ['a toleration as ever', [pod({ tolerations: [{ key: 'a', operator: 'Equal' }] })]],
      ['a sidecar', [container({ restartPolicy: 'Always' }, 'initContainers')]],
      ['an autoscaler with a minimum', [scaler({ minReplicas: 1, behavior: { scaleUp: {} } })]],
      ['a kind of the same name in another group', [object('example.com/v1', 'Pod', 'p', { spec: { volumes: [] } })]],
    ],
    bad: [
      [
        'a file of a variable in the second container',
        [cron({ containers: [{}, { env: [{}, { valueFrom: { fileKeyRef: { key: 'A' } } }] }] })],
        {
          what: expect.stringContaining(
            'spec.jobTemplate.spec.template.spec.containers[1].env[1].valueFrom.fileKeyRef',
          ),
          got: 'it is set',
        },
      ],
      ['an image as a volume', [pod({ volumes: [{ name: 'v', image: { reference: 'x:1' } }] })], { got: 'it is set' }],
    ],
  });
});

// By version, what pkg/features/kube_features.go says: true where it is there, but off.
test.each<[string, object, readonly [boolean, boolean, boolean, boolean]]>([
  ['comparison of taints', pod({ tolerations: [{ operator: 'Lt' }] }), [false, true, true, true]],
  ['clusterTrustBundle', projected({ clusterTrustBundle: { name: 'a' } }), [true, true, true, false]],
  ['podCertificate', projected({ podCertificate: {} }), [true, true, true, true]],
  ['volumes of images', pod({ volumes: [{ image: {} }] }), [true, false, false, false]],
  ['gitRepo', pod({ volumes: [{ gitRepo: {} }] }), [true, true, true, true]],
  ['workloadRef', pod({ workloadRef: {} }), [false, true, true, true]],
  ['schedulingGroup', pod({ schedulingGroup: {} }), [false, false, true, true]],
  ['hostnameOverride', pod({ hostnameOverride: 'a' }), [true, false, false, false]],
  ['hostUsers', pod({ hostUsers: false }), [false, false, false, false]],
  ['resourceClaims', pod({ resourceClaims: [{ name: 'gpu' }] }), [false, false, false, false]],
  ['resizePolicy', container({ resizePolicy: [{}] }), [false, false, false, false]],
  ['a stop signal', container({ lifecycle: { stopSignal: 'SIGINT' } }), [true, true, true, false]],
  [
    'a stop signal of a sidecar',
    container({ lifecycle: { stopSignal: 'A' } }, 'initContainers'),
    [true, true, true, false],
  ],
  ['restart rules', rule('Restart'), [true, false, false, false]],
  ['restarting all containers', rule('RestartAllContainers'), [true, true, false, false]],
  ['a restart policy of a container', container({ restartPolicy: 'Never' }), [true, false, false, false]],
  ['a variable of a file', container({ env: [{ valueFrom: { fileKeyRef: {} } }] }), [true, false, false, false]],
  ['a tolerance', scaler({ behavior: { scaleDown: { tolerance: '0.05' } } }), [true, false, false, false]],
  ['a minimum of nothing', scaler({ minReplicas: 0 }), [true, true, true, true]],
  [
    'a source in another namespace',
    object('v1', 'PersistentVolumeClaim', 'c', { spec: { dataSourceRef: { namespace: 'a' } } }),
    [true, true, true, true],
  ],
  ['tolerations of a device', claim({ exactly: { tolerations: [] } }), [true, true, false, false]],
  ['part of a device', claim({ firstAvailable: [{ capacity: {} }] }), [true, true, false, false]],
  [
    'devices that differ',
    object('resource.k8s.io/v1', 'ResourceClaim', 'c', {
      spec: { devices: { constraints: [{ distinctAttribute: 'a' }] } },
    }),
    [true, true, false, false],
  ],
  [
    'devices as an extended resource',
    object('resource.k8s.io/v1', 'DeviceClass', 'c', { spec: { extendedResourceName: 'a.io/gpu' } }),
    [true, true, false, false],
  ],
  [
    'a period of the count of volumes',
    object('storage.k8s.io/v1', 'CSIDriver', 'd', { spec: { nodeAllocatableUpdatePeriodSeconds: 60 } }),
    [true, false, false, false],
  ],
  [
    'Pods kept off nodes without a driver',
    object('storage.k8s.io/v1', 'CSIDriver', 'd', { spec: { preventPodSchedulingIfMissing: true } }),
    [false, false, true, true],
  ],
])('%s: off or on from 1.34 to 1.37', (_field, manifest, off) => {
  const isOff = ['1.34', 'v1.35.2', '1.36', '1.37'].map((kubernetesVersion) => {
    const found = validate({ manifests: [manifest as Manifest], cluster: { kubernetesVersion } }, [featureOff]);
    return found.length > 0;
  });
  expect(isOff).toEqual(off);
});

test('a field of an overlay is seen too, and accepted where the cluster has the gate on', () => {
  const platform = { kubernetesVersion: '1.35' };
  const web = (chart: Chart) =>
    new StatelessService(chart, 'web', {
      ...WORKLOAD,
      overlays: {
        deployment: {
          spec: {
            template: { spec: { tolerations: [{ key: 'a.io/b', operator: 'Gt', value: '9', effect: 'NoSchedule' }] } },
          },
        },
      },
    });
  expect(problems(web, { platform })).toMatchObject([{ rule: 'feature-off', severity: 'unsafe' }]);
  const accepted = (chart: Chart) => Unsafe.accept(web(chart), 'feature-off', 'our clusters have the gate on');
  expect(problems(accepted, { platform })).toEqual([]);
});
