import { ingressBackend } from '../../../lib/validation/rules/ingress-backend';
import { nodePort } from '../../../lib/validation/rules/node-port';
import { storageClass } from '../../../lib/validation/rules/storage-class';
import { object, testRule } from '../../support/rules';

const service = (name: string, ...ports: object[]) => object('v1', 'Service', name, { spec: { ports } });
const ingress = (port: object, namespace?: string) =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'i',
    { spec: { rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'a', port } } }] } }] } },
    namespace,
  );
const claim = (storageClassName?: string) => object('v1', 'PersistentVolumeClaim', 'c', { spec: { storageClassName } });

describe('a node port has one Service', () => {
  testRule(nodePort, {
    good: [
      ['two node ports', [service('a', { nodePort: 30000 }), service('b', { nodePort: 30001 })]],
      [
        'one over TCP and one over UDP',
        [service('a', { nodePort: 30000 }), service('b', { nodePort: 30000, protocol: 'UDP' })],
      ],
    ],
    bad: [
      [
        'one node port twice',
        [service('a', { nodePort: 30000 }), service('b', { nodePort: 30000 })],
        { manifest: 1, also: 0, got: '30000' },
      ],
    ],
  });
});

describe('an Ingress sends to ports that the Service has', () => {
  const web = service('a', { name: 'http', port: 80 });
  testRule(ingressBackend, {
    good: [
      ['by name', [web, ingress({ name: 'http' })]],
      ['by number', [web, ingress({ number: 80 })]],
      ['to a Service that is not here', [ingress({ name: 'http' })]],
      ['to one of another namespace, which is not here', [web, ingress({ name: 'x' }, 'other')]],
    ],
    bad: [
      ['another name', [web, ingress({ name: 'grpc' })], { manifest: 1, got: 'grpc', allowed: 'http' }],
      ['another number', [web, ingress({ number: 81 })], { manifest: 1, got: '81' }],
      [
        'by default',
        [
          web,
          object('networking.k8s.io/v1', 'Ingress', 'i', {
            spec: { defaultBackend: { service: { name: 'a', port: { number: 1 } } } },
          }),
        ],
        { what: expect.stringContaining('spec.defaultBackend') },
      ],
    ],
  });
});

describe('a claim asks for a StorageClass that the platform has', () => {
  const set = (name: string) =>
    object('apps/v1', 'StatefulSet', 's', { spec: { volumeClaimTemplates: [{ spec: { storageClassName: name } }] } });
  testRule(storageClass, {
    storageClasses: ['fast', 'slow'],
    good: [
      ['one that is there', [claim('fast'), set('slow')]],
      ['the default one', [claim()]],
      ['none', [claim('')]],
      ['one that is made beside it', [claim('own'), object('storage.k8s.io/v1', 'StorageClass', 'own')]],
    ],
    bad: [
      [
        'a mistyped one',
        [claim('fats')],
        { manifest: 0, got: 'fats', allowed: 'fast, slow', fix: expect.stringMatching(/^write fast/) },
      ],
      ['one of a claim template', [set('nfs')], { what: expect.stringContaining('volumeClaimTemplates[0]') }],
    ],
  });
});
