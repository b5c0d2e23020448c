import type { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { cronJobFields, HISTORY, type HistoryProps, LONGEST_CRON_JOB_NAME, overlappingRuns } from '../batch/cron-job';
import { JOB_FIELDS, type JobProps, jobFields, longestJobName } from '../batch/job';
import { schedule } from '../batch/schedule';
import { timeZone } from '../batch/time-zone';
import { seconds } from '../input/durations';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, oneOf } from '../input/readers';
import { SCHEDULED_JOB_OVERLAYS, type ScheduledJobOverlays } from '../overlay/workload-overlays';
import { type Health, health } from '../pod/health';
import { jobPlan, jobProgram } from './job-plan';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import { Workload } from './workload';
import type { WorkloadKind } from './workload-plan';
import { WORKLOAD_FIELDS, type WorkloadProps } from './workload-props';

/** What a program that runs at set times says. */
export interface ScheduledJobProps extends WorkloadProps, ProgramProps, JobProps {
  /**
   * When it runs: minute, hour, day of the month, month, day of the week, such as `30 2 * * *`, or `@hourly`, `@daily`,
   * `@weekly`, `@monthly`, `@yearly`. With both a day of the month and one of the week, it runs on either.
   */
  readonly schedule: string;
  /**
   * The zone by whose clock, such as `Europe/Berlin`. Where the clock is put forward, an hour is skipped, and a run in
   * it; where it is put back, one comes twice.
   * @default - that of the controller manager, usually UTC
   */
  readonly timeZone?: string;
  /**
   * What happens when it is time and the last run has not ended: 'Forbid' leaves the new one out, 'Replace' stops the old
   * one, 'Allow' has both.
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /**
   * How late a run may start, when the cluster could not start it in time; later it is left out.
   * @default - one hour
   */
  readonly startingDeadline?: number | Duration;
  /** How many finished runs are kept, with their logs. @default - Kubernetes' default: 3 that succeeded, 1 that failed */
  readonly history?: HistoryProps;
  /**
   * Start no further runs; one that runs goes on.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * Probes, for what only a restart mends: a Job gets no traffic, so it needs none.
   * @default - none
   */
  readonly health?: Health;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: ScheduledJobOverlays;
}

const FIELDS = {
  ...WORKLOAD_FIELDS,
  ...PROGRAM_FIELDS,
  ...JOB_FIELDS,
  schedule: required(schedule),
  timeZone: optional(timeZone),
  concurrencyPolicy: optional(oneOf<'Allow' | 'Forbid' | 'Replace'>('Allow', 'Forbid', 'Replace')),
  // The controller looks every 10 seconds: kubernetes.io/docs/concepts/workloads/controllers/cron-jobs.
  startingDeadline: optional(seconds(10)),
  history: optional(HISTORY),
  suspend: optional(flag),
  health: optional(health),
  overlays: optional(SCHEDULED_JOB_OVERLAYS),
};

export const SCHEDULED_JOB = shape<ScheduledJobProps>()('ScheduledJob', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: SCHEDULED_JOB,
  plan: (read: Read, defaults, place) => {
    const plan = jobPlan(read, defaults, place);
    return { ...plan, together: plan.together ?? overlappingRuns(read, defaults) };
  },
};

/**
 * A program that runs at set times, to its end: a backup, a report, a cleanup. A change counts from the next run on.
 *
 * Emits a CronJob, a ServiceAccount and a NetworkPolicy that lets nobody in. Wrong props are recorded, not thrown:
 * `App.synth()` reports them all.
 */
export class ScheduledJob extends Workload {
  /** The CronJob; also the construct's default child. */
  readonly cronJob: ApiObject;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id, props, KIND);
    const read = this._read as Read;
    this.checkName(read);
    const own = jobProgram(read);
    const metadata = { labels: { ...this._identity.labels, ...this.commonLabels, ...this._identity.labels } };
    this.cronJob = this.addObject('CronJob', this.head('batch/v1', 'CronJob'), {
      spec: () => cronJobFields(read, metadata, jobFields(read, this._podTemplate(own)), this.defaults),
    });
    this.node.defaultChild = this.cronJob;
  }

  private checkName(read: Read): void {
    // Jobs are named after their minute, of 8 digits until the year 2160.
    const longest = Math.min(LONGEST_CRON_JOB_NAME, longestJobName(read) - 9);
    if (this.name.length <= longest) return;
    this.place.key(read.name === undefined ? 'id' : 'name').complain({
      rule: 'cron-job-name-too-long',
      what: `has ${this.name.length} characters: the Jobs get it with the time behind it, and their Pods in a label`,
      got: this.name,
      allowed: `at most ${longest} characters for this CronJob`,
      fix: "give a shorter name: { name: '…' }",
    });
  }
}
