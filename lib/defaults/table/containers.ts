import { Health } from '../../pod/health';
import { Probe } from '../../pod/probe';
import { CONTAINER, type DefaultRow, LONG_RUNNING, POD, row, WORKLOADS } from './row';

const WAIT = `${POD}.initContainers[0]`;
const resources = (key: string, value: string) => ({ other: { resources: { memory: '256Mi', [key]: value } } });
const WAITING = { beside: { waitFor: ['db:5432'] } };
const DIGEST = { beside: { image: `registry.example.com/web@sha256:${'0'.repeat(64)}` } };

/** What containers ask for, and what they wait for. */
export const CONTAINERS: readonly DefaultRow[] = [
  row(
    'cpuRequest',
    WORKLOADS,
    [`${CONTAINER}.resources.requests.cpu`],
    'resources.cpu',
    '500m',
    'the scheduler counts it; there is no limit, which would throttle',
    resources('cpu', '500m'),
  ),
  row(
    'ephemeralStorageRequest',
    WORKLOADS,
    [`${CONTAINER}.resources.requests.ephemeral-storage`],
    'resources.ephemeralStorage',
    '128Mi',
    'logs need disk',
    resources('ephemeralStorage', '128Mi'),
  ),
  row(
    'ephemeralStorageLimit',
    WORKLOADS,
    [`${CONTAINER}.resources.limits.ephemeral-storage`],
    'resources.ephemeralStorageLimit',
    '2Gi',
    'one Pod cannot fill the disk of a node',
    resources('ephemeralStorageLimit', '2Gi'),
  ),
  row(
    'waitImage',
    WORKLOADS,
    [`${WAIT}.image`],
    'waiting.image',
    'registry.example.com/busybox:1.37',
    'small, and it has all that a wait needs',
    WAITING,
  ),
  row(
    'waitTimeLimitSeconds',
    WORKLOADS,
    [],
    'waiting.timeLimit',
    60,
    'what never answers is a failure that says its name, not a Pod that waits for ever',
    {
      ...WAITING,
      emitted: { [`${WAIT}.args[0]`]: '300' },
      other: { waiting: { timeLimit: 60 } },
      gives: '60',
      value: 60,
    },
  ),
  row(
    'waitMemory',
    WORKLOADS,
    [`${WAIT}.resources.requests.memory`, `${WAIT}.resources.limits.memory`],
    'waiting.resources.memory',
    '32Mi',
    'a shell and nc',
    WAITING,
  ),
  row('waitCpu', WORKLOADS, [`${WAIT}.resources.requests.cpu`], 'waiting.resources.cpu', '20m', 'it sleeps', {
    ...WAITING,
    other: { waiting: { resources: { memory: '16Mi', cpu: '20m' } } },
  }),
  row(
    'probeTimeoutSeconds',
    LONG_RUNNING,
    [`${CONTAINER}.readinessProbe.timeoutSeconds`],
    'health.ready.timeoutSeconds',
    7,
    "Kubernetes' own of one second fails under CPU pressure",
    {
      beside: { health: Health.probes({ ready: Probe.tcp() }) },
      other: { health: Health.probes({ ready: Probe.tcp({ timeoutSeconds: 7 }) }) },
    },
  ),
];

/** When images are pulled. */
export const IMAGES: readonly DefaultRow[] = [
  row('pullPolicyOfTag', WORKLOADS, [`${CONTAINER}.imagePullPolicy`], 'imagePullPolicy', 'Never', 'a tag can move'),
  row(
    'pullPolicyOfDigest',
    WORKLOADS,
    [`${CONTAINER}.imagePullPolicy`],
    'imagePullPolicy',
    'Never',
    'a digest cannot',
    DIGEST,
  ),
];
