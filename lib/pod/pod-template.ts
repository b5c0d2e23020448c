import type { DefaultValues } from '../defaults/values';
import type { Lifecycle, PodSpec, PodTemplateSpec } from '../kubernetes/generated';
import { type ContainerInput, containerFields } from './container';
import type { Identity } from './identity';
import { namedVolumes, type PodVolume, volumeDeviceFields, volumeFields, volumeMountFields } from './mounts';
import { podSecurityFields, type ReadSecurity } from './security';
import { spreadFields } from './spread';

/** All that a Pod template is made from. */
export interface PodInput {
  readonly identity: Identity;
  /** The container that the workload is for. */
  readonly main: Omit<ContainerInput, 'name' | 'volumeMounts' | 'volumeDevices' | 'security' | 'lifecycle'>;
  /** The volumes of the Pod, with the paths at which the main container has them. */
  readonly volumes: readonly PodVolume[];
  readonly security: ReadSecurity;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly spread?: DefaultValues['spread'];
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly restartToken?: string;
  readonly terminationGracePeriodSeconds?: number;
  /** What only the workload's kind says of its Pods. */
  readonly fields?: Pick<
    PodSpec,
    'restartPolicy' | 'tolerations' | 'hostNetwork' | 'hostPID' | 'hostIPC' | 'dnsPolicy'
  >;
  /** Seconds of `preStop`; 0 for none. */
  readonly drainSeconds: number;
}

/** A change of this annotation restarts the Pods, and does nothing else. */
export const RESTART_ANNOTATION = 'cdk8s-statecraft/restart';

/** The Pod template of a workload. */
export function podTemplate(input: PodInput, defaults: DefaultValues): PodTemplateSpec {
  const { identity, security } = input;
  const volumes = namedVolumes(input.volumes);
  const main = {
    ...input.main,
    name: identity.name,
    security,
    volumeMounts: volumeMountFields(volumes),
    volumeDevices: volumeDeviceFields(volumes),
    lifecycle: drain(input.drainSeconds),
  };
  return {
    metadata: { labels: identity.podLabels, annotations: annotations(input) },
    spec: {
      serviceAccountName: identity.name,
      automountServiceAccountToken: input.automountServiceAccountToken ?? defaults.automountServiceAccountToken,
      enableServiceLinks: input.enableServiceLinks ?? defaults.enableServiceLinks,
      terminationGracePeriodSeconds: input.terminationGracePeriodSeconds ?? defaults.terminationGracePeriodSeconds,
      securityContext: podSecurityFields(security, defaults),
      ...input.fields,
      ...spreadFields(input.spread ?? 'none', identity.selector),
      containers: [containerFields(main, defaults)],
      volumes: volumeFields(volumes),
    },
  };
}

function drain(seconds: number): Lifecycle | undefined {
  return seconds > 0 ? { preStop: { sleep: { seconds } } } : undefined;
}

function annotations({ podAnnotations, restartToken }: PodInput): Readonly<Record<string, string>> | undefined {
  const all = { ...podAnnotations, ...(restartToken === undefined ? {} : { [RESTART_ANNOTATION]: restartToken }) };
  return Object.keys(all).length > 0 ? all : undefined;
}
