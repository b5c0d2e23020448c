import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  checkJob,
  JOB_FIELDS,
  type JobProps,
  jobFields,
  longestJobName,
  parallelPods,
  restartPolicyOf,
} from '../batch/job';
import { type Replacement, replacement } from '../batch/replacement';
import { nameOf } from '../input/names';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag } from '../input/readers';
import { type Health, health } from '../pod/health';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import { Workload } from './workload';
import { BATCH_JOB_OVERLAYS, type BatchJobOverlays } from './workload-overlays';
import type { WorkloadKind } from './workload-plan';
import { WORKLOAD_FIELDS, type WorkloadProps } from './workload-props';

/** What a program that runs to its end says. */
export interface BatchJobProps extends WorkloadProps, ProgramProps, JobProps {
  /**
   * Probes, for what only a restart mends: a Job gets no traffic, so it needs none.
   * @default - none
   */
  readonly health?: Health;
  /**
   * Start no Pods; a Job that runs stops them, and goes on from the beginning when this is false again.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * How a changed Job gets into the cluster: Kubernetes accepts no change of its Pods.
   * @default - not: the API server refuses it until somebody deletes the old Job
   */
  readonly replacement?: Replacement;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: BatchJobOverlays;
}

const FIELDS = {
  ...WORKLOAD_FIELDS,
  ...PROGRAM_FIELDS,
  ...JOB_FIELDS,
  health: optional(health),
  suspend: optional(flag),
  replacement: optional(replacement),
  overlays: optional(BATCH_JOB_OVERLAYS),
};

export const BATCH_JOB = shape<BatchJobProps>()('BatchJob', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: BATCH_JOB,
  plan: (read: Read, defaults, place) => {
    checkJob(read, defaults, place);
    return {
      name: nameOf('dns-1123-label'),
      ports: [],
      health: read.health,
      annotations: read.replacement?.besides,
      together: parallelPods(read),
      pod: { restartPolicy: restartPolicyOf(read, defaults) },
    };
  },
};

/**
 * A program that runs to its end: a migration, an import, a computation in many parts.
 *
 * Emits a Job, a ServiceAccount and a NetworkPolicy that lets nobody in. Wrong props are recorded, not thrown:
 * `App.synth()` reports them all.
 */
export class BatchJob extends Workload {
  /** The Job; also the construct's default child. */
  readonly job: ApiObject;
  /** The Job's own name, which `Replacement.byName` makes another than the other objects'. */
  readonly jobName: string;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id, props, KIND);
    const read = this._read as Read;
    const version = read.replacement?.version;
    this.jobName = version === undefined ? this.name : `${this.name}-${version}`;
    this.checkName(read);
    const own = { command: read.command, args: read.args, env: read.env ?? {}, drainSeconds: 0 };
    this.job = this.addObject('Job', this.head('batch/v1', 'Job', this.jobName, read.replacement?.annotations), {
      spec: () => ({ ...jobFields(read, this._podTemplate(own)), suspend: read.suspend }),
    });
    this.node.defaultChild = this.job;
  }

  private checkName(read: Read): void {
    const longest = longestJobName(read);
    if (this.jobName.length <= longest) return;
    this.place.key(read.name === undefined ? 'id' : 'name').complain({
      rule: 'job-name-too-long',
      what: `gives the Job a name of ${this.jobName.length} characters, which its Pods carry in a label or a host name`,
      got: this.jobName,
      allowed: `at most ${longest} characters for this Job`,
      fix: "give a shorter name: { name: '…' }",
    });
  }
}
