import { hasForm, NAME_FORMS, type NameForm, toForm } from '../kubernetes/names';
import type { Place } from './place';
import type { Reader } from './reader';
import { textThat } from './readers';

/** A text of one of the API's name forms. */
export function nameOf(form: NameForm, what = 'a name'): Reader<string> {
  return textThat(
    `${what} of ${NAME_FORMS[form].allowed}`,
    (value) => hasForm(value, form),
    (value) => `write ${toForm(value, form)}`,
  );
}

/** A name of a ConfigMap, Secret, StorageClass and most other objects. */
export const objectName: Reader<string> = nameOf('dns-1123-subdomain');

/** A label's key: an optional DNS prefix and a name of at most 63 characters. */
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A key of a label or an annotation. */
export const labelKey: Reader<string> = textThat(
  'a key such as team or example.com/team: letters, digits, -, _ and ., at most 63 after the prefix',
  (value) => LABEL_KEY.test(value),
);

/** A value of a label. */
export const labelValue: Reader<string> = textThat('a label value of at most 63 letters, digits, -, _ and .', (value) =>
  LABEL_VALUE.test(value),
);

/** An absolute path in a container: from the root, without `:` and without `..`. */
export const containerPath: Reader<string> = textThat(
  "an absolute path such as '/var/lib/data', without ':' or '..'",
  (value) => /^\/[^:\0]*$/.test(value) && !value.split('/').includes('..'),
  (value) => (value.startsWith('/') ? undefined : `write '/${value}'`),
);

/** Records values that stand twice in a list. */
export function complainTwice<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  at: (index: number) => Place,
  what: (key: string, first: number) => { readonly rule: string; readonly what: string; readonly fix: string },
): void {
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else at(index).complain({ ...what(key, first), got: key, allowed: 'each once' });
  });
}
