import type { Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-28';
import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import { bytes, cpus, quantityValue } from '../input/quantities';
import { optional, type ReadOf, required, shape } from '../input/reader';
import type { ResourceRequirements } from '../kubernetes/generated';
import { extendedResources } from './extended-resources';

/** What the container needs. Memory is a decision; the rest has named defaults. */
export interface ResourceProps {
  /** Memory: request and limit, such as `256Mi`. A Pod above it is killed; one below it is never evicted for it. */
  readonly memory: string | Size;
  /**
   * The CPU request, such as `250m`.
   * @default '100m'
   */
  readonly cpu?: string | Cpu;
  /**
   * The CPU limit. Above it the container is throttled, which makes it slow while the node idles.
   * @default - none
   */
  readonly cpuLimit?: string | Cpu;
  /**
   * The memory request, where it shall be lower than the limit.
   * @default - the same as `memory`
   */
  readonly memoryRequest?: string | Size;
  /**
   * The request for the node's disk: logs, writable paths without a volume of their own.
   * @default '64Mi'
   */
  readonly ephemeralStorage?: string | Size;
  /**
   * The limit for the node's disk. A Pod above it is evicted.
   * @default '1Gi'
   */
  readonly ephemeralStorageLimit?: string | Size;
  /**
   * What else nodes have, by name: `{ 'nvidia.com/gpu': 1, 'hugepages-2Mi': '64Mi' }`. Request and limit are the same, as
   * Kubernetes wants it.
   * @default - none
   */
  readonly extended?: Readonly<Record<string, string | number>>;
}

const FIELDS = {
  memory: required(bytes),
  cpu: optional(cpus),
  cpuLimit: optional(cpus),
  memoryRequest: optional(bytes),
  ephemeralStorage: optional(bytes),
  ephemeralStorageLimit: optional(bytes),
  extended: optional(extendedResources),
};

export const RESOURCES = shape<ResourceProps>()('resources', FIELDS);

/** Resources as read. */
export type ReadResources = ReadOf<typeof FIELDS>;

const PAIRS = [
  ['cpu', 'cpuLimit'],
  ['memoryRequest', 'memory'],
  ['ephemeralStorage', 'ephemeralStorageLimit'],
] as const;

/** No program starts with less: a number without a unit is a number of bytes. */
const LEAST_MEMORY = 2 ** 20;
/** No node has more: a number without a unit is a number of cores. */
const MOST_CPUS = 256;

function checkUnits(read: ReadResources, at: Place): void {
  for (const key of ['memory', 'memoryRequest'] as const) {
    const amount = quantityValue(read[key] ?? '') ?? 0;
    if (amount <= 0 || amount >= LEAST_MEMORY || !Number.isInteger(amount)) continue;
    at.key(key).complain({
      rule: 'tiny-memory',
      severity: 'unsafe',
      what: `is ${amount} bytes: no container starts with that`,
      got: read[key],
      allowed: "a size with its unit, such as '64Mi'",
      fix: `write '${read[key]?.replace(/[a-zA-Z]+$/, '')}Mi'`,
    });
  }
  for (const key of ['cpu', 'cpuLimit'] as const) {
    const amount = quantityValue(read[key] ?? '') ?? 0;
    if (amount <= MOST_CPUS) continue;
    at.key(key).complain({
      rule: 'huge-cpu',
      severity: 'unsafe',
      what: `is ${amount} cores: no node has them, and the Pod stays Pending`,
      got: read[key],
      allowed: "a number of cores such as '2', or of thousandths such as '500m'",
      fix: `write '${read[key]}m'`,
    });
  }
}

/** Complains about amounts that nobody means, and about requests above their limits. */
export function checkResources(read: ReadResources, defaults: DefaultValues, at: Place): void {
  checkUnits(read, at);
  const filled: ReadResources = { ...read, ...withDefaults(read, defaults) };
  for (const [request, limit] of PAIRS) {
    if (filled[request] === filled[limit]) continue;
    const [low, high] = [filled[request], filled[limit]].map((quantity) => quantityValue(quantity ?? '') ?? 0);
    if (!low || !high || low <= high) continue;
    at.key(read[limit] === undefined ? request : limit).complain({
      rule: 'request-above-limit',
      what: `makes ${request} (${filled[request]}) larger than ${limit} (${filled[limit]})`,
      got: read[limit] ?? read[request],
      allowed: 'a request of at most the limit',
      fix: `raise ${limit} to ${filled[request]}, or lower ${request}`,
    });
  }
}

function withDefaults(read: ReadResources, defaults: DefaultValues) {
  return {
    cpu: read.cpu ?? defaults.cpuRequest,
    memoryRequest: read.memoryRequest ?? read.memory,
    ephemeralStorage: read.ephemeralStorage ?? defaults.ephemeralStorageRequest,
    ephemeralStorageLimit: read.ephemeralStorageLimit ?? defaults.ephemeralStorageLimit,
  };
}

/** The container's resources. */
export function resourceFields(read: ReadResources, defaults: DefaultValues): ResourceRequirements {
  const { cpu, memoryRequest, ephemeralStorage, ephemeralStorageLimit } = withDefaults(read, defaults);
  return {
    requests: { cpu, memory: memoryRequest, 'ephemeral-storage': ephemeralStorage, ...read.extended },
    limits: {
      ...(read.cpuLimit === undefined ? {} : { cpu: read.cpuLimit }),
      memory: read.memory,
      'ephemeral-storage': ephemeralStorageLimit,
      ...read.extended,
    },
  };
}
