import { ambiguousRoute, regexHost } from '../../../lib/validation/rules/ambiguous-route';
import { duplicateRoute } from '../../../lib/validation/rules/duplicate-route';
import { foreignHost } from '../../../lib/validation/rules/foreign-host';
import { gatewayBackend, noWeight, referenceGrant } from '../../../lib/validation/rules/gateway-backend';
import { duplicateListener, gatewayListener } from '../../../lib/validation/rules/gateway-listener';
import { mixedRouteKinds } from '../../../lib/validation/rules/mixed-route-kinds';
import { tlsSecret } from '../../../lib/validation/rules/tls-secret';
import { twoCertificates } from '../../../lib/validation/rules/two-certificates';
import { validate } from '../../../lib/validation/validate';
import { object, testRule } from '../../support/rules';

const V1 = 'gateway.networking.k8s.io/v1';
const route = (name: string, rules: readonly object[], more: object = {}, namespace = 'shop') =>
  object(
    V1,
    'HTTPRoute',
    name,
    {
      spec: {
        parentRefs: [{ name: 'public', namespace: 'infra', sectionName: 'http' }],
        hostnames: ['a.example.com'],
        rules,
        ...more,
      },
    },
    namespace,
  );
const match = (value: string, more: object = {}, type = 'PathPrefix') => ({
  matches: [{ path: { type, value }, ...more }],
});
const header = (name: string, value: string) => ({ headers: [{ name, value }] });
const service = (namespace: string) => object('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }] } }, namespace);
const to = (ref: object) => ({ backendRefs: [{ name: 'web', port: 80, ...ref }] });
const gateway = (more: object, listener: object = {}) =>
  object(V1, 'Gateway', 'public', { spec: { listeners: [{ name: 'http', port: 80, ...listener }], ...more } }, 'infra');
const all = { allowedRoutes: { namespaces: { from: 'All' } } };
const listeners = (name: string, hostname: string) =>
  object(
    V1,
    'ListenerSet',
    name,
    {
      spec: {
        parentRef: { name: 'public', namespace: 'infra' },
        listeners: [{ hostname, port: 443, protocol: 'HTTPS' }],
      },
    },
    'shop',
  );
const ingress = (name: string, path: string, pathType: string, annotations: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, annotations },
  spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path, pathType }] } }] },
});
const rewriting = { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' };
const withTls = (secretName: string, annotations: object = {}) => ({
  ...ingress('a', '/', 'Prefix', annotations),
  spec: { tls: [{ hosts: ['a.example.com'], secretName }] },
});

describe('duplicate-route on a Gateway', () => {
  testRule(duplicateRoute, {
    good: [
      ['two paths', [route('a', [match('/')]), route('b', [match('/b')])]],
      [
        'one path of two listeners',
        [route('a', [match('/')]), route('b', [match('/')], { parentRefs: [{ name: 'x' }] })],
      ],
      ['one path with and without a header', [route('a', [match('/')]), route('b', [match('/', header('X', '1'))])]],
    ],
    bad: [
      ['one path of two routes', [route('a', [match('/')]), route('b', [match('/')])], { manifest: 1, also: 0 }],
      ['a rule behind one of the same match', [route('a', [match('/'), match('/')])], { manifest: 0 }],
    ],
  });
});

describe('ambiguous-route', () => {
  testRule(ambiguousRoute, {
    good: [
      [
        'headers that exclude each other',
        [route('a', [match('/', header('X', '1'))]), route('b', [match('/', header('X', '2'))])],
      ],
      ['a pattern beside other paths', [route('a', [match('/v[12]', {}, 'RegularExpression'), match('/b')])]],
    ],
    bad: [
      [
        'two headers that a request can both have',
        [route('a', [match('/', header('X', '1'))]), route('b', [match('/', header('Y', '1'))])],
        { manifest: 1, also: 0 },
      ],
      [
        'a pattern over a path',
        [route('a', [match('/v[12]', {}, 'RegularExpression'), match('/v1')])],
        { manifest: 0 },
      ],
    ],
  });
});

describe('regex-host', () => {
  testRule(regexHost, {
    good: [
      [
        'the root beside a rewrite',
        [ingress('a', '/', 'Prefix'), ingress('b', '/b', 'ImplementationSpecific', rewriting)],
      ],
    ],
    bad: [
      [
        'an exact path beside a rewrite',
        [ingress('a', '/a', 'Exact'), ingress('b', '/b', 'ImplementationSpecific', rewriting)],
        { manifest: 0, also: 1 },
      ],
    ],
  });
});

describe('backends on a Gateway', () => {
  testRule(gatewayBackend, {
    good: [['a port that is there', [service('shop'), route('a', [to({})])]]],
    bad: [['another', [service('shop'), route('a', [to({ port: 81 })])], { manifest: 1, also: 0, got: '81' }]],
  });
  const grant = object(
    V1,
    'ReferenceGrant',
    'g',
    { spec: { from: [{ kind: 'HTTPRoute', namespace: 'shop' }], to: [{ kind: 'Service' }] } },
    'infra',
  );
  testRule(referenceGrant, {
    good: [
      ['of the own namespace', [service('shop'), route('a', [to({})])]],
      ['of another, with a grant', [service('infra'), grant, route('a', [to({ namespace: 'infra' })])]],
    ],
    bad: [
      ['of another, without', [service('infra'), route('a', [to({ namespace: 'infra' })])], { manifest: 1, also: 0 }],
    ],
  });
  testRule(noWeight, {
    good: [['some weight', [route('a', [to({ weight: 1 })])]]],
    bad: [['none', [route('a', [to({ weight: 0 })])], { manifest: 0 }]],
  });
});

describe('listeners', () => {
  testRule(gatewayListener, {
    good: [
      ['one that lets all in', [gateway({}, all), route('a', [])]],
      [
        'those of a Gateway that takes others',
        [gateway({ allowedListeners: { namespaces: { from: 'All' } } }), listeners('a', 'a')],
      ],
    ],
    bad: [
      ['one that is not there', [gateway({}, { name: 'web' }), route('a', [])], { manifest: 1, also: 0, got: 'http' }],
      ['one for its own namespace', [gateway({}), route('a', [])], { manifest: 1, also: 0 }],
      ['a Gateway that takes no others', [gateway({}), listeners('a', 'a')], { manifest: 1, also: 0 }],
    ],
  });
  testRule(duplicateListener, {
    good: [['two hosts', [listeners('a', 'a'), listeners('b', 'b')]]],
    bad: [['one host twice', [listeners('a', 'a'), listeners('b', 'a')], { manifest: 1, also: 0 }]],
  });
});

describe('missing-tls-secret', () => {
  testRule(tlsSecret, {
    good: [
      ['a Secret that is there', [object('v1', 'Secret', 'a-tls'), withTls('a-tls')]],
      ["cert-manager's", [withTls('a-tls', { 'cert-manager.io/issuer': 'a' })]],
      [
        'a Certificate',
        [object('cert-manager.io/v1', 'Certificate', 'a', { spec: { secretName: 'a-tls' } }), withTls('a-tls')],
      ],
    ],
    bad: [['a Secret that nothing makes', [withTls('a-tls')], { manifest: 0, got: 'a-tls' }]],
  });
});

describe('foreign-host', () => {
  const passing = (hostname: string) => object(V1, 'TLSRoute', 'a', { spec: { hostnames: [hostname] } });
  testRule(foreignHost, {
    domains: ['example.com'],
    good: [
      ['the domain itself', [listeners('a', 'example.com')]],
      ['a host below it', [ingress('a', '/', 'Prefix'), route('a', [match('/')])]],
      ['every host below it', [listeners('a', '*.example.com')]],
      ['a route for any host', [{ ...ingress('a', '/', 'Prefix'), spec: { rules: [{}] } }, gateway({})]],
    ],
    bad: [
      [
        "an Ingress' host elsewhere",
        [{ ...ingress('a', '/', 'Prefix'), spec: { rules: [{ host: 'a.example.org' }, { host: 'a.example.org' }] } }],
        { manifest: 0, got: 'a.example.org', allowed: 'example.com, *.example.com' },
      ],
      [
        'a name that only ends like the domain',
        [route('a', [match('/')], { hostnames: ['a.example.com', 'myexample.com'] })],
        { manifest: 0, got: 'myexample.com' },
      ],
      ['a TLSRoute elsewhere', [passing('a.example.org')], { manifest: 0, got: 'a.example.org' }],
      ['every host of the domain above', [listeners('a', '*.com')], { manifest: 0, got: '*.com' }],
      ["a Gateway's listener elsewhere", [gateway({}, { hostname: '*.example.org' })], { manifest: 0 }],
    ],
  });
  test('a platform that does not list its domains has every host', () => {
    const manifests = [listeners('a', 'a')];
    expect(validate({ manifests, cluster: { kubernetesVersion: '1.34' } }, [foreignHost])).toEqual([]);
  });
  testRule(foreignHost, {
    domains: [],
    good: [['no route', []]],
    bad: [['a platform without any', [listeners('a', 'a')], { allowed: 'none: the platform has no domain' }]],
  });
});

const calls = (hostnames?: readonly string[], sectionName = 'http') =>
  object(
    V1,
    'GRPCRoute',
    'calls',
    { spec: { parentRefs: [{ name: 'public', namespace: 'infra', sectionName }], hostnames, rules: [{}] } },
    'shop',
  );

describe('mixed-route-kinds', () => {
  testRule(mixedRouteKinds, {
    good: [
      ['two hosts', [route('a', [match('/')]), calls(['b.example.com'])]],
      ['two listeners', [route('a', [match('/')]), calls(['a.example.com'], 'https')]],
      ['a wildcard beside the host above it', [route('a', [match('/')]), calls(['*.a.example.com'])]],
    ],
    bad: [
      ['one host', [route('a', [match('/')]), calls(['a.example.com'])], { manifest: 1, also: 0 }],
      ['a wildcard', [calls(['*.example.com']), route('a', [match('/')])], { manifest: 1, also: 0 }],
      [
        'a route of all hosts',
        [calls(['b.example.com']), route('a', [match('/')], { hostnames: undefined })],
        { manifest: 1, also: 0 },
      ],
    ],
  });
});

describe('two-certificates', () => {
  const certified = (secretName: string, more: object = {}) => {
    const { spec, metadata, ...rest } = withTls(secretName);
    return { ...rest, metadata: { ...metadata, namespace: 'shop', ...more }, spec };
  };
  testRule(twoCertificates, {
    good: [
      ['one Secret of two Ingresses', [certified('a-tls'), certified('a-tls', { name: 'b' })]],
      ['two namespaces, which share no Secret', [certified('a-tls'), certified('b-tls', { namespace: 'other' })]],
    ],
    bad: [
      ['two Secrets of one host', [certified('a-tls'), certified('b-tls', { name: 'b' })], { manifest: 1, also: 0 }],
    ],
  });
});
