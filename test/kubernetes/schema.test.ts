import type { SchemaFault } from '../../lib/kubernetes/schema';
import { checkManifest, isKnownKind } from '../../lib/kubernetes/schema';
import * as manifests from './manifests';

describe('checkManifest finds nothing in', () => {
  const good: readonly [string, object][] = [
    ['a full Deployment', manifests.deployment],
    ['a StatefulSet whose claim template states apiVersion and kind', manifests.statefulSet],
    ['a CustomResourceDefinition with a schema and a status', manifests.customResourceDefinition],
    ['a HorizontalPodAutoscaler', manifests.autoscaler],
    ['a NetworkPolicy that opens all egress', manifests.networkPolicy],
    ['a Job', manifests.job],
    ['a Secret with base64 and plain data', manifests.secret],
    ['a RoleBinding that leaves the API group of its role to the server', manifests.roleBinding],
    ['a custom resource', { apiVersion: 'example.com/v1', kind: 'Widget', spec: { anything: ['goes'] } }],
    ['an object without apiVersion and kind', { spec: 1 }],
    ['an object whose kind is a name that every JavaScript object has', { apiVersion: 'v1', kind: 'constructor' }],
    ['a field that is null', manifests.podWith({ nodeSelector: null, hostname: null })],
    ['an empty text where an optional enum stands', manifests.podWith({ dnsPolicy: '' })],
    ['a negative, an exponential and a plain number as quantities', manifests.limits('-1', '12e6', 0.5)],
  ];
  test.each(good)('%s', (_, manifest) => {
    for (const version of ['1.34', '1.35', '1.36']) expect(checkManifest(manifest, version)).toEqual([]);
  });
});

describe('checkManifest finds', () => {
  const bad: readonly [string, object, Partial<SchemaFault>][] = [
    [
      'a mistyped field, and proposes the nearest',
      manifests.podWith({ containers: [{ name: 'web', imge: 'nginx:1.29.3' }] }),
      { rule: 'unknown-field', path: 'spec.containers[0].imge', got: 'imge', suggestion: 'image', fix: 'write image' },
    ],
    [
      'an unknown field that nothing is near',
      manifests.podWith({ wibble: 1 }),
      { rule: 'unknown-field', path: 'spec.wibble', fix: 'remove it, or move it to where it belongs' },
    ],
    [
      'a field that only JavaScript objects have',
      manifests.podWith({ toString: 'x' }),
      { rule: 'unknown-field', path: 'spec.toString' },
    ],
    [
      'a number as the value of an environment variable',
      manifests.podWith({ containers: [{ name: 'web', env: [{ name: 'PORT', value: 8080 }] }] }),
      { rule: 'wrong-type', path: 'spec.containers[0].env[0].value', got: '8080', fix: 'write "8080" in quotes' },
    ],
    [
      'a boolean as an annotation',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', annotations: { 'example.com/on': true } } },
      { rule: 'wrong-type', path: 'metadata.annotations["example.com/on"]', allowed: 'a text' },
    ],
    [
      'a text as a port number',
      manifests.podWith({ containers: [{ name: 'web', ports: [{ containerPort: '80' }] }] }),
      { rule: 'wrong-type', got: '"80"', allowed: 'a whole number', fix: 'write 80 without quotes' },
    ],
    [
      'a fraction where a whole number stands',
      manifests.podWith({ terminationGracePeriodSeconds: 1.5 }),
      { rule: 'wrong-type', path: 'spec.terminationGracePeriodSeconds', got: '1.5' },
    ],
    ['a text as a boolean', manifests.podWith({ hostNetwork: 'yes' }), { fix: 'write true without quotes' }],
    ['an object as a list', manifests.podWith({ volumes: { name: 'a' } }), { rule: 'wrong-type', got: 'an object' }],
    ['a list as an object', manifests.podWith({ securityContext: [] }), { rule: 'wrong-type', got: 'an empty list' }],
    ['a list as a map', manifests.podWith({ nodeSelector: ['a'] }), { rule: 'wrong-type', got: 'a list of 1' }],
    ['a size that is no quantity', manifests.limits('512mb'), { rule: 'wrong-type', fix: "write '512Mi'" }],
    [
      'a Secret whose data is not base64',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { password: 'hunter2!' } },
      {
        rule: 'wrong-type',
        path: 'data.password',
        fix: 'encode it in base64; a Secret takes plain text in stringData',
      },
    ],
    [
      'a missing required field',
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { template: {} } },
      { rule: 'missing-field', path: 'spec.selector', got: 'nothing', fix: 'add spec.selector' },
    ],
    [
      'a required field that is null',
      manifests.podWith({ containers: [{ name: null }] }),
      { rule: 'missing-field', path: 'spec.containers[0].name' },
    ],
    [
      'a value that an enum does not have',
      manifests.podWith({ restartPolicy: 'OnFailur' }),
      { rule: 'not-allowed-value', got: '"OnFailur"', allowed: 'Always, Never, OnFailure', suggestion: 'OnFailure' },
    ],
  ];
  test.each(bad)('%s', (_, manifest, fault) => {
    const faults = checkManifest(manifest, '1.35');
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(fault);
  });

  test('all faults of one manifest at once, in its order', () => {
    const faults = checkManifest(manifests.podWith({ hostIPC: 1, wibble: 2, containers: [{}] }), '1.35');
    expect(faults.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'missing-field spec.containers[0].name',
      'wrong-type spec.hostIPC',
      'unknown-field spec.wibble',
    ]);
  });
});

