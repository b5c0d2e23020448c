import { Choice, choice } from '../input/choice';
import { labelKey, nameOf } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape, wrong } from '../input/reader';
import { list, oneOf, whole } from '../input/readers';
import type { PodFailurePolicyRule } from '../kubernetes/generated';

/** What a Pod that failed means for its Job. */
export type FailureAction = 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';

/** A rule on the exit code of a container. */
export interface ExitCodesProps {
  /** 'FailJob' stops the Job, 'FailIndex' its index, 'Ignore' tries again and doesn't count it, 'Count' does. */
  readonly action: FailureAction;
  /**
   * The container whose exit code counts.
   * @default - any of the Pod's
   */
  readonly containerName?: string;
}

/** A rule on a condition of the Pod. */
export interface PodConditionProps {
  /** 'FailJob' stops the Job, 'FailIndex' its index, 'Ignore' tries again and doesn't count it, 'Count' does. */
  readonly action: FailureAction;
  /** The condition's type, such as `DisruptionTarget`: the Pod was evicted or preempted, or its node went away. */
  readonly type: string;
  /** @default 'True' */
  readonly status?: 'True' | 'False' | 'Unknown';
}

/** How a Job deals with Pods that fail. */
export interface JobFailureProps {
  /**
   * How often it is tried again until the Job has failed, each time after a longer pause, from 10 seconds to 6 minutes.
   * @default - Kubernetes' default of 6; with backoffLimitPerIndex none
   */
  readonly backoffLimit?: number;
  /**
   * 'Never' starts a new Pod, and the one that failed stays for its logs; 'OnFailure' starts the container anew, in its
   * Pod.
   * @default 'Never'
   */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /**
   * What a failure means, by the first of these rules that holds; without one that holds, it counts.
   * @default - every failure counts
   */
  readonly podFailurePolicy?: readonly FailureRule[];
  /**
   * 'Failed' starts a new Pod only when the old one has ended, 'TerminatingOrFailed' as soon as it has been told to end.
   * @default - Kubernetes' default: 'TerminatingOrFailed'; 'Failed' with a podFailurePolicy
   */
  readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed';
}

const action = oneOf<FailureAction>('FailJob', 'FailIndex', 'Ignore', 'Count');
const exitCodes = list(whole(0));

const EXIT_CODES = shape<ExitCodesProps>()('FailureRule.exitCodes', {
  action: required(action),
  containerName: optional(nameOf('dns-1123-label')),
});
const POD_CONDITION = shape<PodConditionProps>()('FailureRule.podCondition', {
  action: required(action),
  type: required(labelKey),
  status: optional(oneOf<'True' | 'False' | 'Unknown'>('True', 'False', 'Unknown')),
});

/** One rule of what a failure means. */
export class FailureRule extends Choice<PodFailurePolicyRule> {
  /** When a container ended with one of these exit codes, other than 0. */
  static exitCodes(codes: readonly number[], props: ExitCodesProps): FailureRule {
    return FailureRule.ofCodes('In', codes, props);
  }

  /** When a container failed with another exit code than these. */
  static otherExitCodes(codes: readonly number[], props: ExitCodesProps): FailureRule {
    return FailureRule.ofCodes('NotIn', codes, props);
  }

  /** By a condition of the Pod. */
  static podCondition(props: PodConditionProps): FailureRule {
    return new FailureRule('FailureRule', (at) => {
      const { action, type, status = 'True' } = POD_CONDITION.read(props, at);
      return { action, onPodConditions: [{ type, status }] };
    });
  }

  private static ofCodes(operator: 'In' | 'NotIn', codes: readonly number[], props: ExitCodesProps): FailureRule {
    return new FailureRule('FailureRule', (at) => {
      const { action, containerName } = EXIT_CODES.read(props, at);
      const values = readCodes(codes, operator, at.key('exitCodes'));
      return { action, onExitCodes: { containerName, operator, values } };
    });
  }
}

function readCodes(codes: unknown, operator: 'In' | 'NotIn', at: Place): readonly number[] {
  const read = exitCodes.read(codes, at);
  if (Array.isArray(codes) && (codes.length === 0 || codes.length > 255)) {
    wrong(codes, at, 'a list of 1 to 255 exit codes', undefined, 'name an exit code');
  }
  for (const [index, code] of read.entries()) {
    if (code === 0 && operator === 'In') {
      wrong(code, at.item(index), 'an exit code other than 0: it is no failure', undefined, 'remove it');
    }
  }
  // The API server wants them in order, and each once.
  return [...new Set(read)].sort((a, b) => a - b);
}

const rule = choice<PodFailurePolicyRule>('FailureRule', "FailureRule.exitCodes([42], { action: 'FailJob' })", {
  action: 'Count',
  onPodConditions: [],
});

const FIELDS = {
  backoffLimit: optional(whole(0)),
  restartPolicy: optional(oneOf<'Never' | 'OnFailure'>('Never', 'OnFailure')),
  podFailurePolicy: optional(list(rule)),
  podReplacementPolicy: optional(oneOf<'TerminatingOrFailed' | 'Failed'>('TerminatingOrFailed', 'Failed')),
};

export const JOB_FAILURE = shape<JobFailureProps>()('failure', FIELDS);

/** What a Job does about failures, as read. */
export type ReadJobFailure = Partial<ReadOf<typeof FIELDS>>;

/**
 * Complains about what the API server refuses together: k8s.io/kubernetes pkg/apis/batch/validation, validateJobSpec.
 *
 * @param byIndex whether indexes fail alone: backoffLimitPerIndex is given
 */
export function checkFailure(
  read: ReadJobFailure,
  restartPolicy: 'Never' | 'OnFailure',
  byIndex: boolean,
  at: Place,
): void {
  const rules = read.podFailurePolicy;
  if (!rules) return;
  if (rules.length > 20) wrong(rules, at.key('podFailurePolicy'), 'at most 20 rules', undefined, 'join some of them');
  if (restartPolicy !== 'Never') {
    at.key('podFailurePolicy').complain({
      rule: 'failure-policy-with-restarts',
      what: "is given, but with restartPolicy 'OnFailure' kubelet starts the container anew before the Job sees the failure",
      got: restartPolicy,
      allowed: "a podFailurePolicy with restartPolicy 'Never'",
      fix: "write restartPolicy: 'Never'",
    });
  }
  if (read.podReplacementPolicy === 'TerminatingOrFailed') {
    at.key('podReplacementPolicy').complain({
      rule: 'replacement-with-failure-policy',
      what: 'lets a Pod be replaced before it is known how it failed, which podFailurePolicy asks',
      got: read.podReplacementPolicy,
      allowed: "'Failed', with a podFailurePolicy",
      fix: 'leave podReplacementPolicy out',
    });
  }
  for (const [index, { action }] of rules.entries()) {
    if (action !== 'FailIndex' || byIndex) continue;
    at.key('podFailurePolicy').item(index).key('action').complain({
      rule: 'fail-index-without-backoff-per-index',
      what: 'fails an index alone, but the Job counts failures of all together',
      got: action,
      allowed: 'FailIndex with Completion.indexed(…, { backoffLimitPerIndex })',
      fix: 'write FailJob, or give backoffLimitPerIndex',
    });
  }
}
