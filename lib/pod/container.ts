import type { DefaultValues } from '../defaults/values';
import type { Container, Lifecycle, VolumeDevice, VolumeMount } from '../kubernetes/generated';
import { containerPorts, type Port } from '../network/ports';
import { envFields, type ReadEnv } from './env';
import { probeFields, type ReadHealth } from './health';
import { pullPolicy } from './image';
import { type ReadResources, resourceFields } from './resources';
import { containerSecurityFields, type ReadSecurity } from './security';

/** All that a container is made from. */
export interface ContainerInput {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, ReadEnv>>;
  readonly ports: readonly Port[];
  readonly health: ReadHealth;
  readonly resources: ReadResources;
  readonly security: ReadSecurity;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumeDevices?: readonly VolumeDevice[];
  readonly lifecycle?: Lifecycle;
}

/** One container of a Pod. */
export function containerFields(input: ContainerInput, defaults: DefaultValues): Container {
  const ports = containerPorts(input.ports);
  return {
    name: input.name,
    image: input.image,
    imagePullPolicy: input.imagePullPolicy ?? pullPolicy(input.image, defaults),
    command: input.command,
    args: input.args,
    ports: ports.length > 0 ? ports : undefined,
    env: envFields(input.env),
    resources: resourceFields(input.resources, defaults),
    volumeMounts: input.volumeMounts,
    volumeDevices: input.volumeDevices,
    ...probeFields(input.health, input.ports, defaults.probeTimeoutSeconds),
    lifecycle: input.lifecycle,
    securityContext: containerSecurityFields(input.security, defaults),
  };
}
