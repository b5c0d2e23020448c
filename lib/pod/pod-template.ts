import { CONFIG_ANNOTATION, configChecksum } from '../config/checksum';
import type { ResolvedDefaults } from '../defaults/resolved';
import type { PodSpec, PodTemplateSpec } from '../kubernetes/generated';
import type { PlacementFields } from '../placement/placement';
import { type ContainerInput, containerFields, usesOf } from './container';
import type { FurtherContainers } from './further-containers';
import type { Identity } from './identity';
import { lifecycleFields, type ReadLifecycle } from './lifecycle';
import { namedVolumes, type PodVolume, volumeDeviceFields, volumeFields, volumeMountFields } from './mounts';
import { containerSecurityFields, podSecurityFields, type ReadSecurity } from './security';

/** All that a Pod template is made from. */
export interface PodInput {
  readonly identity: Identity;
  readonly serviceAccountName: string;
  /** The container that the workload is for. */
  readonly main: Omit<ContainerInput, 'volumeMounts' | 'volumeDevices' | 'securityContext' | 'lifecycle'>;
  /** The volumes of the Pod, with the paths at which the main container has them. */
  readonly volumes: readonly PodVolume[];
  readonly security: ReadSecurity;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly placement: PlacementFields;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly restartToken?: string;
  /** Whether a change of configuration replaces the Pods. */
  readonly rollOnConfigChange: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly lifecycle: ReadLifecycle;
  /** The containers beside the main one. */
  readonly further: FurtherContainers;
  /** More fields of the Pod: those of its network, its processes, its pull secrets. */
  readonly fields: Partial<PodSpec>;
}

/** A change of this annotation restarts the Pods, and does nothing else. */
export const RESTART_ANNOTATION = 'cdk8s-statecraft/restart';

/** The Pod template of a workload. */
export function podTemplate(input: PodInput, defaults: ResolvedDefaults): PodTemplateSpec {
  const { identity, security } = input;
  const { initContainers, containers, volumes: furtherVolumes } = input.further;
  const volumes = namedVolumes(input.volumes);
  const main = {
    ...input.main,
    securityContext: containerSecurityFields(security, defaults),
    volumeMounts: volumeMountFields(volumes),
    volumeDevices: volumeDeviceFields(volumes),
    lifecycle: lifecycleFields(input.lifecycle, input.main.ports),
  };
  const stopSignal = [main, ...initContainers, ...containers].some(({ lifecycle }) => lifecycle?.stopSignal);
  const asFields = (container: ContainerInput) => containerFields(container, defaults);
  return {
    metadata: { labels: identity.podLabels, annotations: annotations(input) },
    spec: {
      serviceAccountName: input.serviceAccountName,
      automountServiceAccountToken: input.automountServiceAccountToken ?? defaults.automountServiceAccountToken,
      enableServiceLinks: input.enableServiceLinks ?? defaults.enableServiceLinks,
      terminationGracePeriodSeconds: input.terminationGracePeriodSeconds ?? defaults.terminationGracePeriodSeconds,
      securityContext: podSecurityFields(security, defaults),
      ...input.placement,
      // The API server takes a stop signal only where the operating system is known.
      os: stopSignal ? { name: 'linux' } : undefined,
      ...input.fields,
      initContainers: initContainers.length > 0 ? initContainers.map(asFields) : undefined,
      containers: [main, ...containers].map(asFields),
      volumes: volumeFields([...volumes, ...furtherVolumes]),
    },
  };
}

function annotations(input: PodInput): Readonly<Record<string, string>> | undefined {
  const { podAnnotations, restartToken, rollOnConfigChange } = input;
  const { initContainers, containers, volumes: furtherVolumes } = input.further;
  const uses = [
    ...[input.main, ...initContainers, ...containers].flatMap(usesOf),
    ...[...input.volumes, ...furtherVolumes].flatMap(({ use }) => use ?? []),
  ];
  const checksum = rollOnConfigChange ? configChecksum(uses) : undefined;
  const all = {
    ...podAnnotations,
    ...(restartToken === undefined ? {} : { [RESTART_ANNOTATION]: restartToken }),
    ...(checksum === undefined ? {} : { [CONFIG_ANNOTATION]: checksum }),
  };
  return Object.keys(all).length > 0 ? all : undefined;
}
