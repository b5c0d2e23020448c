import { Duration } from 'cdk8s';
import { ScheduledJob, type ScheduledJobProps } from '../../lib';
import { changesOf, expectChanges, option, optionsOf } from '../support/options';
import { SCHEDULED_SAMPLE } from '../support/samples';
import { jobOptions } from './job-options';
import { isShownElsewhere } from './pod-options';
import { JOB, workloadOptions } from './workload-options';

const make = (chart: never, props: ScheduledJobProps) => new ScheduledJob(chart, 'web', props);
const cron = 'CronJob/web spec';

const OPTIONS = [
  ...workloadOptions('CronJob'),
  ...jobOptions('CronJob'),
  option('schedule', 'a name', { schedule: '@hourly' }, { [`${cron}.schedule`]: '@hourly' }),
  option('timeZone', 'of Berlin', { timeZone: 'Europe/Berlin' }, { [`${cron}.timeZone`]: 'Europe/Berlin' }),
  option(
    'concurrencyPolicy',
    'the new one instead',
    { concurrencyPolicy: 'Replace' },
    { [`${cron}.concurrencyPolicy`]: 'Replace' },
  ),
  option(
    'startingDeadline',
    'a cdk8s Duration',
    { startingDeadline: Duration.hours(6) },
    { [`${cron}.startingDeadlineSeconds`]: 21_600 },
  ),
  option('history', 'nothing said changes nothing', { history: {} }, {}),
  option('history.successful', 'none', { history: { successful: 0 } }, { [`${cron}.successfulJobsHistoryLimit`]: 0 }),
  option('history.failed', 'seven', { history: { failed: 7 } }, { [`${cron}.failedJobsHistoryLimit`]: 7 }),
  option('suspend', 'no further runs', { suspend: true }, { [`${cron}.suspend`]: true }),
];

describe('an option changes what it says, and nothing else', () => {
  test.each(OPTIONS.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, { ...JOB, schedule: '30 2 * * *' }, one));
  });

  test('and each option is shown', () => {
    const all = optionsOf(SCHEDULED_SAMPLE).filter((path) => path !== 'health.reason');
    expect(all.filter((path) => !isShownElsewhere(path) && !OPTIONS.some((one) => one.option === path))).toEqual([]);
  });
});
