import type { Duration } from 'cdk8s';
import type { DefaultValues } from '../defaults/values';
import { seconds } from '../input/durations';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf } from '../input/reader';
import type { JobSpec, PodTemplateSpec } from '../kubernetes/generated';
import { type Completion, completion } from './completion';
import { checkFailure, JOB_FAILURE, type JobFailureProps, type ReadJobFailure } from './failure';

/** What a Job says of its work. */
export interface JobProps {
  /**
   * When the Job is done, and how many Pods work at once.
   * @default Completion.once()
   */
  readonly completion?: Completion;
  /** How it deals with Pods that fail. @default - it is tried again, 6 times, each time with a new Pod */
  readonly failure?: JobFailureProps;
  /**
   * How long it may take in all; then its Pods are stopped, and it has failed. It counts from the start, through all
   * attempts.
   * @default - as long as it takes
   */
  readonly activeDeadline?: number | Duration;
  /**
   * How long it stays when it has finished; then it is deleted, with its Pods and their logs. Not for a Job that Argo CD or
   * Flux applies: they see that it is missing, and run it again.
   * @default - until somebody deletes it
   */
  readonly ttlAfterFinished?: number | Duration;
}

export const JOB_FIELDS = {
  completion: optional(completion),
  failure: optional(JOB_FAILURE),
  activeDeadline: optional(seconds(1)),
  ttlAfterFinished: optional(seconds(0)),
} satisfies Record<keyof JobProps, Field<unknown>>;

/** What a Job says of its work, as read. */
export type ReadJob = Partial<ReadOf<typeof JOB_FIELDS>>;

/** What becomes of a container that failed. */
export function restartPolicyOf(read: ReadJob, defaults: DefaultValues): 'Never' | 'OnFailure' {
  return read.failure?.restartPolicy ?? defaults.jobRestartPolicy;
}

/** Complains about options that the API server refuses together. */
export function checkJob(read: ReadJob, defaults: DefaultValues, place: Place): void {
  const byIndex = read.completion?.backoffLimitPerIndex !== undefined;
  checkFailure(read.failure ?? {}, restartPolicyOf(read, defaults), byIndex, place.key('failure'));
}

/** How several Pods of a Job can be there at once; undefined where they never are. */
export function parallelPods({ completion }: ReadJob): { readonly what: string; readonly fix: string } | undefined {
  const parallelism = completion?.parallelism ?? 1;
  return parallelism > 1 ? { what: `${parallelism} Pods work at once`, fix: 'lower parallelism to 1' } : undefined;
}

/** The Job's spec. */
export function jobFields(read: ReadJob, template: PodTemplateSpec): JobSpec {
  const failure: ReadJobFailure = read.failure ?? {};
  return {
    ...read.completion,
    backoffLimit: failure.backoffLimit,
    podFailurePolicy: failure.podFailurePolicy && { rules: failure.podFailurePolicy },
    podReplacementPolicy: failure.podReplacementPolicy,
    activeDeadlineSeconds: read.activeDeadline,
    ttlSecondsAfterFinished: read.ttlAfterFinished,
    template,
  };
}

/**
 * The longest name of a Job: its Pods carry it in the label `batch.kubernetes.io/job-name`, and those of an indexed one
 * have `<name>-<index>` as their host name.
 */
export function longestJobName(read: ReadJob): number {
  const { completionMode, completions = 1 } = read.completion ?? {};
  return completionMode === 'Indexed' ? 62 - `${Math.max(completions - 1, 0)}`.length : 63;
}
