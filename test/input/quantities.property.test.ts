import { Size } from 'cdk8s';
import fc from 'fast-check';
import { bytes, cpus, quantityValue } from '../../lib/input/quantities';
import { accepts, proposal, reading } from '../support/reading';

const suffix = fc.constantFrom(
  '',
  'n',
  'u',
  'm',
  'k',
  'Ki',
  'M',
  'Mi',
  'G',
  'Gi',
  'T',
  'Ti',
  'P',
  'Pi',
  'E',
  'Ei',
  'e3',
  'E2',
  'e-1',
);
const digits = fc.oneof(
  fc.nat(99999).map(String),
  fc.tuple(fc.nat(99), fc.nat(99)).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom('.5', '5.'),
);
const quantity = fc.tuple(digits, suffix).map(([number, unit]) => `${number}${unit}`);
/** Texts that are nearly quantities, or what people write instead. */
const nearly = fc.oneof(
  quantity,
  fc.string({ maxLength: 8, unit: fc.constantFrom(...'0123456789.+-mkKMGiBbeE! ') }),
  fc
    .tuple(fc.nat(9999), fc.constantFrom('mb', 'MB', 'MiB', ' GB', 'GB!', 'kb', ' gib', 'Kb', 'tb', 'x'))
    .map(([n, unit]) => `${n}${unit}`),
);

/** quantity.go of k8s.io/apimachinery, said another way: sign, digits with at most one point, and a known suffix. */
function isKubernetesQuantity(text: string): boolean {
  const body = text.replace(/^[+-]/, '');
  const number = /^[\d.]+/.exec(body)?.[0] ?? '';
  const rest = body.slice(number.length);
  const wellFormed = /\d/.test(number) && number.split('.').length <= 2;
  const known = ['', 'n', 'u', 'm', 'k', 'Ki', 'M', 'Mi', 'G', 'Gi', 'T', 'Ti', 'P', 'Pi', 'E', 'Ei'].includes(rest);
  return wellFormed && (known || /^[eE][+-]?\d+$/.test(rest));
}

test('a quantity has a value if and only if it is one of Kubernetes and not negative', () => {
  fc.assert(
    fc.property(nearly, (text) => {
      expect([text, quantityValue(text) !== undefined]).toEqual([
        text,
        isKubernetesQuantity(text) && !text.startsWith('-'),
      ]);
    }),
    { numRuns: 2000 },
  );
});

test('a size is taken if and only if it is a positive whole number of bytes', () => {
  fc.assert(
    fc.property(nearly, (text) => {
      const value = quantityValue(text) ?? 0;
      expect([text, accepts(bytes, text)]).toEqual([text, value > 0 && Number.isInteger(value)]);
    }),
    { numRuns: 2000 },
  );
});

test('what the fix of a wrong size says is taken', () => {
  fc.assert(
    fc.property(fc.oneof(nearly, fc.string(), fc.integer(), fc.double()), (given) => {
      for (const complaint of reading(bytes, given).complaints) {
        expect([given, complaint.fix, accepts(bytes, proposal(complaint))]).toEqual([given, complaint.fix, true]);
      }
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['128mb', '128Mi'],
  ['10GB!', '10Gi'],
  ['512 MiB', '512Mi'],
  ['5kb', '5Ki'],
  ['128m', '128Mi'],
  ['1.5gb', '1.5Gi'],
  [512, '512Mi'],
  [1073741824, '1073741824'],
  ['0', '256Mi'],
])('the fix of %p is %s', (given, expected) => {
  expect(reading(bytes, given).complaints.map(proposal)).toEqual([expected]);
});

test('CPUs are taken if and only if they are a positive quantity, and what the fix says is taken', () => {
  fc.assert(
    fc.property(fc.oneof(nearly, fc.double(), fc.integer()), (given) => {
      const { complaints } = reading(cpus, given);
      const value = typeof given === 'string' ? (quantityValue(given) ?? 0) : 0;
      expect([given, complaints.length === 0]).toEqual([given, value > 0 && value < 1e6]);
      for (const complaint of complaints) expect([given, accepts(cpus, proposal(complaint))]).toEqual([given, true]);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  [Size.gibibytes(2), '2Gi'],
  [Size.mebibytes(1536), '1536Mi'],
  [Size.kibibytes(3), '3Ki'],
  [Size.tebibytes(1), '1Ti'],
])('a cdk8s Size is read: %s', (size, text) => {
  expect(reading(bytes, size)).toEqual({ read: text, complaints: [] });
});
