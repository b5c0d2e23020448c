import { Choice, choice } from '../input/choice';
import { oneOf, textThat } from '../input/readers';

/** The moment of a sync of Argo CD. */
export type HookPhase = 'PreSync' | 'Sync' | 'PostSync';

/** How a Job that is to run again gets into the cluster, as read. */
export interface ReadReplacement {
  /** What follows the Job's name. */
  readonly version?: string;
  /** Annotations of the Job. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Annotations of the objects that it needs. */
  readonly besides?: Readonly<Record<string, string>>;
}

/** With a name of up to 52 characters it stays below the 63 of a label. */
const version = textThat(
  'a text of at most 30 lower-case letters, digits and -, with a letter or digit at both ends',
  (value) => value.length <= 30 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value),
  (value) => {
    const near = value
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 30)
      .replace(/^-+|-+$/g, '');
    return near === '' ? undefined : `write '${near}'`;
  },
);
const phase = oneOf<HookPhase>('PreSync', 'Sync', 'PostSync');

/**
 * How a changed Job gets into the cluster. Kubernetes accepts no change of a Job's Pods: `kubectl apply` of another image is
 * refused with «field is immutable», unless the old Job is gone or the new one has another name.
 */
export class Replacement extends Choice<ReadReplacement> {
  /**
   * Another name for each version: the Job is `<name>-<version>`, all else keeps its name. With pruning, Argo CD and Flux
   * remove the old one; without, it stays until somebody deletes it. Works with any deployer, and a version that stays
   * runs nothing again.
   */
  static byName(version_: string): Replacement {
    return new Replacement('Replacement', (at) => ({ version: version.read(version_, at.key('version')) }));
  }

  /**
   * Argo CD runs it in a phase of each sync, and deletes the last one first. In PreSync, the application's new version
   * waits until it has succeeded. Its ServiceAccount, its NetworkPolicy, its rights and its own files come with it. Claims,
   * and ConfigMaps and Secrets that others read, too, must be there before the sync: that they are made in it is a finding
   * (`hook-before-its-needs`).
   *
   * Source: argo-cd.readthedocs.io/en/stable/user-guide/sync-waves
   */
  static argoCdHook(phase_: HookPhase): Replacement {
    return new Replacement('Replacement', (at) => {
      const hook = phase.read(phase_, at.key('phase'));
      const annotations = {
        'argocd.argoproj.io/hook': hook,
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      };
      // In PreSync nothing of the application is there yet; what the Job needs has to be a hook as well, and before it.
      return hook === 'PreSync'
        ? { annotations, besides: { ...annotations, 'argocd.argoproj.io/sync-wave': '-1' } }
        : { annotations };
    });
  }

  /**
   * Argo CD deletes the Job and makes it anew when it has changed.
   *
   * Source: argo-cd.readthedocs.io/en/stable/user-guide/sync-options, «Force Sync»
   */
  static argoCdReplace(): Replacement {
    return new Replacement('Replacement', () => ({
      annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' },
    }));
  }

  /**
   * Flux deletes the Job and makes it anew when a change of it is refused.
   *
   * Source: fluxcd.io/flux/components/kustomize/kustomizations, «Force»
   */
  static fluxForce(): Replacement {
    return new Replacement('Replacement', () => ({ annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } }));
  }
}

export const replacement = choice<ReadReplacement>('Replacement', "Replacement.byName('2024-10-1')", {});
