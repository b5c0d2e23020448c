import type { Chart } from 'cdk8s';
import {
  ConfigFiles,
  ConfigMap,
  type ConfigMapProps,
  EnvFrom,
  EnvSource,
  FileContent,
  FileSet,
  Projection,
  type StatelessServiceProps,
  Storage,
} from '../../lib';
import { emitted, problems } from '../support/build';
import { cluster, web } from '../support/objects';
import { CONFIG_FOLDER } from '../support/samples';

const ANNOTATION = 'cdk8s-statecraft/config';

/** One object, to be looked into. */
// biome-ignore lint/suspicious/noExplicitAny: it is read as YAML is, without types
function objectOf(objects: object, name: RegExp): any {
  return Object.entries(objects).find(([key]) => name.test(key))?.[1];
}

/** The checksum that the Pods of a workload named web carry. */
function checksum(make: (chart: Chart) => unknown): string | undefined {
  const workload = objectOf(emitted(make), /^(Deployment|StatefulSet)\//);
  return workload.spec.template.metadata.annotations?.[ANNOTATION];
}

type Use = (config: ConfigMap) => Partial<StatelessServiceProps>;
const USES: readonly (readonly [string, Use])[] = [
  ['a variable', (config) => ({ env: { A: config.key('a') } })],
  ['variables of all keys', (config) => ({ envFrom: [EnvFrom.configMap(config)] })],
  ['files', (config) => ({ files: [ConfigFiles.from(config, '/etc/a')] })],
  ['a volume', (config) => ({ storage: [Storage.configMap('a', { configMap: config, mountPath: '/etc/a' })] })],
  [
    'a part of a volume',
    (config) => ({
      storage: [Storage.projected('a', { sources: [Projection.configMap(config)], mountPath: '/etc/a' })],
    }),
  ],
  [
    'files of a sidecar',
    (config) => ({
      sidecars: [
        {
          name: 'proxy',
          image: 'registry.example.com/proxy:1.0.0',
          resources: { memory: '64Mi' },
          files: [ConfigFiles.from(config, '/etc/a')],
        },
      ],
    }),
  ],
];

describe.each(USES)('a change of a ConfigMap that a workload uses as %s', (_, use) => {
  const with_ =
    (value: string, more: object = {}, late?: (config: ConfigMap) => void) =>
    (chart: Chart) => {
      const config = new ConfigMap(chart, 'settings', { data: { a: value, b: 'b' } });
      web(chart, 'web', { ...use(config), ...more });
      late?.(config);
    };

  test('replaces its Pods', () => {
    expect(checksum(with_('1'))).toMatch(/^[0-9a-f]{16}$/);
    expect(checksum(with_('2'))).not.toBe(checksum(with_('1')));
  });

  test('does not with rollOnConfigChange: false', () => {
    expect(checksum(with_('1', { rollOnConfigChange: false }))).toBeUndefined();
  });

  test('replaces those of a cluster too', () => {
    const of = (value: string) =>
      checksum((chart) =>
        cluster(chart, 'db', use(new ConfigMap(chart, 'settings', { data: { a: value } })) as object),
      );
    expect(of('1')).not.toBe(of('2'));
  });

  test('counts the same in whatever order it was put together', () => {
    const order = (data: Record<string, string>) =>
      checksum((chart) => web(chart, 'web', use(new ConfigMap(chart, 'settings', { data }))));
    expect(order({ a: '1', b: '2' })).toBe(order({ b: '2', a: '1' }));
  });
});

describe('of a key that a workload does not use', () => {
  const of = (use: Use) => (b: string) =>
    checksum((chart) => {
      const config = new ConfigMap(chart, 'settings', { data: { a: 'a' } });
      web(chart, 'web', use(config));
      config.addData('b', b);
    });

  test('a change of it leaves the Pods alone', () => {
    const variable = of((config) => ({ env: { A: config.key('a') } }));
    expect(variable('1')).toBe(variable('2'));
    const items = of((config) => ({ files: [ConfigFiles.from(config, '/etc/a', { items: { a: 'a' } })] }));
    expect(items('1')).toBe(items('2'));
  });

  test('a change of what was added late replaces them where all keys are used', () => {
    const all = of((config) => ({ envFrom: [EnvFrom.configMap(config)] }));
    expect(all('1')).not.toBe(all('2'));
  });
});

const data = (props: ConfigMapProps) => emitted((chart) => new ConfigMap(chart, 'other', props));

test('a ConfigMap has texts, bytes and files', () => {
  const objects = data({
    data: { a: 'b' },
    binaryData: { c: Buffer.from([0, 255]) },
    files: FileSet.fromDirectory(CONFIG_FOLDER),
    labels: { team: 'a' },
  });
  expect(objects['ConfigMap/other']).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'other', labels: { team: 'a' } },
    data: { a: 'b', 'app.conf': 'port={{ port }}\n', 'nested_app.conf': 'plain\n' },
    binaryData: { c: 'AP8=', 'nested_logo.png': 'iVBORw0KGgoA/w==' },
  });
});

