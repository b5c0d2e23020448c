import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import * as yaml from 'yaml';
import { printManifest, printManifests, YamlStream } from '../../lib/manifests/yaml';
import { manifests } from './any-manifest';
import { deployment, deploymentYaml } from './deployment';

test('a whole Deployment reads as a reviewer would write it', () => {
  expect(printManifest(deployment)).toBe(deploymentYaml);
});

describe('a string', () => {
  test.each([
    ['a word', 'nginx', 'nginx'],
    ['a sentence', "it's a sentence, (with) some [marks] & more", "it's a sentence, (with) some [marks] & more"],
    ['an image', 'registry.example.com:5000/shop/web:1.4.2', 'registry.example.com:5000/shop/web:1.4.2'],
    ['a flag', '--initial-cluster=$(POD_NAME)', '--initial-cluster=$(POD_NAME)'],
    ['a quantity', '20Gi', '20Gi'],
    ['a duration', '15d', '15d'],
    ['the folder above', '..', '..'],
    ['a name that begins like an exponent', 'e2e-tests', 'e2e-tests'],
    ['a semantic version', '1.4.2', '1.4.2'],
    ['an IPv4 address', '10.0.0.1', '10.0.0.1'],
    ['an IPv4 range', '10.0.0.0/8', '10.0.0.0/8'],
    ['a URL', 'http://example.com/#top', 'http://example.com/#top'],
    ['a word in another script', 'größe 北京 😀', 'größe 北京 😀'],
    ['a very long line', `x${' x'.repeat(400)}`, `x${' x'.repeat(400)}`],
  ])('that is %s stays plain', (_, value, printed) => {
    expectScalar(value, printed);
  });

  test.each([
    '',
    ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'no', 'NO', 'on', 'On', 'off', 'OFF', 'true', 'TRUE', 'false'],
    ...['null', 'Null', '~', '=', '<<', '.inf', '-.Inf', '+.INF', '.nan', '.NaN'],
    ...['0', '-1', '+1', '012', '0o7', '0x1F', '-0x1f', '0b1', '0b-1', '0_x1', '1_000', '+_1', '1,000'],
    ...['1.35', '1.', '.5', '.', '1e3', '1E3', 'e0', 'E-1', '1e+21', '-1.5e-3', '5E', '1:30', '190:20:30.15'],
    ...['2024-01-31', '2024-1-3', '2024-01-31T10:00:00Z', '2024-01-31 10:00:00'],
    ...['-', '- a', '---', '--- a', '...', '?', '? a', ':', ': a', ',a', '[a]', '{a}', '#a', '&a', '*a'],
    ...['!a', '|', '>'],
    ...['"a"', "'a'", '%a', '@a', '`a', 'a: b', 'a:', 'a #b', ' a', 'a ', ' ', '{{ .Values.a }}'],
  ])('that a parser may read as something else is quoted: %j', (value) => {
    expectScalar(value, `'${value.replaceAll("'", "''")}'`);
  });

  test.each([
    ['a tab', 'a\tb', '"a\\tb"'],
    ['a control character', 'a\u0000\u001b', '"a\\u0000\\u001b"'],
    ['a carriage return', 'a\r\nb\r\n', '"a\\r\\nb\\r\\n"'],
    ['a line break of YAML 1.1', 'a\u0085b\u2028c\u2029d', '"a\\u0085b\\u2028c\\u2029d"'],
    ['a byte order mark', '\ufeffa', '"\\ufeffa"'],
    ['a control of writing direction', 'a\u202eb\u2066c', '"a\\u202eb\\u2066c"'],
    ['nothing but line breaks', '\n\n', '"\\n\\n"'],
    ['white space in an unfinished last line', 'a\n  ', '"a\\n  "'],
    ['quotes beside an escape', '"\\\t', '"\\"\\\\\\t"'],
  ])('with %s is escaped', (_, value, printed) => {
    expectScalar(value, printed);
  });

  test('of more than 1024 characters is printed as an explicit key', () => {
    const key = 'k'.repeat(2000);
    expect(printManifest({ [key]: { a: [1] } })).toBe(`? ${key}\n:\n  a:\n    - 1\n`);
    expectRoundTrip({ [key]: { a: [1] } });
  });

  // Quadratic time would take longer than a test may.
  test.each(['1', '1,', '1:', '_', ' ', '-', 'e', '\n', 'a\n', ' \n', '\n '])(
    'of many %j takes linear time',
    (piece) => {
      const value = piece.repeat(300_000);
      printManifest({ a: `1${value}x`, b: `${value}\n`, c: `.${value}.`, d: `x\n${value}` });
    },
  );
});

