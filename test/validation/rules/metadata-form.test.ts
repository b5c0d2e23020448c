import type { Manifest } from '../../../lib/manifests/manifest';
import { metadataForm } from '../../../lib/validation/rules/metadata-form';
import { validate } from '../../../lib/validation/validate';

const cluster = { kubernetesVersion: '1.35' };

function findings(metadata: object): readonly string[] {
  const manifest: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata } };
  return validate({ manifests: [manifest], cluster }, [metadataForm]).map(({ got }) => got!);
}

test.each([
  ['a namespace of lower-case letters', { namespace: 'shop' }, []],
  ['a namespace with capitals', { namespace: 'My Shop' }, ['My Shop']],
  ['a label with a prefix', { labels: { 'example.com/team': 'a-b_c.D' } }, []],
  ['an empty value of a label', { labels: { team: '' } }, []],
  ['a label with a space in its key', { labels: { 'my team': 'a' } }, ['my team']],
  ['a label with a space in its value', { labels: { team: 'a b' } }, ['a b']],
  ['a value of 64 characters', { labels: { team: 'a'.repeat(64) } }, ['a'.repeat(64)]],
  ['an annotation with any value', { annotations: { note: 'a b' } }, []],
  ['an annotation with an empty key', { annotations: { '': 'a' } }, ['']],
])('%s', (_, metadata, expected) => {
  expect(findings(metadata)).toEqual(expected);
});
