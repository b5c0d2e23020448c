import { configKey } from '../../../lib/validation/rules/config-key';
import { dataSize } from '../../../lib/validation/rules/data-size';
import { hookNeeds } from '../../../lib/validation/rules/hook-needs';
import { plaintextSecret } from '../../../lib/validation/rules/plaintext-secret';
import { variableReference } from '../../../lib/validation/rules/variable-reference';
import { object, testRule } from '../../support/rules';

const secret = (more: object) => object('v1', 'Secret', 'db', more);
const config = (more: object) => object('v1', 'ConfigMap', 'settings', more);
const half = 'a'.repeat(512 * 1024);

describe('plaintext-secret', () => {
  testRule(plaintextSecret, {
    good: [
      ['a Secret that a controller fills', [secret({ type: 'kubernetes.io/service-account-token' })]],
      ['an ExternalSecret', [object('external-secrets.io/v1', 'ExternalSecret', 'db', { spec: { data: [] } })]],
      ['a ConfigMap', [config({ data: { a: 'b' } })]],
    ],
    bad: [
      ['values in base64', [secret({ data: { password: 'Yg==' } })], { got: 'password' }],
      ['values as texts', [secret({ stringData: { a: 'b', c: 'd' } })], { got: 'a, c' }],
    ],
  });
});

const reading = (key: string, more: object = {}) => {
  const valueFrom = { configMapKeyRef: { name: 'settings', key, ...more } };
  const containers = [{ name: 'c', env: [{ name: 'LEVEL', valueFrom }] }];
  return object('apps/v1', 'Deployment', 'web', { spec: { template: { spec: { containers } } } });
};
const mounting = (source: object) =>
  object('apps/v1', 'Deployment', 'web', {
    spec: { template: { spec: { containers: [{ name: 'c' }], volumes: [{ name: 'v', ...source }] } } },
  });
const some = (key: string) => ({ name: 'settings', items: [{ key, path: 'a' }] });

describe('unknown-config-key', () => {
  testRule(configKey, {
    good: [
      ['a key that the ConfigMap has', [config({ data: { level: 'info' } }), reading('level')]],
      ['a key of its binary data', [config({ binaryData: { logo: 'YQ==' } }), mounting({ configMap: some('logo') })]],
      ['an optional key', [config({ data: {} }), reading('level', { optional: true })]],
      ['a ConfigMap that is not here', [reading('level')]],
      [
        'a ConfigMap of another namespace',
        [object('v1', 'ConfigMap', 'settings', { data: {} }, 'other'), reading('level')],
      ],
    ],
    bad: [
      [
        'a misspelled key of a variable',
        [config({ data: { level: 'info' } }), reading('levle')],
        {
          manifest: 1,
          also: 0,
          what: 'spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.key is no key of the ConfigMap settings: the container would not start',
          got: 'levle',
          allowed: 'level',
          fix: "write 'level'",
        },
      ],
      ['a file that it lacks', [config({ data: { a: '' } }), mounting({ configMap: some('b') })], { got: 'b' }],
      [
        'a projected file that it lacks',
        [config({ data: { a: '' } }), mounting({ projected: { sources: [{ configMap: some('b') }] } })],
        { got: 'b' },
      ],
    ],
  });
});

describe('data-too-large', () => {
  testRule(dataSize, {
    good: [
      ['exactly 1 MiB', [config({ data: { a: half, b: half } })]],
      ['bytes that are larger in base64', [config({ binaryData: { a: Buffer.alloc(1_000_000).toString('base64') } })]],
      ['a large custom resource', [object('example.com/v1', 'Thing', 'a', { data: { a: half + half + half } })]],
    ],
    bad: [
      ['a byte more', [config({ data: { a: half, b: `${half}b` } })], { got: '1048577 bytes, of which 524289 in b' }],
      [
        'texts of more bytes than characters',
        [config({ data: { a: 'ä'.repeat(600_000) } })],
        { got: '1200000 bytes, of which 1200000 in a' },
      ],
      ['a Secret', [secret({ stringData: { a: half, b: half, c: 'd' } })], { got: expect.stringContaining('1048577') }],
    ],
  });
});

