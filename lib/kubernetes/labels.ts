/** The forms of labels: k8s.io/apimachinery pkg/util/validation. */

const KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export const LABEL_KEY_ALLOWED =
  'a key such as team or example.com/team: letters, digits, -, _ and ., at most 63 after the prefix';
export const LABEL_VALUE_ALLOWED = 'a label value of at most 63 letters, digits, -, _ and .';

/** Whether a text can be the key of a label or an annotation: an optional DNS prefix and a name. */
export function isLabelKey(key: string): boolean {
  return KEY.test(key);
}

/** Whether a text can be the value of a label. */
export function isLabelValue(value: string): boolean {
  return VALUE.test(value);
}
