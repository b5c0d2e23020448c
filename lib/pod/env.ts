import type { EnvValue } from 'cdk8s-plus-28';
import { checkUse, type DataUse, keyOf } from '../config/data-source';
import { filePath } from '../config/file-set';
import { dataKey } from '../config/keys';
import { configMapReference, type NamedObject, secretReference } from '../config/references';
import { Choice, choice, isChoice } from '../input/choice';
import type { Place } from '../input/place';
import { isObject, optional, type Reader, shape, wrong } from '../input/reader';
import { flag, map, nonEmptyText, textThat } from '../input/readers';
import type { EnvVar, EnvVarSource } from '../kubernetes/generated';
import { nearest } from '../kubernetes/nearest';
import { podFields } from '../kubernetes/pod-fields';

/** How a reference to a key is taken. */
export interface KeyReferenceProps {
  /**
   * Start the container also when the object or the key is missing; the variable is then not set.
   * @default false
   */
  readonly optional?: boolean;
}

/** How a resource is counted. */
export interface ResourceFieldProps {
  /**
   * The unit that is counted in, rounded up: `1Mi` or `1G` of memory, `1m` of CPU.
   * @default - 1: bytes, whole CPUs
   */
  readonly divisor?: string;
}

/** What reading one variable's value gives: the fields beside its name. */
export interface ReadEnv {
  readonly value?: string;
  readonly valueFrom?: EnvVarSource;
  /** The source of ours that it comes from. */
  readonly use?: DataUse;
}

const KEY_REFERENCE = shape<KeyReferenceProps>()('a reference to a key', { optional: optional(flag) });

/** What the API takes: k8s.io/kubernetes pkg/apis/core/validation, validEnvDownwardAPIFieldPathExpressions. */
const POD_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const { allowed, accepts, fix } = podFields(POD_FIELDS);
const podField = textThat(allowed, accepts, fix);
const CONTAINER_RESOURCES = ['limits', 'requests'].flatMap((of) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((resource) => `${of}.${resource}`),
);
export const containerResource = textThat(
  `one of ${CONTAINER_RESOURCES.join(', ')}, limits.hugepages-<size>, requests.hugepages-<size>`,
  (name) => CONTAINER_RESOURCES.includes(name) || /^(limits|requests)\.hugepages-\w+$/.test(name),
  (name) => `write ${nearest(name, CONTAINER_RESOURCES) ?? 'limits.memory'}`,
);

const OF_CPU = ['1', '1m'];
const OF_BYTES = [
  '1',
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((unit) => `1${unit}`),
  ...'KMGTPE'.split('').map((unit) => `1${unit}i`),
];

/** Complains about a unit that the API refuses: k8s.io/kubernetes pkg/apis/core/validation, validateContainerResourceDivisor. */
export function checkDivisor(resource: string, divisor: string | undefined, at: Place): void {
  const units = resource.endsWith('.cpu') ? OF_CPU : OF_BYTES;
  if (divisor === undefined || units.includes(divisor)) return;
  at.complain({
    rule: 'wrong-divisor',
    what: `is no unit that ${resource} is counted in`,
    got: divisor,
    allowed: units.join(', '),
    fix: `write '${nearest(divisor, units) ?? units[1]}'`,
  });
}

/** A wrong one leaves '1' behind, which contradicts no resource. */
export const divisorText: Reader<string> = {
  ...nonEmptyText,
  fallback: '1',
  read: (value, at) => nonEmptyText.read(value, at) || '1',
};

const RESOURCE_FIELD = shape<ResourceFieldProps>()('a resource', { divisor: optional(divisorText) });

/** Where the value of an environment variable comes from, when it is not a text. */
export class EnvSource extends Choice<ReadEnv> {
  /**
   * A key of a ConfigMap in the same namespace.
   * @param configMap its name, a ConfigMap of ours (whose keys are checked) or one of cdk8s-plus
   */
  static configMapKey(configMap: string | NamedObject, key: string, props: KeyReferenceProps = {}): EnvSource {
    return EnvSource.ofKey('configMapKeyRef', configMap, key, props);
  }

  /**
   * A key of a Secret in the same namespace. A rotation of the Secret reaches the variable when the Pod is restarted.
   * @param secret its name, an ExternalSecret, a SealedSecret or one of cdk8s-plus
   */
  static secretKey(secret: string | NamedObject, key: string, props: KeyReferenceProps = {}): EnvSource {
    return EnvSource.ofKey('secretKeyRef', secret, key, props);
  }

