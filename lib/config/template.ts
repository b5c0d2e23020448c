import type { Place } from '../input/place';
import { type Reader, wrong } from '../input/reader';
import { map, textThat } from '../input/readers';
import { nearest } from '../kubernetes/nearest';

/** What a placeholder or a property may stand for. */
export type PlainValue = string | number | boolean;

export const plainValue: Reader<PlainValue> = {
  allowed: 'a text, a number, true or false',
  fallback: '',
  read(value, at) {
    const right = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    return right ? (value as PlainValue) : wrong(value, at, plainValue.allowed, '');
  },
};

const placeholderName = textThat("a placeholder's name: a letter, then letters, digits, _, - and .", (name) =>
  /^[A-Za-z][\w.-]*$/.test(name),
);

/** The values of a template, by placeholder. */
export const templateValues: Reader<Readonly<Record<string, PlainValue>>> = map(plainValue, placeholderName);

const PLACEHOLDER = /(\\?)\{\{\s*([A-Za-z][\w.-]*)\s*\}\}/g;

/**
 * A text whose placeholders `{{ name }}` are replaced; `\{{ name }}` stays what it is, and so does all that is no
 * placeholder, such as `{{ $labels.job }}`. A placeholder without a value is an error, and so is a value without one.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, PlainValue>>, at: Place): string {
  const unused = new Set(Object.keys(values));
  const missing = new Set<string>();
  const filled = template.replace(PLACEHOLDER, (whole, kept: string, name: string) => {
    if (kept !== '') return whole.slice(1);
    unused.delete(name);
    if (Object.hasOwn(values, name)) return String(values[name]);
    missing.add(name);
    return whole;
  });
  for (const name of missing) {
    const near = nearest(name, unused);
    at.key('values').complain({
      rule: 'missing-template-value',
      what: `has no value for the placeholder {{ ${name} }}`,
      got: Object.keys(values).join(', ') || 'no values',
      allowed: 'a value for each placeholder',
      fix: near ? `write ${name} instead of ${near}` : `add ${name}, or write \\{{ ${name} }} to keep the text`,
    });
    if (near) unused.delete(near);
  }
  for (const name of unused) {
    at.key('values')
      .key(name)
      .complain({
        rule: 'unused-template-value',
        what: `is used nowhere: the template has no placeholder {{ ${name} }}`,
        got: name,
        allowed: 'values of placeholders in the template',
        fix: 'remove it, or add the placeholder',
      });
  }
  return filled;
}
