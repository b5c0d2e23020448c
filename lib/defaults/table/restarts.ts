import { ConfigFiles } from '../../pod/config-files';
import { type DefaultRow, JOBS, LONG_RUNNING, POD, row, SCHEDULED } from './row';

/** When Pods are started again, and when Jobs are. */
export const RESTARTS: readonly DefaultRow[] = [
  row(
    'rollOnConfigChange',
    LONG_RUNNING,
    [],
    'rollOnConfigChange',
    undefined,
    'Kubernetes replaces no Pod when a ConfigMap changes: old Pods would keep old variables for weeks',
    {
      emitted: { 'Workload spec.template.metadata.annotations': undefined },
      other: { rollOnConfigChange: false },
      value: false,
      beside: { files: [ConfigFiles.of('/etc/web', { 'app.conf': 'port=80' })] },
    },
  ),
  row(
    'jobRestartPolicy',
    JOBS,
    [`${POD}.restartPolicy`],
    'failure.restartPolicy',
    'OnFailure',
    'a Pod that failed stays for its logs',
  ),
  row(
    'concurrencyPolicy',
    SCHEDULED,
    ['CronJob spec.concurrencyPolicy'],
    'concurrencyPolicy',
    'Allow',
    'a run that takes long does not meet the next one',
  ),
  row(
    'startingDeadlineSeconds',
    SCHEDULED,
    ['CronJob spec.startingDeadlineSeconds'],
    'startingDeadline',
    600,
    'a run that the cluster missed is caught up on, and never more than 60 are counted as missed',
  ),
];
