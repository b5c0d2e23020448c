import type { DefaultValues } from '../defaults/values';
import type { PodTemplateSpec } from '../kubernetes/generated';
import { containerPorts, type Port } from '../network/ports';
import { envFields, type ReadEnv } from './env';
import { probeFields, type ReadHealth } from './health';
import type { Identity } from './identity';
import { pullPolicy } from './image';
import { type Mount, mountFields } from './mounts';
import { type ReadResources, resourceFields } from './resources';
import { containerSecurityFields, podSecurityFields, type ReadSecurity } from './security';
import { spreadFields } from './spread';

/** All that a Pod template is made from. */
export interface PodInput {
  readonly identity: Identity;
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, ReadEnv>>;
  readonly ports: readonly Port[];
  readonly health: ReadHealth;
  readonly resources: ReadResources;
  readonly security: ReadSecurity;
  readonly mounts: readonly Mount[];
  readonly spread?: DefaultValues['spread'];
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly restartToken?: string;
  readonly terminationGracePeriodSeconds?: number;
  /** Seconds of `preStop`; 0 for none. */
  readonly drainSeconds: number;
}

/** A change of this annotation restarts the Pods, and does nothing else. */
export const RESTART_ANNOTATION = 'cdk8s-statecraft/restart';

/** The Pod template of a workload with one container. */
export function podTemplate(input: PodInput, defaults: DefaultValues): PodTemplateSpec {
  const { identity, drainSeconds } = input;
  const { volumes, volumeMounts } = mountFields(input.mounts);
  const ports = containerPorts(input.ports);
  return {
    metadata: { labels: identity.podLabels, annotations: annotations(input) },
    spec: {
      serviceAccountName: identity.name,
      automountServiceAccountToken: input.automountServiceAccountToken ?? defaults.automountServiceAccountToken,
      enableServiceLinks: input.enableServiceLinks ?? defaults.enableServiceLinks,
      terminationGracePeriodSeconds: input.terminationGracePeriodSeconds ?? defaults.terminationGracePeriodSeconds,
      securityContext: podSecurityFields(input.security, defaults),
      ...spreadFields(input.spread ?? defaults.spread, identity.selector),
      containers: [
        {
          name: identity.name,
          image: input.image,
          imagePullPolicy: input.imagePullPolicy ?? pullPolicy(input.image, defaults),
          command: input.command,
          args: input.args,
          ports: ports.length > 0 ? ports : undefined,
          env: envFields(input.env),
          resources: resourceFields(input.resources, defaults),
          volumeMounts,
          ...probeFields(input.health, input.ports, defaults.probeTimeoutSeconds),
          lifecycle: drainSeconds > 0 ? { preStop: { sleep: { seconds: drainSeconds } } } : undefined,
          securityContext: containerSecurityFields(input.security, defaults),
        },
      ],
      volumes,
    },
  };
}

function annotations({ podAnnotations, restartToken }: PodInput): Readonly<Record<string, string>> | undefined {
  const all = { ...podAnnotations, ...(restartToken === undefined ? {} : { [RESTART_ANNOTATION]: restartToken }) };
  return Object.keys(all).length > 0 ? all : undefined;
}
