import { quantityValue } from '../input/quantities';
import { type Reader, wrong } from '../input/reader';
import { map, textThat } from '../input/readers';
import { nearest } from '../kubernetes/nearest';

/** kubernetes.io/docs/concepts/policy/resource-quotas: what a quota can count, beside the forms below. */
const COUNTED = [
  'cpu',
  'memory',
  'ephemeral-storage',
  ...['cpu', 'memory', 'ephemeral-storage', 'storage'].map((resource) => `requests.${resource}`),
  ...['cpu', 'memory', 'ephemeral-storage'].map((resource) => `limits.${resource}`),
  'pods',
  'services',
  'services.loadbalancers',
  'services.nodeports',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
];
/** Objects of any kind, claims by class, devices and huge pages. */
const FORMS = [
  /^count\/[a-z]+(\.[a-z0-9.-]+)?$/,
  /^[a-z0-9.-]+\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/,
  /^requests\.[a-z0-9.-]+\/[A-Za-z0-9._-]+$/,
  /^((requests|limits)\.)?hugepages-\w+$/,
];

const counted = textThat(
  `a resource such as ${COUNTED.slice(3, 6).join(', ')}, pods, count/jobs.batch`,
  (name) => COUNTED.includes(name) || FORMS.some((form) => form.test(name)),
  (name) => `write ${nearest(name, COUNTED) ?? 'pods'}`,
);

const amount: Reader<string> = {
  allowed: "a quantity such as '10', '500m' or '20Gi'",
  fallback: '0',
  read(value, at) {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 53) return `${value}`;
    const right = typeof value === 'string' && (quantityValue(value) ?? -1) >= 0;
    return right ? value : wrong(value, at, amount.allowed, '0', "write '10'");
  },
};

/** The most of each resource that the Pods and objects of a namespace may have together. */
export const quota: Reader<Readonly<Record<string, string>>> = map(amount, counted, 'a map of resources');
