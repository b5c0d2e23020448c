import { Lazy } from 'cdk8s';
import { KubernetesObject } from '../../lib';
import { appWith, emitted, problems } from '../support/build';

const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web', image: 'web:1' }] } } as const;

test('is emitted as given, under its id', () => {
  const given = { ...pod, metadata: { labels: { a: 'b' }, annotations: { c: 'd' }, finalizers: ['e.io/f'] } };
  const objects = emitted((chart) => new KubernetesObject(chart, 'debug', given));
  expect(objects).toEqual({ 'Pod/debug': { ...given, metadata: { ...given.metadata, name: 'debug' } } });
});

test('has the name and the namespace that its metadata say', () => {
  const metadata = { name: 'other', namespace: 'infra' };
  const objects = emitted((chart) => new KubernetesObject(chart, 'debug', { ...pod, metadata }), { namespace: 'shop' });
  expect(objects['Pod/other']).toMatchObject({ metadata });
});

test('has no namespace where its kind is of the cluster, unless it says one', () => {
  const metadataOf = (metadata?: object) => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: [] } as const;
    const objects = emitted((chart) => new KubernetesObject(chart, 'role', role), { namespace: 'shop' });
    return objects['ClusterRole/role']!.metadata;
  };
  expect(metadataOf()).toEqual({ name: 'role' });
  expect(metadataOf({ namespace: 'infra' })).toEqual({ name: 'role', namespace: 'infra' });
});

test('has the namespace of its chart otherwise', () => {
  const objects = emitted((chart) => new KubernetesObject(chart, 'debug', pod), { namespace: 'shop' });
  expect(objects['Pod/debug']).toMatchObject({ metadata: { namespace: 'shop' } });
});

test('keeps what carries meaning although it is empty', () => {
  const spec = { podSelector: {}, egress: [{}], policyTypes: ['Egress'] } as const;
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec } as const;
  expect(emitted((chart) => new KubernetesObject(chart, 'deny', policy))['NetworkPolicy/deny']).toMatchObject({ spec });
});

test('takes what cdk8s resolves later', () => {
  const data = { a: Lazy.any({ produce: () => 'b' }) } as never;
  const map = { apiVersion: 'v1', kind: 'ConfigMap', data } as const;
  expect(emitted((chart) => new KubernetesObject(chart, 'late', map))['ConfigMap/late']).toMatchObject({
    data: { a: 'b' },
  });
});

test('custom takes any kind, whose fields nobody here knows', () => {
  const custom = { apiVersion: 'example.com/v1', kind: 'Database', spec: { anything: [1, 'b', { c: true }] } };
  const objects = emitted((chart) => KubernetesObject.custom(chart, 'db', custom));
  expect(objects['Database/db']).toMatchObject(custom);
});

test('its object is a handle and the default child', () => {
  const { made } = appWith((chart) => new KubernetesObject(chart, 'debug', pod));
  expect(made.node.defaultChild).toBe(made.apiObject);
  expect(made.name).toBe('debug');
});

const circle: Record<string, unknown> = {};
circle.self = circle;

test.each<[string, object, string, string]>([
  ['an unknown field', { ...pod, spec: { ...pod.spec, hostNetwrk: true } }, 'spec.hostNetwrk', 'write hostNetwork'],
  [
    'a wrong type',
    { ...pod, spec: { containers: [{ name: 'web', image: 5 }] } },
    'spec.containers[0].image',
    'write "5" in quotes',
  ],
  ['a missing kind', { apiVersion: 'v1' }, 'kind', ''],
  ['a version with too many parts', { ...pod, apiVersion: 'a/b/c' }, 'apiVersion', ''],
  ['a name of the wrong form', { ...pod, metadata: { name: 'Web_1' } }, 'metadata.name', 'write web-1'],
  ['a function in it', { ...pod, spec: () => 1 }, 'spec', ''],
  ['a Date in it', { ...pod, metadata: { annotations: { at: new Date(0) } } }, 'metadata.annotations.at', ''],
  ['a map of finalizers', { ...pod, metadata: { finalizers: { 'e.io/f': true } } }, 'metadata.finalizers', 'a list'],
  ['an owner in no list', { ...pod, metadata: { ownerReferences: { kind: 'Pod' } } }, 'metadata.ownerReferences', ''],
  ['nothing in a list', { ...pod, spec: { containers: [null] } }, 'spec.containers[0]', 'remove it from the list'],
  ['a circle', { ...pod, spec: circle }, 'spec.self', ''],
])('%s is an error at its path', (_sentence, given, path, fix) => {
  const found = problems((chart) => new KubernetesObject(chart, 'debug', given as never));
  expect(found[0]).toMatchObject({
    what: expect.stringMatching(new RegExp(`^${path.replace(/[[\].]/g, '\\$&')} `)),
    fix: expect.stringContaining(fix),
    path: 'test/debug',
  });
});
