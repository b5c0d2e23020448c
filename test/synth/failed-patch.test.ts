import { Chart, JsonPatch, Lazy } from 'cdk8s';
import { configMap } from '../support/objects';
import { refused } from '../support/refused';

const found = (...patches: JsonPatch[]) =>
  refused((app) =>
    configMap(new Chart(app, 'web', { namespace: 'shop' }), 'settings', { key: 'value' }).addJsonPatch(...patches),
  ).map(({ rule, got, fix }) => [rule, got, fix]);

const label = JsonPatch.add('/metadata/labels', { team: 'shop' });

test.each([
  [
    'of a field below a missing one',
    [label, JsonPatch.add('/spec/template/x', 1)],
    'add /spec/template/x',
    "correct the path; or add what is above it first: JsonPatch.add('/spec', {})",
  ],
  [
    'that removes below a missing field',
    [JsonPatch.remove('/data/a/b')],
    'remove /data/a/b',
    'correct the path: there is no /data/a; or remove the patch',
  ],
  [
    'that copies from nowhere',
    [JsonPatch.copy('/x/y', '/data/z')],
    'copy from /x/y to /data/z',
    'correct the path, or remove the patch',
  ],
  [
    'that tests for another value',
    [JsonPatch.test('/data/key', 'other')],
    'test /data/key',
    'correct the path, or remove the patch',
  ],
])('a patch %s is named with its operation and its path', (_, patches, got, fix) => {
  expect(found(...patches)).toEqual([['wrong-patch', got, fix]]);
});

test('where something else cannot be rendered, no patch is at fault', () => {
  const problems = refused((app) => {
    const produce = () => {
      throw new Error('no value today');
    };
    const object = configMap(new Chart(app, 'web', { namespace: 'shop' }), 'settings', { key: Lazy.any({ produce }) });
    object.addJsonPatch(JsonPatch.add('/data/other', 'value'));
  });
  expect(problems.map(({ rule }) => rule)).toEqual(['not-rendered']);
});
