import { stripVTControlCharacters } from 'node:util';
import { Chart } from 'cdk8s';
import { matchers, synthesize } from 'cdk8s-statecraft/testing';
import { newApp } from '../support/build';
import { configMap, web } from '../support/objects';
import { shop } from './shop';

expect.extend(matchers);

/** What a failing expectation says, without colours. */
function failure(run: () => void): string {
  try {
    run();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error('the expectation did not fail');
}

const service = web(new Chart(newApp(), 'chart', { namespace: 'shop' }), 'web');
const containers = (container: object) => ({ spec: { template: { spec: { containers: [container] } } } });

describe('toContainManifest', () => {
  test.each<[string, object]>([
    ['the name alone', {}],
    ['nested fields', { spec: { template: { spec: { automountServiceAccountToken: false } } } }],
    ['an item of a list, by some of its fields', containers({ name: 'web' })],
    ['a text that contains something', containers({ image: expect.stringContaining(':1.4') })],
    ['any value of a type', { spec: { revisionHistoryLimit: expect.any(Number) } }],
    ['items among others', containers({ ports: expect.arrayContaining([expect.objectContaining({ name: 'http' })]) })],
    ['a field that is absent', { spec: { paused: undefined } }],
  ])('holds for %s', (_, partial) => {
    expect(service).toContainManifest('Deployment', 'web', partial);
    expect(synthesize(service)).toContainManifest('Deployment', 'web', partial);
  });

  test.each<[string, object]>([
    ['another value', { kind: 'Deployment', spec: { template: { spec: { automountServiceAccountToken: true } } } }],
    ['a list with fewer items', { spec: { template: { spec: { containers: [] } } } }],
    ['a list with more items', { spec: { template: { spec: { containers: [{}, {}] } } } }],
    ['a field that is not there', { spec: { paused: false } }],
    ['a field that is to be absent', { spec: undefined }],
    ['a map where a list is', { spec: { template: { spec: { containers: {} } } } }],
    ['a text for a number', { spec: { revisionHistoryLimit: '3' } }],
  ])('does not hold for %s', (_, partial) => {
    expect(service).not.toContainManifest('Deployment', 'web', partial);
  });

  test('of namesakes one has to match, and the nearest is shown', () => {
    const app = newApp();
    configMap(new Chart(app, 'staging', { namespace: 'staging' }), 'c', { level: 'debug', size: '1' });
    configMap(new Chart(app, 'production', { namespace: 'production' }), 'c', { level: 'info', size: '2' });
    expect(app).toContainManifest('ConfigMap', 'c', { data: { level: 'info' } });
    const partial = { metadata: { namespace: 'production' }, data: { level: 'warn', size: '2' } };
    expect(failure(() => expect(app).toContainManifest('ConfigMap', 'c', partial))).toContain(
      'ConfigMap c in namespace production differs in\n  data.level\n',
    );
  });

  describe('says', () => {
    const app = shop({ more: ['more'] });

    test('which names there are, and the nearest', () => {
      expect(failure(() => expect(app).toContainManifest('ConfigMap', 'setings'))).toBe(
        `expect(manifests).toContainManifest(kind, name)

Expected: ConfigMap "setings"
Received: ConfigMap "settings", ConfigMap "more", ConfigMap "tables"

Did you mean "settings"?`,
      );
    });

    test('which kinds there are, and the nearest', () => {
      expect(failure(() => expect(app).toContainManifest('Configmap', 'settings'))).toBe(
        `expect(manifests).toContainManifest(kind, name)

Expected: Configmap "settings"
Received: no Configmap; there are 3 ConfigMap

Did you mean ConfigMap?`,
      );
    });

    test('that there are none', () => {
      expect(failure(() => expect([]).toContainManifest('ConfigMap', 'settings'))).toBe(
        `expect(manifests).toContainManifest(kind, name)

Expected: ConfigMap "settings"
Received: no ConfigMap; there are no manifests`,
      );
    });

    test('which fields differ, and how', () => {
      const partial = {
        metadata: { name: 'settings' },
        data: { level: 'debug', url: expect.stringContaining('http') },
      };
      expect(failure(() => expect(app).toContainManifest('ConfigMap', 'settings', partial))).toBe(
        `expect(manifests).toContainManifest(kind, name, partial)

ConfigMap settings in namespace shop differs in
  data.level

- Expected
+ Received

  Object {
    "data": Object {
-     "level": "debug",
+     "level": "info",
      "url": StringContaining "http",
    },
    "metadata": Object {
      "name": "settings",
    },
  }`,
      );
    });

    test('the paths of five fields, and how many more there are', () => {
      const labels = { 'example.com/team': 'x', a: '1', b: '2', c: '3', d: '4', e: '5' };
      const many = failure(() =>
        expect(service).toContainManifest('Deployment', 'web', { spec: { selector: { matchLabels: labels } } }),
      );
      expect(many).toContain(`Deployment web in namespace shop differs in
  spec.selector.matchLabels["example.com/team"]
  spec.selector.matchLabels.a
  spec.selector.matchLabels.b
  spec.selector.matchLabels.c
  spec.selector.matchLabels.d
  and 1 more
`);
    });

    test('what is there though it should not be', () => {
      expect(failure(() => expect(app).not.toContainManifest('ConfigMap', 'settings'))).toBe(
        `expect(manifests).not.toContainManifest(kind, name)

Expected: no ConfigMap "settings"
Received: ConfigMap settings in namespace shop`,
      );
      expect(
        failure(() => expect(app).not.toContainManifest('ConfigMap', 'settings', { data: { level: 'info' } })),
      ).toBe(
        `expect(manifests).not.toContainManifest(kind, name, partial)

Expected: no ConfigMap "settings" with {"data": {"level": "info"}}
Received: ConfigMap settings in namespace shop`,
      );
    });
  });
});

describe('toHaveManifestCount', () => {
  test('counts the manifests of a kind', () => {
    expect(shop()).toHaveManifestCount('ConfigMap', 2);
    expect(shop().node.findChild('web')).toHaveManifestCount('ConfigMap', 1);
    expect(shop()).toHaveManifestCount('Secret', 0);
    expect(shop()).not.toHaveManifestCount('ConfigMap', 1);
  });

  test('says which there are', () => {
    expect(failure(() => expect(shop()).toHaveManifestCount('ConfigMap', 3))).toBe(
      `expect(manifests).toHaveManifestCount(kind, count)

Expected: 3 of kind ConfigMap
Received: 2
  ConfigMap settings in namespace shop
  ConfigMap tables in namespace shop`,
    );
  });

  test('says which kinds there are instead', () => {
    expect(failure(() => expect(shop()).toHaveManifestCount('ConfigMaps', 2))).toBe(
      `expect(manifests).toHaveManifestCount(kind, count)

Expected: 2 of kind ConfigMaps
Received: 0; there are 2 ConfigMap

Did you mean ConfigMap?`,
    );
  });

  test('says the same of .not', () => {
    expect(failure(() => expect(shop().node.findChild('data')).not.toHaveManifestCount('ConfigMap', 1))).toBe(
      `expect(manifests).not.toHaveManifestCount(kind, count)

Expected: not 1 of kind ConfigMap
Received: 1
  ConfigMap tables in namespace shop`,
    );
  });
});

describe('is refused, also with .not', () => {
  const wrong = (value: unknown) => value as never;
  test.each<[string, () => void, string]>([
    ['something else than manifests', () => expect(5).not.toContainManifest('Secret', 's'), 'received value must be'],
    ['a list with something else', () => expect([1]).not.toHaveManifestCount('Secret', 1), 'received value must be'],
    ['a kind that is no text', () => expect([]).not.toContainManifest(wrong(1), 's'), 'kind and name must be texts'],
    [
      'a name that is none',
      () => expect([]).not.toContainManifest('Secret', wrong(undefined)),
      'kind and name must be',
    ],
    [
      'a partial manifest that is none',
      () => expect([]).not.toContainManifest('Secret', 's', wrong('x')),
      'partial must be',
    ],
    [
      'a count that is none',
      () => expect([]).not.toHaveManifestCount('Secret', 1.5),
      'kind must be a text, count a whole number',
    ],
  ])('%s', (_, run, message) => {
    expect(failure(run)).toContain(`Matcher error: ${message}`);
  });
});

test('an app with errors fails with all of them', () => {
  const app = newApp();
  web(new Chart(app, 'chart'), 'web', { replicas: 1.5 });
  expect(failure(() => expect(app).not.toContainManifest('Deployment', 'api'))).toContain('replicas has a wrong value');
});