describe('a text of several lines', () => {
  test.each([
    ['that ends with a line break', 'a\nb\n', '|\n  a\n  b\n'],
    ['without a last line break', 'a\n\nb', '|-\n  a\n\n  b\n'],
    ['that ends with several', 'a\nb\n\n\n', '|+\n  a\n  b\n\n\n'],
    ['that begins with a space', '  a\nb\n', '|2\n    a\n  b\n'],
    ['that begins with a tab', '\ta\nb\n', '|2\n  \ta\n  b\n'],
    ['that begins with an empty line', '\na\n', '|2\n\n  a\n'],
    ['with tabs and spaces kept at the ends of lines', 'a \n\tb\t\n', '|\n  a \n  \tb\t\n'],
    ['that looks like YAML', '--- #\nkey: [\n', '|\n  --- #\n  key: [\n'],
  ])('%s is a literal block', (_, value, printed) => {
    expect(printManifest({ key: value, last: 1 })).toBe(`key: ${printed}last: 1\n`);
    expectRoundTrip({ key: value, last: [value, [value, { value }]], z: 1 });
  });

  test('is escaped where its blank lines would end the document', () => {
    expect(printManifest({ data: { a: 'a\n\n', b: 'b\n\n' } })).toBe('data:\n  a: |+\n    a\n\n  b: "b\\n\\n"\n');
  });
});

describe('a number', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [-12, '-12'],
    [0.5, '0.5'],
    [1e20, '100000000000000000000'],
    [1e21, '1.0e+21'],
    [-2e-7, '-2.0e-7'],
    [1.5e300, '1.5e+300'],
    [Number.MIN_VALUE, '5.0e-324'],
  ])('%d is printed so that every parser reads a number', (value, printed) => {
    expect(printManifest({ key: value })).toBe(`key: ${printed}\n`);
    expectRoundTrip({ key: value === 0 ? 0 : value });
  });
});

describe('a structure', () => {
  test.each([
    ['empty maps and lists', { a: {}, b: [], c: [{}, []] }, 'a: {}\nb: []\nc:\n  - {}\n  - []\n'],
    ['an empty object', {}, '{}\n'],
    ['null and booleans', { a: null, b: true, c: false }, 'a: null\nb: true\nc: false\n'],
    ['undefined fields, left out', { a: undefined, b: { c: undefined } }, 'b: {}\n'],
    ['lists in lists', { a: [[1, 2], [[3]]] }, 'a:\n  - - 1\n    - 2\n  - - - 3\n'],
    ['maps in lists', { a: [{ b: { c: 1 }, d: [1] }] }, 'a:\n  - b:\n      c: 1\n    d:\n      - 1\n'],
  ])('of %s', (_, value, printed) => {
    expect(printManifest(value)).toBe(printed);
    expectRoundTrip(JSON.parse(JSON.stringify(value)));
  });

  test('that occurs twice is printed twice, without anchors', () => {
    const labels = { app: 'web' };
    expect(printManifest({ a: labels, b: labels })).toBe('a:\n  app: web\nb:\n  app: web\n');
  });
});

describe('several manifests', () => {
  test.each([
    ['none gives no text', [], ''],
    ['one gives one document without a separator', [{ a: 1 }], 'a: 1\n'],
    ['two are separated', [{ a: 1 }, { b: 2 }], 'a: 1\n---\nb: 2\n'],
  ])('%s', (_, manifests, printed) => {
    expect(printManifests(manifests)).toBe(printed);
  });
});

