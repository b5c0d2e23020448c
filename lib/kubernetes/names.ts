/**
 * The forms of names that the Kubernetes API knows.
 * Sources: k8s.io/apimachinery pkg/util/validation, pkg/api/validation.
 */
export type NameForm = 'dns-1123-subdomain' | 'dns-1123-label' | 'dns-1035-label' | 'path-segment';

interface NameRule {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

export const NAME_FORMS: Readonly<Record<NameForm, NameRule>> = {
  'dns-1123-subdomain': {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    longest: 253,
    allowed: 'at most 253 lower-case letters, digits, - and ., with a letter or digit at both ends of each part',
  },
  'dns-1123-label': {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    longest: 63,
    allowed: 'at most 63 lower-case letters, digits and -, with a letter or digit at both ends',
  },
  'dns-1035-label': {
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    longest: 63,
    allowed: 'at most 63 lower-case letters, digits and -, with a letter first and a letter or digit last',
  },
  'path-segment': {
    pattern: /^(?!\.{1,2}$)[^/%]+$/,
    longest: 253,
    allowed: 'a text without / and %',
  },
};

/**
 * The longest name of a StatefulSet that works: the API takes 63 characters, but the Pods carry
 * `controller-revision-hash: <name>-<hash>`, the hash has up to 10, and labels have at most 63
 * (kubernetes/kubernetes issue 64023).
 */
export const LONGEST_STATEFUL_SET_NAME = 52;

/** Which form a kind's name has; kinds that are not listed (custom resources too) have a subdomain. */
const FORMS_OF_KINDS: Readonly<Record<string, NameForm>> = {
  Service: 'dns-1035-label',
  Namespace: 'dns-1123-label',
  StatefulSet: 'dns-1123-label',
  Role: 'path-segment',
  RoleBinding: 'path-segment',
  ClusterRole: 'path-segment',
  ClusterRoleBinding: 'path-segment',
};

/** The form of the names of a kind. */
export function nameFormOf(kind: string): NameForm {
  return Object.hasOwn(FORMS_OF_KINDS, kind) ? FORMS_OF_KINDS[kind]! : 'dns-1123-subdomain';
}

/** Whether a name has a form. */
export function hasForm(name: string, form: NameForm): boolean {
  return name.length <= NAME_FORMS[form].longest && NAME_FORMS[form].pattern.test(name);
}

/** The nearest name of a form, for proposals: `Web_1` → `web-1`. */
export function toForm(name: string, form: NameForm): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(form === 'dns-1123-subdomain' ? /$^/ : /\./g, '-')
    .replace(form === 'dns-1035-label' ? /^[^a-z]+/ : /^[^a-z0-9]+/, '')
    .slice(0, NAME_FORMS[form].longest)
    .replace(/[^a-z0-9]+$/, '');
  return hasForm(plain, form) ? plain : 'web';
}
