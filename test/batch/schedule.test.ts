import { schedule } from '../../lib/batch/schedule';
import { timeZone } from '../../lib/batch/time-zone';
import type { Complaint } from '../../lib/errors/problem';
import { Place } from '../../lib/input/place';
import type { Reader } from '../../lib/input/reader';

function complaints(reader: Reader<string>, value: unknown): readonly Complaint[] {
  const found: Complaint[] = [];
  reader.read(value, new Place({ record: (one: Complaint) => found.push(one) } as never).key('schedule'));
  return found;
}

describe('a schedule that the API server takes', () => {
  test.each([
    '* * * * *',
    '30 2 * * *',
    '*/10 * * * *',
    '0 9-17 * * mon-fri',
    '0 0 1,15 JAN,jul *',
    '5/15 * * * *',
    '0 0 29 2 *',
    '0 0 ? * SUN',
    '0 0 31 2 1',
    '  0   6 * * 1 ',
    '1-5/2,40 * * * *',
    '@hourly',
    '@daily',
    '@midnight',
    '@weekly',
    '@monthly',
    '@yearly',
    '@annually',
  ])('%j', (text) => {
    expect(complaints(schedule, text)).toEqual([]);
  });
});

describe('a schedule that it refuses', () => {
  test.each([
    ['', 'has 0 fields instead of 5', "'0 * * * *'"],
    ['* * * *', 'has 4 fields instead of 5', "'0 * * * *'"],
    ['0 30 2 * * *', 'has 6 fields instead of 5', "leave out the seconds: '30 2 * * *'"],
    ['60 * * * *', "has a minute '60' that is out of range", 'write * for any minute'],
    ['* 24 * * *', "has a hour '24' that is out of range", 'hour'],
    ['* * 0 * *', "has a day of the month '0' that is out of range", 'day of the month'],
    ['* * * 13 *', "has a month '13' that is out of range", 'month'],
    ['* * * * 7', "has a day of the week '7' that is out of range", 'write 0 for Sunday'],
    ['* * * * monday', 'names no value of this field', 'day of the week'],
    ['50-10 * * * *', 'ends before it begins', 'minute'],
    ['*/0 * * * *', 'has no step that is a number above 0', 'minute'],
    ['1,,2 * * * *', 'is neither a value, a range nor a step', 'minute'],
    ['0 0 L * *', 'names no value of this field', 'day of the month'],
    ['0 0 * * 5#2', 'is neither a value, a range nor a step', 'day of the week'],
    ['@fortnightly', 'is none of the names of schedules', '@daily'],
    ['TZ=UTC 0 6 * * *', 'names a time zone', "write timeZone: 'UTC'"],
    ['CRON_TZ=Europe/Berlin 0 6 * * *', 'names a time zone', "write timeZone: 'Europe/Berlin'"],
  ])('%j %s', (text, what, fix) => {
    expect(complaints(schedule, text)).toMatchObject([
      { severity: 'invalid', what: expect.stringContaining(what), fix: expect.stringContaining(fix) },
    ]);
  });
});

describe('a schedule that it takes, but that nobody means', () => {
  test.each([
    ['0 0 30 2 *', 'schedule-that-never-comes'],
    ['0 0 31 4,6 ?', 'schedule-that-never-comes'],
    ['*/61 * * * *', 'schedule-with-a-vain-step'],
    ['@every 1h', 'schedule-of-an-interval'],
  ])('%j: %s', (text, rule) => {
    expect(complaints(schedule, text)).toMatchObject([{ severity: 'unsafe', rule }]);
  });
});

describe('a time zone', () => {
  test.each(['Europe/Berlin', 'Etc/UTC', 'UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'US/Pacific', 'Etc/GMT+5'])(
    'is known: %s',
    (name) => {
      expect(complaints(timeZone, name)).toEqual([]);
    },
  );

  test.each([
    ['europe/berlin', "write 'Europe/Berlin'"],
    ['Europe/Berlinn', "write 'Europe/Berlin'"],
    ['Mars/Olympus', "write '"],
  ])('is not known: %s', (name, fix) => {
    expect(complaints(timeZone, name)).toMatchObject([
      { severity: 'unsafe', rule: 'unknown-time-zone', fix: expect.stringContaining(fix) },
    ]);
  });

  test.each(['', 'Local', 'local', '../etc/passwd', '/Europe/Berlin', 'Europe/Berlin/', '+01:00', 'a b'])(
    'has no such form: %j',
    (name) => {
      expect(complaints(timeZone, name)).toMatchObject([{ severity: 'invalid', rule: 'wrong-value' }]);
    },
  );
});