describe('what is not plain data is refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = [cycle];
  test.each<[string, object, string]>([
    ['a Date', { metadata: { at: new Date(0) } }, 'metadata.at: it is an instance of Date'],
    ['a Map', { a: [new Map()] }, 'a[0]: it is an instance of Map'],
    ['NaN', { a: { 'b.c/d': Number.NaN } }, 'a["b.c/d"]: it is NaN'],
    ['infinity', { a: -Infinity }, 'a: it is -Infinity'],
    ['a function', { a: () => 1 }, 'a: it is a function'],
    ['a bigint', { a: 1n }, 'a: it is a bigint'],
    ['undefined in a list', { a: [1, undefined] }, 'a[1]: it is undefined'],
    ['a hole in a list', { a: new Array(1) }, 'a[0]: it is undefined'],
    ['half of a surrogate pair', { a: ['\ud83d'] }, 'a[0]: it is a string with half of a surrogate pair'],
    ['half of a surrogate pair in a key', { '\ude00': 1 }, '["\\ude00"]: it is a string with half of a surrogate pair'],
    ['half of a surrogate pair in a text', { a: 'b\n\ude00\n' }, 'a: it is a string with half of a surrogate pair'],
    ['a list as a manifest', [], 'the manifest: it is an instance of Array'],
    ['a cycle', cycle, 'self[0].self[0].self[0].self[0]…: it is nested more than 500 levels deep, or contains itself'],
  ])('%s', (_, manifest, message) => {
    expect(() => printManifest(manifest)).toThrow(TypeError);
    expect(() => printManifest(manifest)).toThrow(`Cannot print ${message}`);
  });
});

test('of several objects, each names its own path', () => {
  const stream = new YamlStream();
  expect(() => stream.add({ a: { b: [new Map()] } })).toThrow('Cannot print a.b[0]:');
  expect(() => stream.add({ c: new Map() })).toThrow('Cannot print c:');
});

describe('for any data', () => {
  test('parsers of YAML 1.1 and 1.2 read back what was printed', () => {
    fc.assert(fc.property(manifests, expectRoundTrip), { numRuns: 1500 });
  });

  test('a stream of documents reads back as the manifests', () => {
    fc.assert(
      fc.property(fc.array(manifests, { maxLength: 4 }), (list) => {
        expect(jsYaml.loadAll(printManifests(list))).toEqual(list);
      }),
    );
  });

  test('the order in which keys were set does not show', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        expect(printManifest(reversed(manifest) as object)).toBe(printManifest(manifest));
      }),
    );
  });

  test('a document ends with exactly one line break', () => {
    fc.assert(fc.property(manifests, (manifest) => expect(printManifest(manifest)).toMatch(/[^\n]\n$/)));
  });

  test('white space at the end of a line comes from the text of a block alone', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        // A tab is `\\t` in JSON.
        fc.pre(!/( |\\t)(\\n|")/.test(JSON.stringify(manifest)));
        expect(printManifest(manifest)).not.toMatch(/[ \t]$/m);
      }),
    );
  });
});

function expectScalar(value: string, printed: string): void {
  expect(printManifest({ key: value })).toBe(`key: ${printed}\n`);
  expect(printManifest({ [value]: 1 })).toBe(`${printed}: 1\n`);
  expectRoundTrip({ key: value, list: [value, [value]], map: { [value]: value } });
  expectRoundTrip({ [value]: [{ [value]: 1 }] });
}

function expectRoundTrip(value: object): void {
  const text = printManifest(value);
  expect(yaml.parse(text, { version: '1.2' })).toEqual(value);
  expect(yaml.parse(text, { version: '1.1' })).toEqual(value);
  expect(jsYaml.load(text)).toEqual(value);
  expect(jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA })).toEqual(value);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
