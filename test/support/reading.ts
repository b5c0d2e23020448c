import type { Complaint } from '../../lib/errors/problem';
import { Place } from '../../lib/input/place';
import type { Reader } from '../../lib/input/reader';

/** What reading a value gives, and what it complains about. */
export function reading<T>(
  reader: Reader<T>,
  value: unknown,
): { readonly read: T; readonly complaints: readonly Complaint[] } {
  const complaints: Complaint[] = [];
  const place = new Place({ record: (complaint) => complaints.push(complaint) }).key('prop');
  return { read: reader.read(value, place), complaints };
}

/** Whether a value is taken without a word. */
export function accepts(reader: Reader<unknown>, value: unknown): boolean {
  return reading(reader, value).complaints.length === 0;
}

/** What a fix proposes to write: `write '10Gi'` → `10Gi`; undefined where it proposes no value. */
export function proposal(complaint: Complaint): string | undefined {
  return /^write '?([^' ]*)'?$/.exec(complaint.fix ?? '')?.[1];
}
