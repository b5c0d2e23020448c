import type { Place } from '../input/place';
import { type Reader, wrong } from '../input/reader';

/** What a schedule means to the API server: k8s.io/kubernetes reads it with github.com/robfig/cron/v3, ParseStandard. */
interface FieldOfTime {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly FieldOfTime[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
/** February has 29 in some years. */
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const ALLOWED = `minute, hour, day of the month, month and day of the week, such as '30 2 * * *', or one of ${MACROS.join(', ')}`;

/** What is wrong with a schedule. */
interface Fault {
  readonly what: string;
  readonly allowed: string;
  readonly fix: string;
  /** Accepted by the API server, but not what anybody means. */
  readonly rule?: string;
}

/** When a CronJob runs. */
export const schedule: Reader<string> = {
  allowed: ALLOWED,
  fallback: '',
  read(value, at) {
    if (typeof value !== 'string') return wrong(value, at, ALLOWED, '');
    const fault = faultOf(value.trim());
    if (fault) complain(value, fault, at);
    return value;
  },
};

function complain(got: string, { rule, ...fault }: Fault, at: Place): void {
  if (rule) at.complain({ rule, severity: 'unsafe', got, ...fault });
  else at.complain({ rule: 'wrong-schedule', got, ...fault });
}

function faultOf(text: string): Fault | undefined {
  if (/TZ=/.test(text)) {
    return {
      what: 'names a time zone, which the API server refuses there',
      allowed: 'a schedule without TZ or CRON_TZ',
      fix: `write timeZone: '${/TZ=(\S*)/.exec(text)![1]}'`,
    };
  }
  if (text.startsWith('@every')) {
    return {
      rule: 'schedule-of-an-interval',
      what: 'is an interval, which counts from when the CronJob was made: nobody can read from it when it runs',
      allowed: ALLOWED,
      fix: "write the times, such as '*/10 * * * *' for every ten minutes",
    };
  }
  if (text.startsWith('@')) {
    if (MACROS.includes(text)) return undefined;
    return { what: 'is none of the names of schedules', allowed: MACROS.join(', '), fix: "write '@daily'" };
  }
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== FIELDS.length) {
    return {
      what: `has ${parts.length} fields instead of 5`,
      allowed: ALLOWED,
      fix:
        parts.length === 6
          ? `leave out the seconds: '${parts.slice(1).join(' ')}'`
          : "write '0 * * * *' for every hour",
    };
  }
  const sets: number[][] = [];
  for (const [index, part] of parts.entries()) {
    const read = valuesOf(part, FIELDS[index]!);
    if (!Array.isArray(read)) return read;
    sets.push(read);
  }
  return neverRuns(parts, sets);
}

/** The values of one field, or what is wrong with it. */
function valuesOf(part: string, field: FieldOfTime): number[] | Fault {
  const values: number[] = [];
  for (const range of part.split(',')) {
    const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\w+))?$/.exec(range);
    if (!match) return fault(range, field, 'is neither a value, a range nor a step');
    const [, star, low, high, by] = match;
    const first = star ? field.min : numberOf(low!, field);
    const last = star || (by !== undefined && high === undefined) ? field.max : numberOf(high ?? low!, field);
    const step = by === undefined ? 1 : /^\d+$/.test(by) ? Number(by) : Number.NaN;
    if (Number.isNaN(first) || Number.isNaN(last)) return fault(range, field, 'names no value of this field');
    if (first < field.min || last > field.max) return fault(range, field, 'is out of range');
    if (first > last) return fault(range, field, 'ends before it begins');
    if (Number.isNaN(step) || step === 0) return fault(range, field, 'has no step that is a number above 0');
    if (step > field.max - field.min) {
      return {
        ...fault(range, field, `has a step that is larger than all of its values, so that only ${first} is left`),
        rule: 'schedule-with-a-vain-step',
        fix: `write ${first}`,
      };
    }
    for (let value = first; value <= last; value += step) values.push(value);
  }
  return values;
}

function numberOf(text: string, { names }: FieldOfTime): number {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named;
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

function fault(range: string, { name, min, max, names }: FieldOfTime, what: string): Fault {
  const sunday = name === 'day of the week' && range === '7';
  return {
    what: `has a ${name} '${range}' that ${what}`,
    allowed: `${min} to ${max}${names ? `, ${names.at(min)} to ${names.at(max)}` : ''}, *, a-b, */n, and these with commas between them`,
    fix: sunday ? 'write 0 for Sunday' : `write * for any ${name}`,
  };
}

/** A day that no month of the schedule has. With a day of the week too, either is enough. */
function neverRuns(parts: readonly string[], [, , days, months]: readonly number[][]): Fault | undefined {
  if (!/^[*?]/.test(parts[4]!)) return undefined;
  if (months!.some((month) => days!.some((day) => day <= DAYS_OF_MONTHS[month - 1]!))) return undefined;
  return {
    rule: 'schedule-that-never-comes',
    what: 'is for a day that its months do not have: it never runs',
    allowed: 'a day of one of the months',
    fix: `write day ${DAYS_OF_MONTHS[months![0]! - 1]}`,
  };
}
