import { parseDuration } from '../../lib/cli/duration';

test.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['24h', 86_400_000],
])('%s is a time', (text, milliseconds) => {
  expect(parseDuration(text)).toEqual({ text, milliseconds });
});

test.each([
  '',
  '10',
  's',
  '0s',
  '-1s',
  '1.5m',
  '1e3s',
  '10 m',
  ' 10m',
  '10m\n',
  '10M',
  '10min',
  '1h30m',
  '25h',
  '99999999s',
])('%j is none', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
