import type { Chart } from 'cdk8s';
import { BatchJob, Completion, FailureRule, ScheduledJob, Storage } from '../../../lib';
import { PINNED, type PublicExample, resources } from './example';

const job = (name: string, image: string, more: object) => (chart: Chart) =>
  new BatchJob(chart, name, { image, resources, ...more });
const ran = (image: string, command?: string[]) => ({ restartPolicy: 'Never', containers: [{ image, command }] });

/** Jobs and CronJobs. */
export const JOBS: readonly PublicExample[] = [
  {
    file: 'controllers/job.yaml',
    spec: { backoffLimit: 4 },
    pod: ran('perl', ['perl', '-Mbignum=bpi', '-wle', 'print bpi(1000)']),
    write: job('pi', 'perl:5.42', {
      command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(1000)'],
      failure: { backoffLimit: 4 },
    }),
    differs: PINNED,
  },
  {
    file: 'application/job/indexed-job-vol.yaml',
    spec: { completions: 5, parallelism: 3, completionMode: 'Indexed' },
    pod: {
      restartPolicy: 'Never',
      containers: [{ command: ['rev', '/input/data.txt'], volumeMounts: [{ mountPath: '/input', name: 'input' }] }],
      volumes: [
        {
          name: 'input',
          downwardAPI: {
            items: [
              {
                path: 'data.txt',
                fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" },
              },
            ],
          },
        },
      ],
    },
    write: job('indexed-job', 'busybox:1.37', {
      command: ['rev', '/input/data.txt'],
      completion: Completion.indexed(5, { parallelism: 3 }),
      storage: [
        Storage.downwardApi('input', {
          mountPath: '/input',
          fields: { 'data.txt': "metadata.annotations['batch.kubernetes.io/job-completion-index']" },
        }),
      ],
    }),
  },
  {
    file: 'controllers/job-backoff-limit-per-index-failindex.yaml',
    spec: {
      completions: 4,
      parallelism: 2,
      completionMode: 'Indexed',
      backoffLimitPerIndex: 1,
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [42] } }] },
    },
    pod: ran('docker.io/library/python:3'),
    write: job('main', 'docker.io/library/python:3', {
      completion: Completion.indexed(4, { parallelism: 2, backoffLimitPerIndex: 1 }),
      failure: { podFailurePolicy: [FailureRule.exitCodes([42], { action: 'FailIndex' })] },
    }),
  },
  {
    file: 'controllers/job-pod-failure-policy-example.yaml',
    spec: {
      completions: 12,
      parallelism: 3,
      backoffLimit: 6,
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [42] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
    },
    pod: ran('docker.io/library/bash:5', ['bash']),
    write: job('main', 'docker.io/library/bash:5', {
      command: ['bash'],
      completion: Completion.count(12, { parallelism: 3 }),
      failure: {
        backoffLimit: 6,
        podFailurePolicy: [
          FailureRule.exitCodes([42], { action: 'FailJob', containerName: 'main' }),
          FailureRule.podCondition({ action: 'Ignore', type: 'DisruptionTarget' }),
        ],
      },
    }),
  },
  {
    file: 'controllers/job-success-policy.yaml',
    spec: {
      parallelism: 10,
      completions: 10,
      completionMode: 'Indexed',
      successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }] },
    },
    pod: ran('python'),
    write: job('job-success', 'python:3.14', {
      completion: Completion.indexed(10, {
        parallelism: 10,
        successPolicy: [{ succeededIndexes: '0,2-3', succeededCount: 1 }],
      }),
    }),
    differs: PINNED,
  },
  {
    file: 'application/job/rabbitmq/job.yaml',
    spec: { completions: 8, parallelism: 2 },
    pod: { restartPolicy: 'OnFailure', containers: [{ env: [{ name: 'QUEUE', value: 'job1' }] }] },
    write: job('job-wq-1', 'gcr.io/example/job-wq-1:1.0', {
      env: { QUEUE: 'job1' },
      completion: Completion.count(8, { parallelism: 2 }),
      failure: { restartPolicy: 'OnFailure' },
    }),
  },
  {
    file: 'application/job/redis/job.yaml',
    spec: { parallelism: 2 },
    pod: { restartPolicy: 'OnFailure', containers: [{}] },
    write: job('job-wq-2', 'gcr.io/myproject/job-wq-2:1.0', {
      completion: Completion.workQueue(2),
      failure: { restartPolicy: 'OnFailure' },
    }),
  },
  {
    file: 'application/job/cronjob.yaml',
    spec: { schedule: '* * * * *', concurrencyPolicy: 'Allow' },
    pod: {
      restartPolicy: 'OnFailure',
      containers: [{ imagePullPolicy: 'IfNotPresent', command: ['/bin/sh', '-c', 'date; echo Hello'] }],
    },
    write: (chart) =>
      new ScheduledJob(chart, 'hello', {
        schedule: '* * * * *',
        concurrencyPolicy: 'Allow', // Kubernetes' default; ours is Forbid
        image: 'busybox:1.37',
        imagePullPolicy: 'IfNotPresent',
        command: ['/bin/sh', '-c', 'date; echo Hello'],
        failure: { restartPolicy: 'OnFailure' },
        resources,
      }),
  },
];