  /** A field of the Pod, such as `metadata.name` or `status.podIP`. */
  static field(fieldPath: string): EnvSource {
    return new EnvSource('EnvSource', (at) => ({
      valueFrom: { fieldRef: { fieldPath: podField.read(fieldPath, at.key('fieldPath')) } },
    }));
  }

  /** A resource of the container, such as `limits.memory`. */
  static resource(resource: string, props: ResourceFieldProps = {}): EnvSource {
    return new EnvSource('EnvSource', (at) => {
      const read = containerResource.read(resource, at.key('resource'));
      const { divisor } = RESOURCE_FIELD.read(props, at);
      if (read === resource) checkDivisor(read, divisor, at.key('divisor'));
      return { valueFrom: { resourceFieldRef: { resource: read, divisor } } };
    });
  }

  private static ofKey(
    field: 'configMapKeyRef' | 'secretKeyRef',
    object: string | NamedObject,
    key: string,
    props: KeyReferenceProps,
  ): EnvSource {
    return new EnvSource('EnvSource', (at) => {
      const reader = field === 'configMapKeyRef' ? configMapReference : secretReference;
      const { name, source } = reader.read(object, at.key('name'));
      // A file of a ConfigMap of ours may be asked for by its path.
      const read = (source ? filePath : dataKey).read(key, at.key('key'));
      const rest = KEY_REFERENCE.read(props, at);
      if (source) checkUse(source, [read], rest.optional ?? false, at.key('key'));
      // A getter: the name and the keys of a ConfigMap are complete when the Pods are rendered.
      const valueFrom = {
        get [field]() {
          return { name: name(), key: source ? keyOf(source, read) : read, ...rest };
        },
      };
      return { valueFrom, use: source && { source, keys: [read] } };
    });
  }
}

/** What a variable may be given as. */
export type EnvInput = string | EnvSource | EnvValue;

const ALLOWED = "a text, EnvSource.secretKey('db', 'password') or a cdk8s-plus EnvValue";
const source = choice<ReadEnv>('EnvSource', ALLOWED, {});

const envValue: Reader<ReadEnv> = {
  allowed: ALLOWED,
  fallback: {},
  read(value, at) {
    if (typeof value === 'string') return { value };
    if (isChoice(value, 'EnvSource')) return source.read(value, at);
    if (isPlus(value)) return fromPlus(value);
    const plain = typeof value === 'number' || typeof value === 'boolean';
    return wrong(value, at, ALLOWED, {}, plain ? `write '${value}'` : undefined);
  },
};

function isPlus(given: unknown): given is EnvValue {
  if (!isObject(given)) return false;
  const { value, valueFrom } = given as Partial<EnvValue>;
  return value === undefined ? isObject(valueFrom) : typeof value === 'string';
}

function fromPlus({ value, valueFrom }: EnvValue): ReadEnv {
  return value === undefined ? { valueFrom } : { value };
}

/** The API takes any printable ASCII but `=` (relaxed in 1.34): k8s.io/apimachinery IsRelaxedEnvVarName. */
const variableName = textThat(
  "a variable's name: printable ASCII characters without =",
  (name) => /^[\x20-\x3c\x3e-\x7e]+$/.test(name),
  (name) => `write ${name.replace(/[^\w]+/g, '_')}`,
);

const variables = map(envValue, variableName, 'a map of variables', 'undefined is left out');

/**
 * Variables by name, in the user's order: `$(A)` in a later one refers to an earlier one. As in props, undefined is what is
 * not said: `{ DEBUG: debug ? '1' : undefined }`.
 */
export const env: Reader<Readonly<Record<string, ReadEnv>>> = {
  ...variables,
  read(value, at) {
    const read = variables.read(value, at);
    const moved = Object.keys(read).filter((name) => /^(0|[1-9]\d*)$/.test(name));
    if (moved.length > 0 && Object.keys(read).length > 1) complainMoved(moved, at);
    return read;
  },
};

/** ECMA-262, OrdinaryOwnPropertyKeys: array indices come first, whatever the order in which they were written. */
function complainMoved(names: readonly string[], at: Place): void {
  at.complain({
    rule: 'lost-order',
    severity: 'unsafe',
    what: 'has names that look like whole numbers: JavaScript moves them to the front of a map, and the order is lost',
    got: names,
    allowed: 'names with another character than digits',
    fix: `write _${names[0]}`,
  });
}

/** The container's variables. */
export function envFields(read: Readonly<Record<string, ReadEnv>>): readonly EnvVar[] | undefined {
  const variables = Object.entries(read).map(([name, { value, valueFrom }]) => ({ name, value, valueFrom }));
  return variables.length === 0 ? undefined : variables;
}
