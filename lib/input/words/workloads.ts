import { leaveOut, OVERLAY, same, type Words, write } from './word';

const TEMPLATE = leaveOut(
  'its fields stand directly in the props; its labels and annotations are podLabels and podAnnotations',
);
const SELECTOR = same('only to take over what runs: it follows from the names');
const ROLLOUT: Words = {
  minReadySeconds: write('rollout: { minReady: 10 }'),
  revisionHistoryLimit: write('rollout: { revisionHistoryLimit: 10 }'),
};

export const DEPLOYMENT_SPEC: Words = {
  ...ROLLOUT,
  paused: write('rollout: { paused: true }'),
  progressDeadlineSeconds: write('rollout: { progressDeadline: 600 }'),
  replicas: same('not beside scaling'),
  selector: SELECTOR,
  strategy: write('rollout: { maxSurge: 1, maxUnavailable: 0 }', "or { strategy: 'Recreate' }"),
  template: TEMPLATE,
};

export const STATEFUL_SET_SPEC: Words = {
  ...ROLLOUT,
  ordinals: write('firstOrdinal: 1'),
  persistentVolumeClaimRetentionPolicy: write("retention: { whenDeleted: 'Delete' }", 'Retain by default'),
  podManagementPolicy: same(),
  replicas: write('members: 3'),
  selector: SELECTOR,
  serviceName: same('<name>-headless by default'),
  template: TEMPLATE,
  updateStrategy: write('rollout: { partition: 1 }', "or { strategy: 'OnDelete' }"),
  volumeClaimTemplates: write("storage: [Storage.claim('data', { mountPath: '…', size: '20Gi' })]"),
};

export const DAEMON_SET_SPEC: Words = {
  ...ROLLOUT,
  selector: SELECTOR,
  template: TEMPLATE,
  updateStrategy: write('rollout: { maxUnavailable: 1 }', "or { strategy: 'OnDelete' }"),
};

const indexed = (props: string) => write(`completion: Completion.indexed(10, { ${props} })`);

export const JOB_SPEC: Words = {
  activeDeadlineSeconds: write('activeDeadline: 600'),
  backoffLimit: write('failure: { backoffLimit: 3 }'),
  backoffLimitPerIndex: indexed('backoffLimitPerIndex: 1'),
  completionMode: write('completion: Completion.indexed(10)'),
  completions: write('completion: Completion.count(10)'),
  managedBy: OVERLAY,
  manualSelector: leaveOut('Kubernetes makes the selector'),
  maxFailedIndexes: indexed('maxFailedIndexes: 5'),
  parallelism: write('completion: Completion.count(10, { parallelism: 2 })', 'or Completion.workQueue(2)'),
  podFailurePolicy: write("failure: { podFailurePolicy: [FailureRule.exitCodes([42], { action: 'FailJob' })] }"),
  podReplacementPolicy: write("failure: { podReplacementPolicy: 'Failed' }"),
  selector: leaveOut('Kubernetes makes it'),
  successPolicy: indexed("successPolicy: [{ succeededIndexes: '0' }]"),
  suspend: same(),
  template: TEMPLATE,
  ttlSecondsAfterFinished: write('ttlAfterFinished: 3600'),
};

export const CRON_JOB_SPEC: Words = {
  concurrencyPolicy: same('Forbid by default'),
  failedJobsHistoryLimit: write('history: { failed: 3 }'),
  jobTemplate: leaveOut('its fields stand directly in the props'),
  schedule: same(),
  startingDeadlineSeconds: write('startingDeadline: 3600'),
  successfulJobsHistoryLimit: write('history: { successful: 3 }'),
  suspend: same(),
  timeZone: same(),
};

export const AUTOSCALER_SPEC: Words = {
  behavior: write('scaling: Scaling.onCpu({ scaleDown: { stabilization: 600 }, … })', 'scaleUp, scaleDown'),
  maxReplicas: write('scaling: Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 })'),
  metrics: write('scaling: Scaling.on({ min: 2, max: 10, metrics: [Metric.cpuUtilization(70)] })'),
  minReplicas: write('scaling: Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 })'),
  scaleTargetRef: leaveOut('it is the workload itself'),
};

export const BUDGET_SPEC: Words = {
  maxUnavailable: write('disruption: { maxUnavailable: 1 }', 'which is the default'),
  minAvailable: write("disruption: { minAvailable: '75%' }"),
  selector: leaveOut('it is that of the workload'),
  unhealthyPodEvictionPolicy: write("disruption: { unhealthyPodEvictionPolicy: 'IfHealthyBudget' }"),
};