describe('checkManifest knows what each version has', () => {
  const gang = manifests.podWith({ schedulingGroup: {} });
  const workload = manifests.podWith({ workloadRef: { name: 'a', podGroup: 'b' } });
  const taint = manifests.podWith({ tolerations: [{ key: 'a', operator: 'Gt', value: '3' }] });
  const policy = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy', spec: {} };
  const cases: readonly [string, object, string, Partial<SchemaFault> | undefined][] = [
    ['a field is too new', gang, '1.35', { rule: 'too-new', path: 'spec.schedulingGroup', since: '1.36' }],
    ['a field is there from its version on', gang, '1.36', undefined],
    ['a version may have a v and a patch', gang, 'v1.36.2', undefined],
    ['a version newer than all known counts as the newest', gang, '1.99', undefined],
    [
      'a version older than all known counts as the oldest',
      gang,
      '1.20',
      { got: 'schedulingGroup with Kubernetes 1.34' },
    ],
    [
      'a field is too new that was soon removed',
      workload,
      '1.34',
      { rule: 'too-new', since: '1.35', fix: 'remove it' },
    ],
    ['a field is there in the only version that has it', workload, '1.35', undefined],
    ['a field is removed', workload, '1.36', { rule: 'removed', allowed: 'Kubernetes only 1.35' }],
    ['a value is too new', taint, '1.34', { rule: 'too-new', path: 'spec.tolerations[0].operator', since: '1.35' }],
    ['a value is there from its version on', taint, '1.35', undefined],
    ['a kind is too new', policy, '1.35', { rule: 'too-new', path: 'kind', since: '1.36' }],
    ['a kind is there from its version on', policy, '1.36', undefined],
  ];
  test.each(cases)('%s', (_, manifest, version, fault) => {
    expect(checkManifest(manifest, version)).toEqual(fault ? [expect.objectContaining(fault)] : []);
  });
});

test.each([
  ['apps/v1', 'Deployment', true],
  ['v1', 'Service', true],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', true],
  ['apps/v1beta1', 'Deployment', false],
  ['v1', 'Deployment', false],
  ['v1', 'DeleteOptions', false],
  ['cert-manager.io/v1', 'Certificate', false],
])('isKnownKind of %s %s is %s', (apiVersion, kind, known) => {
  expect(isKnownKind(apiVersion, kind)).toBe(known);
});

describe('checkManifest knows the Gateway API', () => {
  const route = (rule: object, apiVersion = 'gateway.networking.k8s.io/v1', kind = 'HTTPRoute') => ({
    apiVersion,
    kind,
    metadata: { name: 'web' },
    spec: { rules: [rule] },
  });
  const cors = route({ filters: [{ type: 'CORS', cors: { allowOrigins: ['*'] } }] });
  const redirect = (statusCode: number) =>
    route({ filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode } }] });
  const retry = route({ retry: { attempts: 2 } });
  const passthrough = {
    ...route({}, undefined, 'TLSRoute'),
    spec: { hostnames: ['a.example.com'], rules: [{ backendRefs: [{ name: 'web' }] }] },
  };
  test.each<[string, object, string, 'standard' | 'experimental', string[]]>([
    ['a plain HTTPRoute', route({}), '1.4', 'standard', []],
    ['CORS', cors, '1.5', 'standard', []],
    ['CORS of the experimental channel', cors, '1.4', 'experimental', []],
    ['CORS in an older standard', cors, '1.4', 'standard', ['spec.rules[0].filters[0].type']],
    ['retries', retry, '1.6', 'experimental', []],
    ['retries in the standard channel', retry, '1.6', 'standard', ['spec.rules[0].retry']],
    ['a TLSRoute', passthrough, '1.5', 'standard', []],
    ['a TLSRoute before it was standard', passthrough, '1.4', 'standard', ['kind']],
    [
      'a status that is none',
      redirect(999),
      '1.6',
      'standard',
      ['spec.rules[0].filters[0].requestRedirect.statusCode'],
    ],
    ['a status', redirect(308), '1.6', 'standard', []],
    [
      'a status that came later',
      redirect(308),
      '1.4',
      'standard',
      ['spec.rules[0].filters[0].requestRedirect.statusCode'],
    ],
    ['a mistyped field', route({ matchs: [] }), '1.6', 'experimental', ['spec.rules[0].matchs']],
    ['metadata', { ...route({}), metadata: { nam: 'web' } }, '1.6', 'standard', ['metadata.nam']],
  ])('%s', (_, manifest, version, channel, paths) => {
    const found = checkManifest(manifest, '1.36', { version, channel }).map(({ path }) => path);
    expect(found.slice(0, 1)).toEqual(paths);
  });

  test('a cluster of which nothing is said has all of it', () => {
    for (const manifest of [cors, retry, passthrough]) expect(checkManifest(manifest, '1.34')).toEqual([]);
  });
});
