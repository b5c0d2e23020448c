import { podFields } from '../../lib/kubernetes/pod-fields';

const { accepts, fix } = podFields(['metadata.name', 'metadata.namespace', 'spec.nodeName', 'status.podIP']);

test.each([
  ['metadata.nmae', 'metadata.name'],
  ['metadata.nodeName', 'spec.nodeName'],
  ['nodeName', 'spec.nodeName'],
  ['status.podIp', 'status.podIP'],
  ['metadata.labels.app', "metadata.labels['app']"],
  ['metadata.labels["app"]', "metadata.labels['app']"],
  ["metadata.label['app.kubernetes.io/name']", "metadata.labels['app.kubernetes.io/name']"],
  ['metadata.anotations[example.com/a]', "metadata.annotations['example.com/a']"],
])('%s: %s was meant', (given, meant) => {
  expect(accepts(given)).toBe(false);
  expect(fix(given)).toBe(`write ${meant}`);
  expect(accepts(meant)).toBe(true);
});

test('a label whose key is none is no field', () => {
  expect(accepts("metadata.labels['a b']")).toBe(false);
});
