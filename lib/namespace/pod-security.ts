import type { DefaultValues } from '../defaults/values';
import { optional, type ReadOf, shape } from '../input/reader';
import { oneOf, textThat } from '../input/readers';

/** A level of the Pod Security Standards: kubernetes.io/docs/concepts/security/pod-security-standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What the API server does about Pods of a namespace that are less safe than a level. */
export interface PodSecurityProps {
  /**
   * It refuses them: their workload is accepted, and has no Pods.
   * @default 'restricted'
   */
  readonly enforce?: PodSecurityLevel;
  /**
   * It notes them in its audit log.
   * @default 'restricted'
   */
  readonly audit?: PodSecurityLevel;
  /**
   * It warns those who apply them, or their workload.
   * @default 'restricted'
   */
  readonly warn?: PodSecurityLevel;
  /**
   * The Kubernetes version whose standards count, such as `v1.35`: with a fixed one, an upgrade of the cluster refuses
   * no Pods that it took before.
   * @default 'latest'
   */
  readonly version?: string;
}

const level = oneOf<PodSecurityLevel>('privileged', 'baseline', 'restricted');

const FIELDS = {
  enforce: optional(level),
  audit: optional(level),
  warn: optional(level),
  version: optional(
    textThat(
      "'latest', or a minor version such as 'v1.35'",
      (value) => /^(latest|v1\.\d{1,3})$/.test(value),
      (value) => (/^1\.\d+/.test(value) ? `write 'v${/^1\.\d+/.exec(value)![0]}'` : "write 'latest'"),
    ),
  ),
};

export const POD_SECURITY = shape<PodSecurityProps>()('podSecurity', FIELDS);

/** The namespace's labels that say so. */
export function podSecurityLabels(
  read: Partial<ReadOf<typeof FIELDS>>,
  defaults: DefaultValues,
): Record<string, string> {
  const version = read.version ?? defaults.podSecurityVersion;
  return Object.fromEntries(
    (['enforce', 'audit', 'warn'] as const).flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, read[mode] ?? defaults.podSecurityLevel],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]),
  );
}
