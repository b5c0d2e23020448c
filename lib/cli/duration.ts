/** A time as the user wrote it. */
export interface Duration {
  readonly text: string;
  readonly milliseconds: number;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** A timer of Node takes no more than 24.8 days; nobody waits a day. */
const MOST = 24 * 3_600_000;

/** Reads `90s`, `10m` or `1h`; `undefined` if it is something else. */
export function parseDuration(text: string): Duration | undefined {
  const [, count, unit] = /^([1-9]\d{0,5})([smh])$/.exec(text) ?? [];
  const milliseconds = Number(count) * (UNITS[unit ?? ''] ?? Number.NaN);
  return milliseconds <= MOST ? { text, milliseconds } : undefined;
}
