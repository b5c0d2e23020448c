import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { App, SynthesisError, Unsafe } from 'cdk8s-statecraft';

function plusService(...patches: JsonPatch[]): App {
  const app = new App();
  const service = new kplus.Service(new Chart(app, 'chart'), 'web', { ports: [{ port: 80, name: 'a' }] });
  ApiObject.of(service).addJsonPatch(...patches);
  return app;
}

function lost(app: App): readonly (string | undefined)[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return (error as SynthesisError).problems.map(({ rule, got }) => `${rule} ${got}`);
  }
}

test.each([
  [
    'a field that cdk8s-plus does not know',
    JsonPatch.add('/spec/trafficDistribution', 'PreferClose'),
    ['lost-patch /spec/trafficDistribution'],
  ],
  ['a field that it spells otherwise', JsonPatch.add('/spec/clusterIP', 'None'), ['lost-patch /spec/clusterIP']],
  ['a field that it keeps', JsonPatch.replace('/spec/type', 'NodePort'), []],
  ['a label', JsonPatch.add('/metadata/labels', { team: 'shop' }), []],
  ['an item at the end of a list', JsonPatch.add('/spec/ports/-', { port: 81, name: 'b' }), []],
  ['a test', JsonPatch.test('/kind', 'Service'), []],
])('a patch of %s on an object of cdk8s-plus', (_, patch, expected) => {
  expect(lost(plusService(patch))).toEqual(expected);
});

test('a lost patch can be accepted', () => {
  const app = plusService(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
  Unsafe.accept(app, 'lost-patch', 'it was never needed');
  expect(lost(app)).toEqual([]);
});

test('a patch on a plain ApiObject is kept', () => {
  const app = new App();
  const object = new ApiObject(new Chart(app, 'chart'), 'web', {
    apiVersion: 'v1',
    kind: 'Service',
    spec: { clusterIP: 'None' },
  });
  object.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
  expect(app.synthYaml()).toContain('trafficDistribution: PreferClose');
});
