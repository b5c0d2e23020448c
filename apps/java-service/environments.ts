import { Platform, Scaling } from 'cdk8s-statecraft';

/** What an environment of the service decides; all else is the same everywhere. Its configuration is in `config/<name>`. */
export interface ServiceEnvironment {
  readonly name: string;
  readonly platform: Platform;
  /** The version that runs there. A change rolls it out, `git revert` of the change rolls it back. */
  readonly version: string;
  /** How many Pods, where nobody scales. */
  readonly replicas?: number;
  readonly scaling?: Scaling;
  readonly memory: string;
  /** Any text; another one restarts the Pods, one after the other. */
  readonly restartToken?: string;
}

export const ENVIRONMENTS: readonly ServiceEnvironment[] = [
  {
    name: 'dev',
    platform: Platform.define({ kubernetesVersion: '1.36' }),
    version: '2.4.0',
    replicas: 1,
    memory: '512Mi',
  },
  {
    name: 'staging',
    platform: Platform.define({ kubernetesVersion: '1.36' }),
    version: '2.4.0',
    replicas: 2,
    memory: '512Mi',
  },
  {
    name: 'production',
    platform: Platform.define({ kubernetesVersion: '1.35' }),
    version: '2.3.1',
    scaling: Scaling.onCpu({ min: 3, max: 12, targetUtilization: 70, scaleDown: { stabilization: 600 } }),
    memory: '1Gi',
    restartToken: '2026-03-02: new database password',
  },
];
