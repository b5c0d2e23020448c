import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import {
  ConfigFiles,
  ConfigMap,
  EnvFrom,
  EnvSource,
  ExternalSecret,
  KubernetesObject,
  type NamedObject,
  SealedSecret,
  SecretFiles,
  Unsafe,
} from '../../lib';
import { emitted, newApp, problems, problemsOf } from '../support/build';
import { web } from '../support/objects';
import { sealed } from '../support/samples';

const NAMESPACE = { namespace: 'shop' };

test('an ExternalSecret says each default that its CRD would add to a list', () => {
  const objects = emitted((chart) => {
    new ExternalSecret(chart, 'db', {
      store: { name: 'vault', kind: 'ClusterSecretStore' },
      data: { password: { key: 'shop/db', property: 'password' }, user: 'shop/user' },
      extract: ['shop/more'],
      refresh: 5400,
    });
  }, NAMESPACE);
  const remote = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
  expect(objects).toEqual({
    'ExternalSecret/db': {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: '1h30m0s',
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        target: { name: 'db', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: [
          { secretKey: 'password', remoteRef: { key: 'shop/db', property: 'password', ...remote } },
          { secretKey: 'user', remoteRef: { key: 'shop/user', ...remote } },
        ],
        dataFrom: [{ extract: { key: 'shop/more', ...remote } }],
      },
    },
  });
});

test('a SealedSecret tells its scope to the controller', () => {
  const password = sealed('a');
  const objects = emitted((chart) => {
    new SealedSecret(chart, 'db', { encryptedData: { password }, scope: 'namespace-wide' });
  }, NAMESPACE);
  const annotations = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };
  expect(objects['SealedSecret/db']).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'db', namespace: 'shop', annotations },
    spec: { encryptedData: { password }, template: { metadata: { name: 'db', annotations } } },
  });
});

test('a password that was not sealed is an error that does not show it', () => {
  const found = problems((chart) => new SealedSecret(chart, 'db', { encryptedData: { password: 'hunter2hunter2' } }));
  expect(found).toMatchObject([{ rule: 'not-sealed', got: '"a text of 14 characters"' }]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

describe.each([
  ['its name', () => 'db'],
  [
    'an ExternalSecret',
    (chart: Chart) => new ExternalSecret(chart, 'db', { store: 'vault', data: { password: 'db' } }),
  ],
  ['a SealedSecret', (chart: Chart) => new SealedSecret(chart, 'db', { encryptedData: { password: sealed('a') } })],
  ['one of cdk8s-plus', (chart: Chart) => kplus.Secret.fromSecretName(chart, 'plus', 'db')],
])('a Secret can be given as %s', (_, make: (chart: Chart) => string | NamedObject) => {
  test('to variables and files', () => {
    const objects = emitted((chart) => {
      const secret = make(chart);
      web(chart, 'web', {
        env: { PASSWORD: EnvSource.secretKey(secret, 'password') },
        envFrom: [EnvFrom.secret(secret)],
        files: [SecretFiles.from(secret, '/run/db')],
      });
    }, NAMESPACE);
    expect(objects['Deployment/web']).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                envFrom: [{ secretRef: { name: 'db' } }],
                env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }],
              },
            ],
            volumes: [{ secret: { secretName: 'db' } }],
          },
        },
      },
    });
  });
});

test.each([
  [
    'a misspelt key of an ExternalSecret',
    (chart: Chart) => new ExternalSecret(chart, 'db', { store: 'vault', data: { password: 'db' } }).key('pasword'),
    'write password',
  ],
  [
    'a misspelt key of a SealedSecret',
    (chart: Chart) => new SealedSecret(chart, 'db', { encryptedData: { password: sealed('a') } }).key('pasword'),
    'write password',
  ],
  [
    'a misspelt key of a ConfigMap',
    (chart: Chart) => new ConfigMap(chart, 'settings', { data: { logLevel: 'info' } }).key('loglevel'),
    'write logLevel',
  ],
])('%s is an error with the nearest', (_, source, fix) => {
  const found = problems((chart) => web(chart, 'web', { env: { A: source(chart) } }));
  expect(found).toMatchObject([
    { rule: 'unknown-key', what: expect.stringMatching(/^env\.A\.key /), path: 'test/web' },
  ]);
  expect(found[0]!.fix).toContain(fix);
});

test('keys that are not known, or may be missing, are not checked', () => {
  const found = problems((chart) => {
    const extracted = new ExternalSecret(chart, 'db', { store: 'vault', extract: ['shop/db'] });
    const config = new ConfigMap(chart, 'settings', { data: {} });
    web(chart, 'web', { env: { A: extracted.key('anything'), B: config.key('b', { optional: true }) } });
  });
  expect(found).toEqual([]);
});

test('a ConfigMap of another namespace, and one in the place of a Secret, are errors', () => {
  const app = newApp();
  const config = new ConfigMap(new Chart(app, 'a', { namespace: 'a' }), 'settings', { data: { a: 'b' } });
  const chart = new Chart(app, 'b', { namespace: 'b' });
  web(chart, 'one', { env: { A: config.key('a') } });
  web(chart, 'two', { files: [ConfigFiles.from(config, '/etc/a')] });
  web(chart, 'three', { envFrom: [EnvFrom.secret(config)] });
  expect(problemsOf(app)).toMatchObject([
    { rule: 'other-namespace', path: 'b/one', severity: 'unsafe' },
    { rule: 'other-namespace', path: 'b/two', severity: 'unsafe' },
    { rule: 'wrong-value', path: 'b/three' },
  ]);
});

describe('a Secret with its values', () => {
  const MAKE: readonly (readonly [string, (chart: Chart) => IConstruct])[] = [
    ['of cdk8s-plus', (chart) => new kplus.Secret(chart, 'db', { stringData: { a: 'b' } })],
    [
      'said raw',
      (chart) => new KubernetesObject(chart, 'db', { apiVersion: 'v1', kind: 'Secret', stringData: { a: 'b' } }),
    ],
  ];
  test.each(MAKE)('%s is an error', (_, make) => {
    expect(problems(make)).toMatchObject([{ rule: 'plaintext-secret', severity: 'unsafe', got: 'a' }]);
  });

  test.each(MAKE)('%s can be accepted with a reason', (_, make) => {
    expect(problems((chart) => Unsafe.accept(make(chart), 'plaintext-secret', 'a test account'))).toEqual([]);
  });
});

test('cdk8s-plus takes ours', () => {
  const objects = emitted((chart) => {
    const config = new ConfigMap(chart, 'settings', { data: { a: 'b' } });
    const secret = new ExternalSecret(chart, 'db', { store: 'vault', data: { password: 'db' } });
    const pod = new kplus.Pod(chart, 'pod', { metadata: { name: 'pod' } });
    pod.addContainer({
      image: 'web:1',
      envVariables: { A: kplus.EnvValue.fromConfigMap(config, 'a'), B: secret.envValue('password') },
    });
    pod.addVolume(kplus.Volume.fromConfigMap(chart, 'files', config));
    web(chart, 'web', { env: { B: secret.envValue('password') } });
  });
  const env = (path: object) => expect.objectContaining({ env: expect.arrayContaining([path]) });
  const password = { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } };
  expect(objects['Pod/pod']).toMatchObject({
    spec: {
      containers: [env(password)],
      volumes: [{ configMap: { name: 'settings' } }],
    },
  });
  expect(objects['Deployment/web']).toMatchObject({ spec: { template: { spec: { containers: [env(password)] } } } });
  expect(JSON.stringify(objects['Pod/pod'])).toContain('"configMapKeyRef"');
});
