import { ApiObject, type Chart } from 'cdk8s';
import { Health, IngressRoute, KubernetesObject, StatefulCluster, StatelessService, Storage } from '../../lib';

export const web = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '64Mi' },
};
export const db = { ...web, members: 3 };

const claim = (size: string, storageClass?: string) =>
  Storage.claim('data', { mountPath: '/data', size, storageClass });
type Make = (chart: Chart) => unknown;
/** JavaScript that TypeScript would refuse. */
const any = (props: object) => props as never;

/** What the issue lists: [sentence, mistake, rule, part of what, got, allowed, fix]. */
export const MISTAKES: readonly (readonly [string, Make, string, string, string, string | RegExp, string | RegExp])[] =
  [
    [
      'two objects of one kind and name',
      (chart) => {
        new KubernetesObject(chart, 'first', configMap());
        new KubernetesObject(chart, 'second', configMap());
      },
      'duplicate-object',
      'made twice',
      'ConfigMap settings in namespace shop',
      'one object of a kind and name',
      'another name',
    ],
    [
      'a name with a capital and _',
      (c) => new StatelessService(c, 'Web_1', web),
      'wrong-value',
      'id',
      '"Web_1"',
      /lower-case/,
      'write web-1',
    ],
    [
      'a StatefulSet name of 60 characters',
      (c) => new StatefulCluster(c, 'd'.repeat(60), db),
      'stateful-set-name-too-long',
      '60 characters',
      '"ddd',
      'at most 52',
      'shorter name',
    ],
    [
      'members -1',
      (c) => new StatefulCluster(c, 'negative', { ...db, members: -1 }),
      'wrong-value',
      'members',
      '-1',
      /whole number/,
      /\d/,
    ],
    [
      'replicas 1.5',
      (c) => new StatelessService(c, 'half', { ...web, replicas: 1.5 }),
      'wrong-value',
      'replicas',
      '1.5',
      /whole number/,
      'write 2',
    ],
    [
      'size 10GB!',
      (c) => new StatefulCluster(c, 'size', { ...db, storage: [claim('10GB!')] }),
      'wrong-value',
      'storage[0].size',
      '"10GB!"',
      "'20Gi'",
      "write '10Gi'",
    ],
    [
      'memory 128mb',
      (c) => new StatelessService(c, 'memory', { ...web, resources: { memory: '128mb' } }),
      'wrong-value',
      'resources.memory',
      '"128mb"',
      "'512Mi'",
      "write '128Mi'",
    ],
    [
      'port 70000',
      (c) => new StatelessService(c, 'port', { ...web, ports: [{ name: 'http', port: 70000 }] }),
      'wrong-value',
      'ports[0].port',
      '70000',
      'from 1 to 65535',
      /whole number/,
    ],
    [
      'two ports of one name',
      (c) => new StatelessService(c, 'ports', { ...web, ports: [...web.ports, { name: 'http', port: 81 }] }),
      'duplicate-port',
      'ports[1].name',
      '"http"',
      'each once',
      'something else than http',
    ],
    [
      'a route to a missing port',
      (c) =>
        new IngressRoute(c, 'route', {
          host: 'a.example.com',
          routes: [{ to: new StatelessService(c, 'to', web), port: 'grpc' }],
        }),
      'unknown-port',
      'routes[0].port',
      '"grpc"',
      'http',
      "write port: 'http'",
    ],
    [
      'a storage class that the platform lacks',
      (c) => new StatefulCluster(c, 'class', { ...db, storage: [claim('1Gi', 'slow')] }),
      'unknown-storage-class',
      'platform lacks',
      'slow',
      'fast',
      'write fast',
    ],
    [
      'a selector that the Pod labels do not carry',
      (c) => new StatelessService(c, 'selector', { ...web, selector: { app: 'a' }, podLabels: { app: 'b' } }),
      'selector-not-on-pods',
      'selector.app',
      'app: a',
      'app: b',
      'podLabels',
    ],
    [
      'overlapping selectors of two workloads',
      (c) => {
        new StatelessService(c, 'one', { ...web, selector: { app: 'shared' } });
        new StatelessService(c, 'two', { ...web, selector: { app: 'shared' }, podLabels: { team: 'x' } });
      },
      'overlapping-selectors',
      'also matches the Pods of Deployment two',
      'app: shared',
      'own Pods only',
      'another name or selector',
    ],
    [
      'a mount path twice',
      (c) => new StatelessService(c, 'mounts', { ...web, writable: ['/tmp', '/tmp/'] }),
      'duplicate-mount-path',
      'writable[1]',
      '"/tmp"',
      'each once',
      'keep one',
    ],
    [
      'an environment name A=B',
      (c) => new StatelessService(c, 'env', { ...web, env: { 'A=B': 'c' } }),
      'wrong-value',
      'env["A=B"]',
      '"A=B"',
      'without =',
      'write A_B',
    ],
    [
      'an unknown prop',
      (c) => new StatelessService(c, 'unknown', any({ ...web, replica: 3 })),
      'unknown-prop',
      'replica',
      '"replica"',
      'replicas',
      'write replicas',
    ],
    [
      'a required prop that is missing',
      (c) => new StatelessService(c, 'missing', any({ ...web, image: undefined })),
      'missing-value',
      'image is missing',
      '',
      'an image',
      'state image',
    ],
    [
      'an unknown field of a plain cdk8s object',
      (c) =>
        new ApiObject(c, 'kind', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, date: {} } as never),
      'wrong-field',
      'date',
      'date',
      'data',
      'write data',
    ],
  ];

export function configMap() {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } } as const;
}
