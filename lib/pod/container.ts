import type { DataUse } from '../config/data-source';
import type { ResolvedDefaults } from '../defaults/resolved';
import type { Container, Lifecycle, SecurityContext, VolumeDevice, VolumeMount } from '../kubernetes/generated';
import { containerPorts, type Port } from '../network/ports';
import { containerOptionFields, type ReadContainerOptions } from './container-options';
import { envFields, type ReadEnv } from './env';
import { envFromFields, type ReadEnvFrom } from './env-from';
import { probeFields, type ReadHealth } from './health';
import { mirrored, pullPolicy } from './image';
import { type ReadResources, resourceFields } from './resources';

/** All that a container is made from. */
export interface ContainerInput {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly envFrom?: readonly ReadEnvFrom[];
  readonly workingDir?: string;
  readonly env: Readonly<Record<string, ReadEnv>>;
  readonly ports: readonly Port[];
  readonly health: ReadHealth;
  readonly resources: ReadResources;
  readonly securityContext: SecurityContext;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly lifecycle?: Lifecycle;
  /** 'Always' makes a native sidecar of an init container. */
  readonly restartPolicy?: 'Always';
  readonly options?: ReadContainerOptions;
}

/** One container of a Pod. */
export function containerFields(input: ContainerInput, defaults: ResolvedDefaults): Container {
  const ports = containerPorts(input.ports);
  return {
    name: input.name,
    image: mirrored(input.image, defaults.registries),
    imagePullPolicy: input.imagePullPolicy ?? pullPolicy(input.image, defaults),
    command: input.command,
    args: input.args,
    workingDir: input.workingDir,
    restartPolicy: input.restartPolicy,
    ports: ports.length > 0 ? ports : undefined,
    envFrom: envFromFields(input.envFrom ?? []),
    env: envFields(input.env),
    resources: resourceFields(input.resources, defaults),
    volumeMounts: input.volumeMounts,
    volumeDevices: input.volumeDevices,
    ...probeFields(input.health, input.ports, defaults.probeTimeoutSeconds),
    lifecycle: input.lifecycle,
    ...containerOptionFields(input.options ?? {}),
    securityContext: input.securityContext,
  };
}

/** What a container's variables come from, of what is ours. */
export function usesOf({ env, envFrom = [] }: Pick<ContainerInput, 'env' | 'envFrom'>): readonly DataUse[] {
  return [...Object.values(env), ...envFrom].flatMap(({ use }) => use ?? []);
}
