import { addressRange, isMapped, isWithin, networkOf, strayBits } from '../../lib/kubernetes/addresses';

test.each([
  ['10.0.0.5/8', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['192.0.2.1', '192.0.2.1/32', false],
  ['0.0.0.0/0', '0.0.0.0/0', false],
  ['fd00::1/64', 'fd00:0:0:0:0:0:0:0/64', true],
  ['::/0', '0:0:0:0:0:0:0:0/0', false],
  ['1::', '1:0:0:0:0:0:0:0/128', false],
  ['1:2:3:4:5:6:7:8/127', '1:2:3:4:5:6:7:8/127', false],
])('%s begins at %s', (text, network, stray) => {
  const range = addressRange(text)!;
  expect([networkOf(range), strayBits(range)]).toEqual([network, stray]);
});

test.each(['', '10.0.0.0/33', '10.0.0.0/08', '010.0.0.0/8', '10.0.0.0/8/8', 'fd00::/129', 'a', '10.0.0.0/'])(
  '%j is no range',
  (text) => {
    expect(addressRange(text)).toBeUndefined();
  },
);

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['fd00:1::/32', 'fd00::/8', true],
  ['10.0.0.0/8', '::/0', false],
  ['1.2.3.4/32', '0.0.0.0/0', true],
])('%s in %s: %s', (inner, outer, expected) => {
  expect(isWithin(addressRange(inner)!, addressRange(outer)!)).toBe(expected);
});

test('an IPv4 address is known in the form of IPv6', () => {
  expect(
    ['::ffff:10.0.0.1', '::ffff:a00:1', '::10.0.0.1', '10.0.0.1'].map((text) => isMapped(addressRange(text)!)),
  ).toEqual([true, true, false, false]);
});