test('files in folders have their path where the ConfigMap is mounted, and can be asked for by it', () => {
  const objects = emitted((chart) => {
    const config = new ConfigMap(chart, 'settings', { files: FileSet.of({ 'a/b.conf': 'x', 'a_b.conf': 'y' }) });
    web(chart, 'web', { files: [ConfigFiles.from(config, '/etc/a')], env: { A: config.key('a/b.conf') } });
  });
  expect(objects['ConfigMap/settings']).toMatchObject({ data: { 'a_b-2.conf': 'x', 'a_b.conf': 'y' } });
  const { containers, volumes } = objectOf(objects, /^Deployment\//).spec.template.spec;
  expect(volumes[0].configMap.items).toEqual([
    { key: 'a_b-2.conf', path: 'a/b.conf' },
    { key: 'a_b.conf', path: 'a_b.conf' },
  ]);
  expect(containers[0].env[0].valueFrom.configMapKeyRef).toEqual({ name: 'settings', key: 'a_b-2.conf' });
});

test('files in folders have their path in volumes, too, and can be asked for by it', () => {
  const made = (volume: (config: ConfigMap) => Storage) =>
    objectOf(
      emitted((chart) => {
        const config = new ConfigMap(chart, 'config', { files: FileSet.of({ 'a.conf': '1' }) });
        web(chart, 'web', { storage: [volume(config)] });
        config.addFile('nested/b.conf', '2');
      }),
      /^Deployment/,
    ).spec.template.spec.volumes[0];
  const mountPath = '/etc/web';
  const both = [
    { key: 'a.conf', path: 'a.conf' },
    { key: 'nested_b.conf', path: 'nested/b.conf' },
  ];
  expect(made((configMap) => Storage.configMap('c', { configMap, mountPath })).configMap.items).toEqual(both);
  const items = { 'nested/b.conf': 'b' };
  expect(made((configMap) => Storage.configMap('c', { configMap, mountPath, items })).configMap.items).toEqual([
    { key: 'nested_b.conf', path: 'b' },
  ]);
  const projected = (config: ConfigMap) =>
    Storage.projected('c', { sources: [Projection.configMap(config)], mountPath });
  expect(made(projected).projected.sources[0].configMap.items).toEqual(both);
});

test('a key with a / of a ConfigMap that is not ours is an error', () => {
  const storage = [Storage.configMap('c', { configMap: 'theirs', mountPath: '/c', items: { 'a/b': 'b' } })];
  expect(problems((chart) => web(chart, 'web', { storage }))).toEqual([
    expect.objectContaining({ rule: 'wrong-value', what: expect.stringContaining('items["a/b"]') }),
  ]);
});

describe('a ConfigMap of ours that is named as a text', () => {
  const volumes = [{ name: 'c', configMap: { name: 'config' } }];
  const named: readonly [string, Partial<StatelessServiceProps>, string][] = [
    ['by a variable', { env: { A: EnvSource.configMapKey('config', 'a') } }, 'env.A.name'],
    ['by variables of all keys', { envFrom: [EnvFrom.configMap('config')] }, 'envFrom[0].name'],
    ['by files', { files: [ConfigFiles.from('config', '/etc/a')] }, 'files[0].configMap'],
    [
      'by a volume',
      { storage: [Storage.configMap('a', { configMap: 'config', mountPath: '/a' })] },
      'storage[0].configMap',
    ],
    ['by an overlay', { overlays: { deployment: { spec: { template: { spec: { volumes } } } } } }, 'overlays'],
  ];
  const found = (props: Partial<StatelessServiceProps>, config: ConfigMapProps = {}) =>
    problems((chart) => {
      web(chart, 'web', props);
      new ConfigMap(chart, 'config', { data: { a: 'b' }, ...config });
    });

  test.each(named)('%s: the Pods do not follow it, which is a finding', (_sentence, props, place) => {
    expect(found(props)).toEqual([
      expect.objectContaining({
        rule: 'config-by-name',
        severity: 'unsafe',
        what: `${place} names a ConfigMap of this app as a text: a change of it does not replace the Pods`,
      }),
    ]);
  });

  test.each(named)('%s: right where the Pods are to follow none', (_sentence, props) => {
    expect(found({ ...props, rollOnConfigChange: false })).toEqual([]);
  });
});

test('an object where a text belongs is told how a file holds it', () => {
  const data = { 'app.yaml': { port: 80 } } as never;
  expect(problems((chart) => new ConfigMap(chart, 'config', { data }))).toEqual([
    expect.objectContaining({
      what: 'data["app.yaml"] has a wrong value',
      fix: expect.stringContaining('FileContent.yaml({ … })'),
    }),
  ]);
});

test('an immutable one is named after its content, which what is added late is part of', () => {
  const made = (late: string) =>
    emitted((chart) => {
      const config = new ConfigMap(chart, 'rules', { data: { a: 'b' }, immutable: true });
      web(chart, 'web', { env: { A: config.key('a') } });
      config.addData('late', late);
    });
  const names = ['1', '2'].map((late) => Object.keys(made(late)).find((name) => name.startsWith('ConfigMap/rules-'))!);
  expect(names[0]).not.toBe(names[1]);
  const name = names[0]!.split('/')[1];
  const { metadata, spec } = objectOf(made('1'), /^Deployment\//).spec.template;
  expect(spec.containers[0].env[0].valueFrom.configMapKeyRef.name).toBe(name);
  expect(metadata.annotations).toBeUndefined();
});

test.each([
  ['the same key twice', (c: ConfigMap) => c.addData('a', 'c'), 'duplicate-key'],
  ['a wrong key', (c: ConfigMap) => c.addData('a/b', 'c'), 'wrong-value'],
  ['a key that begins with ..', (c: ConfigMap) => c.addData('..a', 'c'), 'wrong-value'],
  ['a path out of the folder', (c: ConfigMap) => c.addFile('../a', 'c'), 'wrong-value'],
  [
    'a file that is not there',
    (c: ConfigMap) => c.addFile('b', FileContent.fromFile('/no/such/file')),
    'unreadable-file',
  ],
  ['a file relative to nothing', (c: ConfigMap) => c.addFile('b', FileContent.fromFile('a')), 'wrong-value'],
  [
    'a template without a value',
    (c: ConfigMap) => c.addFile('b', FileContent.template('{{ x }}', {})),
    'missing-template-value',
  ],
  [
    'a value without a placeholder',
    (c: ConfigMap) => c.addFile('b', FileContent.template('', { x: 1 })),
    'unused-template-value',
  ],
])('%s is an error', (_, late, rule) => {
  const found = problems((chart) => late(new ConfigMap(chart, 'settings', { data: { a: 'b' } })));
  expect(found.map((problem) => problem.rule)).toContain(rule);
});

test('more of an immutable one after its name was told is an error', () => {
  const found = problems((chart) => {
    const config = new ConfigMap(chart, 'rules', { data: { a: 'b' }, immutable: true });
    web(chart, 'web', { env: { NAME: config.name } });
    config.addData('late', 'c');
  });
  expect(found.map(({ rule }) => rule)).toEqual(['name-is-told']);
});

test.each([
  [
    'keeps what is no placeholder',
    'a {{ $labels.job }} {{ .Values }} ${b}',
    {},
    'a {{ $labels.job }} {{ .Values }} ${b}',
  ],
  ['keeps what is escaped', '\\{{ a }} {{ a }}', { a: 1 }, '{{ a }} 1'],
  ['does not fill what it filled in', '{{ a }}', { a: '{{ b }}' }, '{{ b }}'],
])('a template %s', (_, template, values, filled) => {
  const objects = data({ files: FileSet.of({ a: FileContent.template(template, values as never) }) });
  expect(objects['ConfigMap/other']).toMatchObject({ data: { a: filled } });
});

test('properties are escaped as Java reads them', () => {
  const files = FileSet.of({ a: FileContent.properties({ 'a b=c': ' x\\y\n', ä: '€', n: 1, t: true }) });
  expect(data({ files })['ConfigMap/other']).toMatchObject({
    data: { a: 'a\\ b\\=c=\\ x\\\\y\\n\n\\u00e4=\\u20ac\nn=1\nt=true\n' },
  });
});
