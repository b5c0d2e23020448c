import { ApiObject, Chart } from 'cdk8s';
import { manifestSerializer, synthesize } from 'cdk8s-statecraft/testing';
import { newApp } from '../support/build';
import { shop } from './shop';

expect.addSnapshotSerializer(manifestSerializer);

const manifest = {
  kind: 'ConfigMap',
  data: { level: 'info', text: 'a\nb\n' },
  apiVersion: 'v1',
  metadata: { name: 'c' },
};

describe('is printed as it gets committed', () => {
  test('a manifest', () => {
    expect(manifest).toMatchInlineSnapshot(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: c
data:
  level: info
  text: |
    a
    b
`);
  });

  test('the manifests of an app', () => {
    const printed = manifestSerializer.serialize(synthesize(shop()), {}, '', 0, [], () => '');
    const app = shop();
    expect(`${printed}\n`).toBe(app.synthYaml());
  });

  test('a manifest inside of something else, as a document of its own', () => {
    expect({ web: { apiVersion: 'v1', kind: 'Secret', data: { a: 'b' } }, other: 1 }).toMatchInlineSnapshot(`
{
  "other": 1,
  "web": ---
  apiVersion: v1
  kind: Secret
  data:
    a: b,
}
`);
  });
});

describe('what YAML cannot hold is printed as snapshots print it', () => {
  test('asymmetric matchers of a property', () => {
    const generated = { ...manifest, metadata: { name: 'c-8d7f', uid: 'f00' }, data: { list: ['a', 'b'] } };
    expect(generated).toMatchInlineSnapshot(
      {
        metadata: { name: expect.stringContaining('c-'), uid: expect.any(String) },
        data: { list: expect.arrayContaining(['a']) },
      },
      `
apiVersion: v1
kind: ConfigMap
metadata:
  name: StringContaining "c-"
  uid: Any<String>
data:
  list: |-
    ArrayContaining [
      "a",
    ]
`,
    );
  });

  test('numbers that are none, functions, instances and circles', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect({
      ...manifest,
      data: { circle, date: new Date(0), nan: Number.NaN, none: undefined, run: () => 1 },
    }).toMatchInlineSnapshot(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: c
data:
  circle:
    self: '[Circular]'
  date: '1970-01-01T00:00:00.000Z'
  nan: NaN
  run: '[Function]'
`);
  });
});

describe('recognises', () => {
  test.each<[string, unknown, boolean]>([
    ['a manifest', manifest, true],
    ['a manifest without a prototype', Object.assign(Object.create(null), manifest), true],
    ['a list of manifests', [manifest, manifest], true],
    ['no empty list', [], false],
    ['no list with something else', [manifest, 1], false],
    ['no object without a kind', { apiVersion: 'v1' }, false],
    ['no object whose kind is no text', { apiVersion: 'v1', kind: 1 }, false],
    ['no construct, though it has both', new ApiObject(new Chart(newApp(), 'c'), 'c', manifest), false],
    ['no text', 'apiVersion: v1', false],
    ['no null', null, false],
  ])('%s', (_, value, expected) => {
    expect(manifestSerializer.test(value)).toBe(expected);
  });
});
