import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { JOB_FIELDS, type JobProps, jobFields, longestJobName } from '../batch/job';
import { type Replacement, replacement } from '../batch/replacement';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag } from '../input/readers';
import type { PodTemplateSpec } from '../kubernetes/generated';
import { type ClusterPortProps, checkHostPorts, clusterPorts, type Port } from '../network/ports';
import { headlessServiceFields } from '../network/service';
import { BATCH_JOB_OVERLAYS, type BatchJobOverlays } from '../overlay/workload-overlays';
import { type Health, health } from '../pod/health';
import { jobPlan, jobProgram } from './job-plan';
import { Member } from './member';
import { PROGRAM_FIELDS, type ProgramProps } from './program-props';
import { Workload } from './workload';
import type { WorkloadKind } from './workload-plan';
import type { OwnPodInput } from './workload-pod';
import { WORKLOAD_FIELDS, type WorkloadProps } from './workload-props';

/** What a program that runs to its end says. */
export interface BatchJobProps extends WorkloadProps, ProgramProps, JobProps {
  /**
   * Probes, for what only a restart mends: a Job gets no traffic, so it needs none.
   * @default - none
   */
  readonly health?: Health;
  /**
   * The ports on which the Job's Pods call each other, or others call them. They get a headless Service of the objects'
   * name, `<name>`, with which each Pod of an indexed Job has a DNS name: `job.member(0).host`.
   * @default - none: nobody calls them
   */
  readonly ports?: readonly ClusterPortProps[];
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
  ports: optional(clusterPorts),
  suspend: optional(flag),
  replacement: optional(replacement),
  overlays: optional(BATCH_JOB_OVERLAYS),
};

export const BATCH_JOB = shape<BatchJobProps>()('BatchJob', FIELDS);

type Read = ReadOf<typeof FIELDS>;

const KIND: WorkloadKind = {
  shape: BATCH_JOB,
  plan: (read: Read, defaults, place) => {
    const { ports = [] } = read;
    const plan = { ...jobPlan(read, defaults, place), ports, annotations: read.replacement?.besides };
    checkHostPorts(ports, place.key('ports'));
    // With a Service the name's form is the narrower one of all workloads.
    return ports.length > 0 ? { ...plan, name: undefined, headless: true, membersTalk: true } : plan;
  },
};

/**
 * A program that runs to its end: a migration, an import, a computation in many parts.
 *
 * Emits a Job, a ServiceAccount, a NetworkPolicy that lets nobody in, and with ports a headless Service. Wrong props are
 * recorded, not thrown: `App.synth()` reports them all.
 */
export class BatchJob extends Workload {
  /** The Job; also the construct's default child. */
  readonly job: ApiObject;
  /** The Job's own name, which `Replacement.byName` makes another than the other objects'. */
  readonly jobName: string;
  /** The headless Service; none without ports. */
  readonly service?: ApiObject;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id, props, KIND);
    const read = this._read as Read;
    const version = read.replacement?.version;
    this.jobName = version === undefined ? this.name : `${this.name}-${version}`;
    this.checkName(read);
    const own = jobProgram(read);
    this.job = this.addObject('Job', this.head('batch/v1', 'Job', this.jobName, read.replacement?.annotations), {
      spec: () => ({ ...jobFields(read, this.template(own)), suspend: read.suspend }),
    });
    this.node.defaultChild = this.job;
    if (this.servicePorts.length > 0) {
      const selector = this._identity.selector;
      this.service = this.addObject('Service', this.head('v1', 'Service'), {
        // Pods find each other while they start, and a Pod that works need not be ready.
        spec: () => headlessServiceFields(this.servicePorts, selector, true),
      });
    }
  }

  /** The DNS name of the headless Service, which gives the addresses of all Pods; only with ports. */
  get host(): string {
    return this._serviceHost(this.name);
  }

  /**
   * The Pod of one index, for programs that call it: the first one often leads. Only indexed Jobs with ports have names for
   * their Pods; an index that does not exist is recorded as an error.
   */
  member(index: number): Member {
    const { completion, ports = [] } = this._read as Read;
    const indexes = completion?.completionMode === 'Indexed' ? (completion.completions ?? 0) : 0;
    const isPlace = Number.isInteger(index) && index >= 0;
    if (!isPlace || index >= indexes || ports.length === 0) {
      this.place.key('member').complain({
        rule: 'unknown-member',
        what: `is asked for a Pod of ${this.name} that has no name`,
        got: index,
        allowed:
          indexes > 0 && ports.length > 0 ? `0 to ${indexes - 1}` : 'an index of Completion.indexed(…), with ports',
        fix: ports.length === 0 ? 'add ports' : 'ask for an existing index of an indexed Job',
      });
    }
    const at = isPlace ? index : 0;
    const name = `${this.jobName}-${at}`;
    const { pods, ...job } = this._endpoint;
    const matchLabels = { ...pods.matchLabels, 'batch.kubernetes.io/job-completion-index': `${at}` };
    return new Member(name, at, `${name}.${this.host}`, { ...job, pods: { matchLabels } });
  }

  private get servicePorts(): readonly Port[] {
    return this._ports.filter(({ podOnly }) => !podOnly);
  }

  /** Pods have names in the domain of the Service, unless they are told another. */
  private template(own: OwnPodInput): PodTemplateSpec {
    const template = this._podTemplate(own);
    if (this.servicePorts.length === 0 || template.spec?.subdomain !== undefined) return template;
    return { ...template, spec: { ...template.spec!, subdomain: this.name } };
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
