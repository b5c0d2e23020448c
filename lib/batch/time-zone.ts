import { type Reader, wrong } from '../input/reader';
import { nearest } from '../kubernetes/nearest';

const ALLOWED = "a time zone of the IANA database, such as 'Europe/Berlin' or 'Etc/UTC'";

/** k8s.io/kubernetes pkg/apis/batch/validation, validateTimeZone: the parts of a name. */
const FORM = /^(?!-)[A-Za-z._0-9+-]{1,14}(\/(?!-)[A-Za-z._0-9+-]{1,14})*$/;

/** The zone by whose clock a schedule is read. */
export const timeZone: Reader<string> = {
  allowed: ALLOWED,
  fallback: '',
  read(value, at) {
    if (typeof value !== 'string' || !FORM.test(value) || /(^|\/)\.{1,2}(\/|$)/.test(value) || /^local$/i.test(value)) {
      return wrong(value, at, ALLOWED, typeof value === 'string' ? value : '', "write 'Etc/UTC'");
    }
    const known = Intl.supportedValuesOf('timeZone');
    // The list has one name for each zone; names of old, and some new ones, are understood without being in it.
    const sameButCase = known.find((name) => name !== value && name.toLowerCase() === value.toLowerCase());
    if (!sameButCase && isUnderstood(value)) return value;
    at.complain({
      rule: 'unknown-time-zone',
      // The cluster's database may be newer than this machine's.
      severity: 'unsafe',
      what: 'is no time zone that is known here: the API server refuses those that it does not know',
      got: value,
      allowed: ALLOWED,
      fix: `write '${sameButCase ?? ofCity(value, known) ?? nearest(value, known) ?? 'Etc/UTC'}'`,
    });
    return value;
  },
};

/** `Berlin` → `Europe/Berlin`: people know the city. */
function ofCity(value: string, known: readonly string[]): string | undefined {
  const cities = new Map(known.map((name) => [name.split('/').at(-1)!.toLowerCase(), name]));
  const city = value.split('/').at(-1)!.toLowerCase();
  return cities.get(city) ?? cities.get(nearest(city, cities.keys()) ?? '');
}

function isUnderstood(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
