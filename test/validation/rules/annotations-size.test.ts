import type { Manifest } from '../../../lib/manifests/manifest';
import { annotationsSize } from '../../../lib/validation/rules/annotations-size';
import { validate } from '../../../lib/validation/validate';

const cluster = { kubernetesVersion: '1.35' };
const KiB = 1024;

function findings(annotations: object, podAnnotations: object = {}): readonly string[] {
  const manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', annotations },
    spec: { template: { metadata: { annotations: podAnnotations }, spec: {} } },
  };
  return validate({ manifests: [manifest as Manifest], cluster }, [annotationsSize]).map(
    ({ what, got }) => `${what}: ${got}`,
  );
}

test.each([
  ['256 KiB with the key', { key: 'x'.repeat(256 * KiB - 3) }, {}, []],
  [
    'one byte more',
    { key: 'x'.repeat(256 * KiB - 2) },
    {},
    ['metadata.annotations is too large: 262145 bytes; the largest is key with 262145'],
  ],
  [
    'letters of two bytes, in several annotations of the Pods',
    {},
    { a: 'ä'.repeat(70 * KiB), b: 'x'.repeat(120 * KiB) },
    ['spec.template.metadata.annotations is too large: 266242 bytes; the largest is a with 143361'],
  ],
])('%s', (_, annotations, podAnnotations, expected) => {
  expect(findings(annotations, podAnnotations)).toEqual(expected);
});

test('a list of annotations is the schema’s', () => {
  expect(findings([1] as object, { a: 1 })).toEqual([]);
});
