import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { describe as described } from '../../lib/input/describe';
import { seconds } from '../../lib/input/durations';
import { containerPath, nameOf } from '../../lib/input/names';
import { whole } from '../../lib/input/readers';
import { NAME_FORMS, type NameForm } from '../../lib/kubernetes/names';
import { portName } from '../../lib/network/ports';
import { env } from '../../lib/pod/env';
import { accepts, proposal, reading } from '../support/reading';

const forms = Object.keys(NAME_FORMS) as NameForm[];
const anyName = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aZ09-._/ ü'), maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('a', '-'), minLength: 50, maxLength: 300 }),
);

test.each(forms)('the fix of a name that is no %s is one', (form) => {
  fc.assert(
    fc.property(anyName, (name) => {
      const reader = nameOf(form);
      for (const complaint of reading(reader, name).complaints) {
        const fix = complaint.fix!.replace(/^write /, '');
        expect([name, fix, accepts(reader, fix)]).toEqual([name, fix, true]);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['dns-1035-label', 'Web_1', 'web-1'],
  ['dns-1035-label', '1-web', 'web'],
  ['dns-1123-label', 'a.b', 'a-b'],
  ['dns-1123-subdomain', 'A.b', 'a.b'],
] as const)('as %s, %s becomes %s', (form, given, expected) => {
  expect(reading(nameOf(form), given).complaints[0]!.fix).toBe(`write ${expected}`);
});

test('a port name is taken if and only if the API server takes it', () => {
  const isName = (name: string) =>
    name.length > 0 && name.length <= 15 && /^[a-z0-9-]+$/.test(name) && /[a-z]/.test(name) && !/^-|-$|--/.test(name);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'az09-A.'), maxLength: 17 }), (name) => {
      expect([name, accepts(portName, name)]).toEqual([name, isName(name)]);
    }),
    { numRuns: 2000 },
  );
});

test('the fix of a wrong variable or path is taken', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (given) => {
      for (const complaint of reading(env, { [given]: 'a' }).complaints) {
        const fix = complaint.fix!.replace(/^write /, '');
        expect([given, fix, accepts(env, { [fix]: 'a' })]).toEqual([given, fix, true]);
      }
      for (const complaint of reading(containerPath, given).complaints) {
        const fix = /^write '(.*)'$/s.exec(complaint.fix!)?.[1];
        if (fix !== undefined) expect([given, fix, accepts(containerPath, fix)]).toEqual([given, fix, true]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('seconds are whole numbers of at least the least, or cdk8s Durations', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -5, max: 100000 }), fc.double()), (given) => {
      expect(accepts(seconds(1), given)).toBe(Number.isInteger(given) && given >= 1 && given < 2 ** 31);
    }),
  );
  expect(reading(seconds(0), Duration.hours(2))).toEqual({ read: 7200, complaints: [] });
  expect(reading(seconds(1), Duration.seconds(0)).complaints).toHaveLength(1);
});

test('what the fix of a wrong number says is taken', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.integer().map(String), fc.string()), (given) => {
      for (const complaint of reading(whole(1, 65535), given).complaints) {
        const fix = proposal(complaint);
        if (fix !== undefined) expect([given, accepts(whole(1, 65535), Number(fix))]).toEqual([given, true]);
      }
    }),
    { numRuns: 2000 },
  );
});

test('anything can be described, in one short line', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
        withUnicodeString: true,
      }),
      (value) => {
        const text = described(value);
        expect(typeof text).toBe('string');
        expect(text).not.toBe('');
      },
    ),
    { numRuns: 2000 },
  );
});
