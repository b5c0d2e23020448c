import { Duration } from 'cdk8s';
import { Completion, FailureRule, type IndexedProps } from '../../lib';
import { type OptionCase, option } from '../support/options';
import { podOf } from './workload-options';

/** The options that BatchJob and ScheduledJob share, with what each changes. */
export function jobOptions(kind: 'Job' | 'CronJob'): readonly OptionCase[] {
  const job = kind === 'Job' ? 'Job/web spec' : 'CronJob/web spec.jobTemplate.spec';
  const indexed = (props?: IndexedProps) => ({ completion: Completion.indexed(5, props) });
  const count = (props?: object) => ({ completion: Completion.count(5, props) });
  const failure = (more: object) => ({ failure: more });
  const rules = (...podFailurePolicy: FailureRule[]) => failure({ podFailurePolicy });
  const codes = (props: object = {}, values = [1]) =>
    rules(FailureRule.exitCodes(values, { action: 'FailJob', ...props }));
  const condition = (props: object = {}) =>
    rules(FailureRule.podCondition({ action: 'Ignore', type: 'DisruptionTarget', ...props }));
  const rule = `${job}.podFailurePolicy.rules[0]`;
  return [
    option('completion', 'the default said', { completion: Completion.once() }, {}),
    option('completion', 'five of a kind', count(), { [`${job}.completions`]: 5 }),
    option('completion', 'each index once', indexed(), {
      [`${job}.completions`]: 5,
      [`${job}.completionMode`]: 'Indexed',
    }),
    option('completion', 'a queue', { completion: Completion.workQueue(3) }, { [`${job}.parallelism`]: 3 }),
    option(
      'completion.completions',
      'six',
      { completion: Completion.count(6) },
      { [`${job}.completions`]: 6 },
      count(),
    ),
    option('completion.parallelism', 'two at once', count({ parallelism: 2 }), { [`${job}.parallelism`]: 2 }, count()),
    option(
      'completion.parallelism',
      'two indexes at once',
      indexed({ parallelism: 2 }),
      { [`${job}.parallelism`]: 2 },
      indexed(),
    ),
    option(
      'completion.backoffLimitPerIndex',
      'each index twice',
      indexed({ backoffLimitPerIndex: 1 }),
      { [`${job}.backoffLimitPerIndex`]: 1 },
      indexed(),
    ),
    option(
      'completion.maxFailedIndexes',
      'three may fail',
      indexed({ backoffLimitPerIndex: 1, maxFailedIndexes: 3 }),
      { [`${job}.maxFailedIndexes`]: 3 },
      indexed({ backoffLimitPerIndex: 1 }),
    ),
    option(
      'completion.successPolicy',
      'the leader is enough',
      indexed({ successPolicy: [{ succeededIndexes: '0' }] }),
      { [`${job}.successPolicy`]: { rules: [{ succeededIndexes: '0' }] } },
      indexed(),
    ),
    option(
      'completion.successPolicy[].succeededIndexes',
      'some indexes',
      indexed({ successPolicy: [{ succeededIndexes: '0-2,4' }] }),
      { [`${job}.successPolicy.rules[0].succeededIndexes`]: '0-2,4' },
      indexed({ successPolicy: [{ succeededIndexes: '0' }] }),
    ),
    option(
      'completion.successPolicy[].succeededCount',
      'any two',
      indexed({ successPolicy: [{ succeededCount: 2 }] }),
      { [`${job}.successPolicy.rules[0].succeededCount`]: 2 },
      indexed({ successPolicy: [{ succeededCount: 1 }] }),
    ),
    option('failure', 'nothing said changes nothing', failure({}), {}),
    option('failure.backoffLimit', 'not again', failure({ backoffLimit: 0 }), { [`${job}.backoffLimit`]: 0 }),
    option('failure.restartPolicy', 'in its Pod', failure({ restartPolicy: 'OnFailure' }), {
      [`${podOf(kind)}.spec.restartPolicy`]: 'OnFailure',
    }),
    option('failure.podReplacementPolicy', 'never two', failure({ podReplacementPolicy: 'Failed' }), {
      [`${job}.podReplacementPolicy`]: 'Failed',
    }),
    option('failure.podFailurePolicy', 'an exit code that ends it', codes(), {
      [`${job}.podFailurePolicy`]: {
        rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }],
      },
    }),
    option('failure.podFailurePolicy', 'a node that went away', condition(), {
      [`${job}.podFailurePolicy`]: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
    }),
    option(
      'failure.podFailurePolicy[].action',
      'another action',
      codes({ action: 'Ignore' }),
      { [`${rule}.action`]: 'Ignore' },
      codes(),
    ),
    option(
      'failure.podFailurePolicy[].exitCodes',
      'more exit codes, put in order as the API server wants them',
      codes({}, [42, 1]),
      { [`${rule}.onExitCodes.values[1]`]: 42 },
      codes(),
    ),
    option(
      'failure.podFailurePolicy[].exitCodes',
      'all other exit codes',
      rules(FailureRule.otherExitCodes([1], { action: 'FailJob' })),
      { [`${rule}.onExitCodes.operator`]: 'NotIn' },
      codes(),
    ),
    option(
      'failure.podFailurePolicy[].containerName',
      'of one container',
      codes({ containerName: 'web' }),
      { [`${rule}.onExitCodes.containerName`]: 'web' },
      codes(),
    ),
    option(
      'failure.podFailurePolicy[].type',
      'another condition',
      condition({ type: 'Ready' }),
      { [`${rule}.onPodConditions[0].type`]: 'Ready' },
      condition(),
    ),
    option(
      'failure.podFailurePolicy[].status',
      'when it does not hold',
      condition({ status: 'False' }),
      { [`${rule}.onPodConditions[0].status`]: 'False' },
      condition(),
    ),
    option(
      'activeDeadline',
      'a cdk8s Duration',
      { activeDeadline: Duration.minutes(10) },
      { [`${job}.activeDeadlineSeconds`]: 600 },
    ),
    option(
      'ttlAfterFinished',
      'a day',
      { ttlAfterFinished: Duration.days(1) },
      { [`${job}.ttlSecondsAfterFinished`]: 86_400 },
    ),
  ];
}
