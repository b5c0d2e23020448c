import { describe } from './describe';
import type { Place } from './place';
import { isObject, type Reader, wrong } from './reader';

/** The syntax of a Kubernetes quantity: k8s.io/apimachinery pkg/api/resource/quantity.go, positive ones only. */
const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:(n|u|m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi|E|Ei)|([eE][+-]?\d+))?$/;
const MULTIPLIERS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  Ki: 2 ** 10,
  M: 1e6,
  Mi: 2 ** 20,
  G: 1e9,
  Gi: 2 ** 30,
  T: 1e12,
  Ti: 2 ** 40,
  P: 1e15,
  Pi: 2 ** 50,
  E: 1e18,
  Ei: 2 ** 60,
};

/** The value of a quantity in its base unit (bytes, cores); undefined when it is none. */
export function quantityValue(quantity: string): number | undefined {
  const match = QUANTITY.exec(quantity);
  if (!match) return undefined;
  return Number(`${match[1]}${match[3] ?? ''}`) * (match[2] ? MULTIPLIERS[match[2]]! : 1);
}

/** A cdk8s `Size`, found by its methods so that any copy of cdk8s will do. */
export interface SizeLike {
  toKibibytes(options?: { readonly rounding?: number }): number;
}

/** A cdk8s-plus `Cpu`, found by its field so that any release of cdk8s-plus will do. */
export interface CpuLike {
  readonly amount: string;
}

const SIZE_UNITS: readonly (readonly [suffix: string, kibibytes: number])[] = [
  ['Ti', 1024 ** 3],
  ['Gi', 1024 ** 2],
  ['Mi', 1024],
];

function sizeText(size: SizeLike): string | undefined {
  const kibibytes = size.toKibibytes();
  if (!Number.isInteger(kibibytes) || kibibytes < 1) return undefined;
  const [suffix, unit] = SIZE_UNITS.find(([, unit]) => kibibytes % unit === 0) ?? ['Ki', 1];
  return `${kibibytes / unit}${suffix}`;
}

function isSize(value: unknown): value is SizeLike {
  return isObject(value) && typeof (value as Partial<SizeLike>).toKibibytes === 'function';
}

function isCpu(value: unknown): value is CpuLike {
  return isObject(value) && typeof (value as Partial<CpuLike>).amount === 'string';
}

/** A number of bytes: `'256Mi'`, `'20Gi'` or a cdk8s `Size`. */
export const bytes: Reader<string> = {
  allowed: "a size such as '512Mi' or '20Gi', or a cdk8s Size",
  fallback: '0',
  read(value, at) {
    if (isSize(value)) return sizeText(value) ?? wrong(value, at, bytes.allowed, '0');
    if (typeof value !== 'string') return wrong(value, at, bytes.allowed, '0', bytesFix(describe(value)));
    const amount = quantityValue(value);
    if (amount === undefined || amount <= 0) return wrong(value, at, bytes.allowed, '0', bytesFix(value));
    // '128m' is a legal quantity: 0.128 bytes. Nobody means it; the API server only warns of «fractional bytes».
    if (!Number.isInteger(amount)) return fraction(value, at);
    return value;
  },
};

function fraction(value: string, at: Place): string {
  at.complain({
    rule: 'fractional-bytes',
    severity: 'unsafe',
    what: 'is a fraction of a byte',
    got: value,
    allowed: bytes.allowed,
    fix: bytesFix(value),
  });
  return value;
}

/** `'128mb'`, `'10GB!'`, `'512 MiB'` → what was meant, where that is a size; a number alone could be anything. */
function bytesFix(value: string): string {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe]?)i?b?/i.exec(value) ?? [];
  if (/^\s*[1-9]\d*\s*$/.test(value)) return plainFix(value.trim());
  const meant = /^\s*\d+\s*$/.test(value) ? 0 : (quantityValue(`${number}${(unit || 'g').toUpperCase()}i`) ?? 0);
  return meant > 0 && Number.isInteger(meant) ? `write '${number}${(unit || 'g').toUpperCase()}i'` : "write '256Mi'";
}

/** A number alone: bytes where it is large, and else of a unit that was left out. */
function plainFix(number: string): string {
  return number.length > 6 ? `write '${number}'` : `write '${number}Mi'`;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1e6;
}

/** A number of CPUs: `'250m'`, `'2'` or a cdk8s-plus `Cpu`. */
export const cpus: Reader<string> = {
  allowed: "a number of CPUs such as '250m' or '2', or a cdk8s-plus Cpu",
  fallback: '0',
  read(value, at) {
    const given = isCpu(value) ? value.amount : value;
    const amount = typeof given === 'string' ? quantityValue(given) : undefined;
    if (amount !== undefined && amount > 0 && amount < 1e6) return given as string;
    return wrong(value, at, cpus.allowed, '0', isPositive(value) ? `write '${value}'` : "write '250m'");
  },
};

/** Any amount above zero in Kubernetes' notation: `'100'`, `'500m'`, `'10k'`. */
export const quantity: Reader<string> = {
  allowed: "an amount such as '100', '500m' or '10k'",
  fallback: '1',
  read(value, at) {
    const amount = typeof value === 'string' ? quantityValue(value) : undefined;
    if (amount !== undefined && amount > 0) return value as string;
    return wrong(value, at, quantity.allowed, '1', isPositive(value) ? `write '${value}'` : undefined);
  },
};
