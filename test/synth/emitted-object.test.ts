import { ApiObject, App as CdkApp, Chart, type IResolver, JsonPatch, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { KubernetesObject } from 'cdk8s-statecraft';
import fc from 'fast-check';
import { printManifest } from '../../lib/manifests/yaml';
import { dataOf, EmittedObject } from '../../lib/synth/emitted-object';
import { newApp } from '../support/build';

/** The same as cdk8s gives: as data, and so as YAML. */
function expectSame(object: ApiObject): void {
  const ours = outcome(() => dataOf(object)) as object;
  const theirs = outcome(() => ApiObject.prototype.toJson.call(object)) as object;
  if (typeof theirs === 'string') {
    expect(ours).toBe(theirs);
    return;
  }
  expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(theirs)));
  expect(ours).toStrictEqual(theirs);
  expect(outcome(() => printManifest(ours))).toBe(outcome(() => printManifest(theirs)));
}

/** What it gives, or the error that it throws. */
function outcome(act: () => unknown): unknown {
  try {
    return act();
  } catch (thrown) {
    return String(thrown);
  }
}

function emittedObject(props: object, app: CdkApp = newApp()): EmittedObject {
  const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'shop' } });
  return new EmittedObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', ...props });
}

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.constantFrom<object>(kplus.k8s.IntOrString.fromNumber(3), kplus.k8s.Quantity.fromString('1Gi')),
);
const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('value', '1', '10', 'b', 'a')), tie('value'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    tie('value').map((value) => Lazy.any({ produce: () => value })),
    tie('value').map((value) => ({ resolve: () => value })),
  ),
})).value;

test('data of any shape is what cdk8s gives', () => {
  fc.assert(
    fc.property(anything, anything, (spec, data) => expectSame(emittedObject({ spec, data }))),
    { numRuns: 300 },
  );
});

test('metadata of any shape is what cdk8s gives', () => {
  const texts = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof({ weight: 5, arbitrary: fc.string() }, anything), {
    noNullPrototype: true,
  });
  const metadata = fc.record(
    {
      name: fc.string(),
      namespace: fc.string(),
      labels: texts,
      annotations: texts,
      finalizers: fc.array(fc.string()),
      ownerReferences: fc.array(fc.constant({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' })),
      generateName: anything,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(
    fc.property(metadata, (given) => expectSame(emittedObject({ metadata: given }))),
    { numRuns: 300 },
  );
});

const CHANGES: readonly (readonly [what: string, change: (object: EmittedObject) => void])[] = [
  ['a label', (object) => object.metadata.addLabel('a', 'b')],
  ['an annotation', (object) => object.metadata.addAnnotation('a', 'b')],
  ['a finalizer', (object) => object.metadata.addFinalizers('example.com/a')],
  ['an owner', (object) => object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' })],
  ['another attribute of the metadata', (object) => object.metadata.add('generateName', 'a-')],
  ['a JsonPatch', (object) => object.addJsonPatch(JsonPatch.add('/data', { patched: 'true' }))],
  ['a toJson of its own', (object) => Object.assign(object, { toJson: () => ({ apiVersion: 'v1', kind: 'Other' }) })],
];

test.each(CHANGES)('%s that is added later is there', (_, change) => {
  const object = emittedObject({ data: { z: '1', a: '2' } });
  const before = JSON.stringify(dataOf(object));
  change(object);
  expect(dataOf(object)).toStrictEqual(object.toJson());
  expect(JSON.stringify(dataOf(object))).not.toBe(before);
});

test('what a Lazy gives is asked for each time, in the order in which the fields were given', () => {
  const asked: string[] = [];
  const lazy = (name: string) => Lazy.any({ produce: () => `${name}${asked.push(name)}` });
  const object = emittedObject({ z: lazy('z'), a: [lazy('a'), { b: lazy('b') }] });
  expect(dataOf(object)).toMatchObject({ z: 'z1', a: ['a2', { b: 'b3' }] });
  expect(dataOf(object)).toMatchObject({ z: 'z4', a: ['a5', { b: 'b6' }] });
});

const shouting: IResolver = {
  resolve: (context) => {
    if (context.value === 'quiet') context.replaceValue('LOUD');
  },
};

test.each([
  ['ours', newApp({ resolvers: [shouting] })],
  ['plain cdk8s', new CdkApp({ resolvers: [shouting] })],
])("an App's own resolvers see all values: %s", (_, app) => {
  const object = emittedObject({ data: { a: 'quiet', b: ['quiet'] }, metadata: { labels: { c: 'quiet' } } }, app);
  expect(dataOf(object)).toMatchObject({ data: { a: 'LOUD', b: ['LOUD'] }, metadata: { labels: { c: 'LOUD' } } });
  expect(dataOf(object)).toStrictEqual(object.toJson());
});

test.each([
  ['an instance of a class', Size.gibibytes(1)],
  ['a date', new Date(0)],
  ['an object without a prototype', Object.create(null)],
])('%s, which is no data, is the error that cdk8s has', (_, value) => {
  const object = emittedObject({ data: { value } });
  expectSame(object);
  expect(outcome(() => dataOf(object))).toMatch('Failed serializing');
});

test("the user's own objects are not changed", () => {
  const spec = Object.freeze({ list: Object.freeze([null, Object.freeze({ gone: undefined, stays: 1 })]) });
  const { apiObject } = new KubernetesObject(new Chart(newApp(), 'chart'), 'object', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    spec,
  } as never);
  expectSame(apiObject);
});
