import type { DefaultValues } from '../defaults/values';
import { optional, type ReadOf, shape } from '../input/reader';
import { whole } from '../input/readers';
import type { CronJobSpec, JobSpec, ObjectMeta } from '../kubernetes/generated';

/** How many finished runs are kept, with their Pods and logs. */
export interface HistoryProps {
  /** Runs that succeeded. @default - Kubernetes' default of 3 */
  readonly successful?: number;
  /** Runs that failed. @default - Kubernetes' default of 1 */
  readonly failed?: number;
}

const HISTORY_FIELDS = { successful: optional(whole(0)), failed: optional(whole(0)) };

export const HISTORY = shape<HistoryProps>()('history', HISTORY_FIELDS);

/** When a Job runs, as read. */
export interface ReadCron {
  readonly schedule: string;
  readonly timeZone?: string;
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadline?: number;
  readonly history?: ReadOf<typeof HISTORY_FIELDS>;
  readonly suspend?: boolean;
}

/**
 * The longest name of a CronJob: its Jobs have `-` and up to 10 digits behind it, and labels have at most 63 characters
 * (k8s.io/kubernetes pkg/apis/batch/validation, ValidateCronJobCreate).
 */
export const LONGEST_CRON_JOB_NAME = 52;

/** How two runs can be there at once; undefined where they never are. */
export function overlappingRuns(
  { concurrencyPolicy }: Pick<ReadCron, 'concurrencyPolicy'>,
  defaults: DefaultValues,
): { readonly what: string; readonly fix: string } | undefined {
  if ((concurrencyPolicy ?? defaults.concurrencyPolicy) !== 'Allow') return undefined;
  return { what: 'a run may start while another is at work', fix: "write concurrencyPolicy: 'Forbid'" };
}

/** The CronJob's spec. */
export function cronJobFields(
  read: ReadCron,
  metadata: ObjectMeta,
  job: JobSpec,
  defaults: DefaultValues,
): CronJobSpec {
  return {
    schedule: read.schedule,
    timeZone: read.timeZone,
    concurrencyPolicy: read.concurrencyPolicy ?? defaults.concurrencyPolicy,
    startingDeadlineSeconds: read.startingDeadline ?? defaults.startingDeadlineSeconds,
    suspend: read.suspend,
    successfulJobsHistoryLimit: read.history?.successful,
    failedJobsHistoryLimit: read.history?.failed,
    jobTemplate: { metadata, spec: job },
  };
}
