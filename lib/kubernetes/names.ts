import { minorOf } from './faults';

/**
 * The forms of names that the Kubernetes API knows.
 * Sources: k8s.io/apimachinery pkg/util/validation, pkg/api/validation.
 */
export type NameForm =
  | 'dns-1123-subdomain'
  | 'dns-1123-label'
  | 'dns-1035-label'
  | 'job-name'
  | 'cron-job-name'
  | 'path-segment';

interface NameRule {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

/** A DNS subdomain of some length. */
const subdomain = (longest: number): NameRule => ({
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest,
  allowed: `at most ${longest} lower-case letters, digits, - and ., with a letter or digit at both ends of each part`,
});

export const NAME_FORMS: Readonly<Record<NameForm, NameRule>> = {
  'dns-1123-subdomain': subdomain(253),
  // Its Pods carry a Job's name in a label; a CronJob's Jobs get `-` and ten digits behind it.
  // k8s.io/kubernetes pkg/apis/batch/validation, ValidateJob and ValidateCronJobCreate.
  'job-name': subdomain(63),
  'cron-job-name': subdomain(52),
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

/** Which form a name has, by its kind; those that are not listed (custom resources too) have a subdomain. */
const FORMS_OF_KINDS: Readonly<Record<string, NameForm>> = {
  'v1 Namespace': 'dns-1123-label',
  'apps/v1 StatefulSet': 'dns-1123-label',
  'batch/v1 Job': 'job-name',
  'batch/v1 CronJob': 'cron-job-name',
  // Nothing looks at it: k8s.io/kubernetes pkg/apis/policy/validation, ValidatePodDisruptionBudget.
  'policy/v1 PodDisruptionBudget': 'path-segment',
  'rbac.authorization.k8s.io/v1 Role': 'path-segment',
  'rbac.authorization.k8s.io/v1 RoleBinding': 'path-segment',
  'rbac.authorization.k8s.io/v1 ClusterRole': 'path-segment',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': 'path-segment',
};

/** The form of a Service's name. From 1.36 on it may begin with a digit: KEP-5311, RelaxedServiceNameValidation. */
export function serviceNameForm(kubernetesVersion: string): NameForm {
  return minorOf(kubernetesVersion) >= 36 ? 'dns-1123-label' : 'dns-1035-label';
}

/** The form of the names of a kind. */
export function nameFormOf(apiVersion: string, kind: string, kubernetesVersion: string): NameForm {
  const key = `${apiVersion} ${kind}`;
  if (key === 'v1 Service') return serviceNameForm(kubernetesVersion);
  return Object.hasOwn(FORMS_OF_KINDS, key) ? FORMS_OF_KINDS[key]! : 'dns-1123-subdomain';
}

/** Whether a name has a form. */
export function hasForm(name: string, form: NameForm): boolean {
  return name.length <= NAME_FORMS[form].longest && NAME_FORMS[form].pattern.test(name);
}

const WITH_DOTS: ReadonlySet<NameForm> = new Set(['dns-1123-subdomain', 'job-name', 'cron-job-name']);

/** The nearest name of a form, for proposals: `Web_1` → `web-1`. */
export function toForm(name: string, form: NameForm): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(WITH_DOTS.has(form) ? /$^/ : /\./g, '-')
    .replace(form === 'dns-1035-label' ? /^[^a-z]+/ : /^[^a-z0-9]+/, '')
    .slice(0, NAME_FORMS[form].longest)
    .replace(/[^a-z0-9]+$/, '');
  return hasForm(plain, form) ? plain : 'web';
}
