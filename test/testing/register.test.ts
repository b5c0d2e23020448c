import 'cdk8s-statecraft/testing/register';
import { expect as imported } from '@jest/globals';
import { shop } from './shop';

const [settings] = [{ apiVersion: 'v1', kind: 'Secret', data: {} }];

describe("'cdk8s-statecraft/testing/register' registers", () => {
  test('the matchers, with their types, for the global expect and the imported one', () => {
    expect(shop()).toHaveManifestCount('ConfigMap', 2);
    imported(shop()).toContainManifest('ConfigMap', 'settings');
    // @ts-expect-error: a kind is a text
    expect(() => imported([]).toHaveManifestCount(1, 1)).toThrow('kind must be a text');
    // @ts-expect-error: a count is a number
    expect(() => expect([]).toHaveManifestCount('Secret', '1')).toThrow('count a whole number');
  });

  test('the serializer', () => {
    expect(settings).toMatchInlineSnapshot(`
apiVersion: v1
kind: Secret
data: {}
`);
  });
});
