import type { Manifest } from '../../../lib/manifests/manifest';
import { duplicateRoute } from '../../../lib/validation/rules/duplicate-route';
import { validate } from '../../../lib/validation/validate';

const ingress = (name: string, path: string, more: { host?: string; className?: string; canary?: boolean } = {}) =>
  ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations: more.canary ? { 'nginx.ingress.kubernetes.io/canary': 'true' } : undefined },
    spec: {
      ingressClassName: more.className ?? 'nginx',
      rules: [{ host: more.host ?? 'a.example.com', http: { paths: [{ path, pathType: 'Prefix' }] } }],
    },
  }) as Manifest;

test.each([
  ['two paths of a host', [ingress('a', '/'), ingress('b', '/api')], 0],
  ['one path of two hosts', [ingress('a', '/'), ingress('b', '/', { host: 'b.example.com' })], 0],
  ['one path of two classes', [ingress('a', '/'), ingress('b', '/', { className: 'internal' })], 0],
  ['a canary of a path', [ingress('a', '/'), ingress('b', '/', { canary: true })], 0],
  ['one path of a host twice', [ingress('a', '/'), ingress('b', '/')], 1],
  ['one path three times', [ingress('a', '/'), ingress('b', '/'), ingress('c', '/')], 2],
])('%s', (_, manifests, count) => {
  expect(validate({ manifests, cluster: { kubernetesVersion: '1.35' } }, [duplicateRoute])).toHaveLength(count);
});
