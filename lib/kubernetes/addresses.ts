import { isIP } from 'node:net';

/** A range of addresses as numbers: `10.0.0.5/8` has the address of 10.0.0.5, and 24 bits that its prefix leaves open. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly prefix: number;
}

/** Reads `10.0.0.0/8`, or an address as a range of one; undefined where it is neither. */
export function addressRange(text: string): AddressRange | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0) return undefined;
  const longest = bitsOf(family);
  const prefix = bits === undefined ? longest : /^(0|[1-9]\d{0,2})$/.test(bits) ? Number(bits) : Number.NaN;
  return prefix <= longest ? { family, address: family === 4 ? ofFour(address) : ofSix(address), prefix } : undefined;
}

/** Whether bits beyond the prefix are set: none are of a range that begins where it says. */
export function strayBits(range: AddressRange): boolean {
  return startOf(range) !== range.address;
}

/** Where a range really begins: `10.0.0.0/8` for `10.0.0.5/8`. IPv6 is written in full. */
export function networkOf(range: AddressRange): string {
  const { family, prefix } = range;
  const start = startOf(range);
  const width = family === 4 ? 8n : 16n;
  const parts = Array.from({ length: family === 4 ? 4 : 8 }, (_, index) => start >> (width * BigInt(index)));
  const written = parts.reverse().map((part) => (part & ((1n << width) - 1n)).toString(family === 4 ? 10 : 16));
  return `${written.join(family === 4 ? '.' : ':')}/${prefix}`;
}

/** Whether a range lies in another one and is smaller. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  const open = openBits(outer);
  return (
    inner.family === outer.family && inner.prefix > outer.prefix && inner.address >> open === outer.address >> open
  );
}

/** An address of IPv4 in the clothes of IPv6, `::ffff:10.0.0.1`. */
export function isMapped({ family, address }: AddressRange): boolean {
  return family === 6 && address >> 32n === 0xffffn;
}

/** How many bits an address has. */
function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** The bits that the prefix leaves open. */
function openBits({ family, prefix }: AddressRange): bigint {
  return BigInt(bitsOf(family) - prefix);
}

/** The first address of a range. */
function startOf(range: AddressRange): bigint {
  const open = openBits(range);
  return (range.address >> open) << open;
}

function ofFour(text: string): bigint {
  return text.split('.').reduce((all, part) => (all << 8n) + BigInt(part), 0n);
}

function ofSix(text: string): bigint {
  // A tail in IPv4's form stands for two groups.
  const plain = text.replace(/[\d.]+$/, (tail) => {
    if (!tail.includes('.')) return tail;
    const four = ofFour(tail);
    return `${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((all, group) => (all << 16n) + BigInt(`0x${group}`), 0n);
}