describe('unknown-variable', () => {
  const pod = (container: object, spec: object = {}) => {
    const containers = [{ name: 'c', ...container }];
    return object('apps/v1', 'Deployment', 'web', {
      spec: { template: { spec: { enableServiceLinks: false, containers, ...spec } } },
    });
  };
  const env = (...pairs: readonly (readonly [string, string])[]) => ({
    env: pairs.map(([name, value]) => ({ name, value })),
  });
  const envFrom = [{ configMapRef: { name: 'settings' }, prefix: 'S_' }];
  const at = 'spec.template.spec.containers[0]';
  testRule(variableReference, {
    good: [
      ['an earlier variable', [pod(env(['A', 'a'], ['B', '$(A)/b']))]],
      ['an escaped one', [pod(env(['B', '$$(A) and $$$$(B)']))]],
      ['a variable in the arguments', [pod({ ...env(['A', 'a']), args: ['--a=$(A)'] })]],
      ['commands of a shell', [pod({ command: ['sh', '-c', 'echo $(hostname) $(date +%s) $(cat /a)'] })]],
      ['variables of the cluster', [pod({ args: ['$(KUBERNETES_SERVICE_HOST)'] })]],
      ['variables of Services', [pod({ args: ['$(DB_SERVICE_HOST)'] }, { enableServiceLinks: true })]],
      ['a variable of a ConfigMap in the output', [pod({ envFrom, args: ['$(S_A)'] }), config({ data: { A: 'b' } })]],
      ['what may be in a ConfigMap elsewhere', [pod({ envFrom, ...env(['A', '$(B)']), args: ['$(C)'] })]],
    ],
    bad: [
      [
        'a later variable',
        [pod(env(['B', '$(A)'], ['A', 'a']))],
        { what: expect.stringContaining(`${at}.env[0].value refers to a variable that stands later`), got: '$(A)' },
      ],
      ['itself', [pod(env(['PATH', '/a:$(PATH)']))], { what: expect.stringContaining('itself'), got: '$(PATH)' }],
      [
        'a misspelt variable',
        [pod(env(['HOST', 'a'], ['URL', 'http://$(HOTS)/']))],
        { got: '$(HOTS)', fix: expect.stringContaining('write $(HOST)') },
      ],
      [
        'an unknown one in the path of a mount',
        [
          pod({
            ...env(['POD', 'a']),
            volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: 'logs/$(POD_NAME)' }],
          }),
        ],
        {
          what: expect.stringContaining(
            'subPathExpr refers to a variable that there is not: the container would not start',
          ),
        },
      ],
      [
        'an unknown one in the arguments',
        [pod({ ...env(['A', 'a']), args: ['-v', '--b=$(B)'] })],
        { what: expect.stringContaining(`${at}.args[1]`), got: '$(B)', fix: expect.stringContaining('$$(B)') },
      ],
      [
        'one that its ConfigMap lacks',
        [pod({ envFrom, args: ['$(S_B)'] }), config({ data: { A: 'b' } })],
        { got: '$(S_B)' },
      ],
      ['a Service without its variables', [pod({ args: ['$(DB_SERVICE_HOST)'] })], { got: '$(DB_SERVICE_HOST)' }],
      [
        'a later one, wherever others come from',
        [pod({ envFrom, ...env(['B', '$(A)'], ['A', 'a']) })],
        { got: '$(A)' },
      ],
    ],
  });
});

const phase = (of: string) => ({ metadata: { annotations: { 'argocd.argoproj.io/hook': of } } });
const job = (spec: object, of?: string) => {
  const manifest = object('batch/v1', 'Job', 'migrate', { spec: { template: { spec } } });
  return of === undefined ? manifest : { ...manifest, metadata: { ...manifest.metadata, ...phase(of).metadata } };
};
const hooked = (manifest: ReturnType<typeof config>) => ({
  ...manifest,
  metadata: { ...manifest.metadata, ...phase('PreSync').metadata },
});
const reads = (source: object) => ({ containers: [{ name: 'c', envFrom: [source] }] });
const SETTINGS = reads({ configMapRef: { name: 'settings' } });

describe('hook-before-its-needs', () => {
  testRule(hookNeeds, {
    good: [
      ['a job that is no hook', [config({}), job(SETTINGS)]],
      ['a hook in the sync', [config({}), job(SETTINGS, 'Sync')]],
      ['a ConfigMap that is a hook, too', [hooked(config({})), job(SETTINGS, 'PreSync')]],
      ['a ConfigMap of another Application', [job(SETTINGS, 'PreSync')]],
      ['an optional one', [config({}), job(reads({ configMapRef: { name: 'settings', optional: true } }), 'PreSync')]],
    ],
    bad: [
      [
        'a ConfigMap that the sync makes',
        [config({}), job(SETTINGS, 'PreSync')],
        {
          manifest: 1,
          also: 0,
          got: 'ConfigMap settings',
          fix: "give the job files or env of its own, annotate the ConfigMap as a hook, too, or write Replacement.argoCdHook('Sync')",
        },
      ],
      [
        'an ExternalSecret, by the name of its Secret',
        [
          object('external-secrets.io/v1', 'ExternalSecret', 'db', { spec: { target: { name: 'db-login' } } }),
          job(reads({ secretRef: { name: 'db-login' } }), 'PreSync,PostSync'),
        ],
        { got: 'ExternalSecret db' },
      ],
      [
        'a claim',
        [
          object('v1', 'PersistentVolumeClaim', 'data', {}),
          job({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }, 'PreSync'),
        ],
        { got: 'PersistentVolumeClaim data' },
      ],
      [
        'an account',
        [object('v1', 'ServiceAccount', 'ci', {}), job({ serviceAccountName: 'ci' }, 'PreSync')],
        { got: 'ServiceAccount ci' },
      ],
    ],
  });
});
