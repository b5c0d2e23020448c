import { dataSize } from '../../../lib/validation/rules/data-size';
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
