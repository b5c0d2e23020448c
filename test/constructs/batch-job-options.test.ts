import { BatchJob, type BatchJobProps, Replacement } from '../../lib';
import { changesOf, expectChanges, only, option, optionsOf, REMOVED } from '../support/options';
import { replaced } from '../support/sample';
import { COMPLETIONS, FAILURE_RULES, JOB_SAMPLE, REPLACEMENTS } from '../support/samples';
import { jobOptions } from './job-options';
import { isShownElsewhere } from './pod-options';
import { JOB, workloadOptions } from './workload-options';

const make = (chart: never, props: BatchJobProps) => new BatchJob(chart, 'web', props);
const replacement = (one: Replacement): Partial<BatchJobProps> => ({ replacement: one });
const hook = (phase: string) => ({
  'argocd.argoproj.io/hook': phase,
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
});
const before = { ...hook('PreSync'), 'argocd.argoproj.io/sync-wave': '-1' };

const mpi = (more: object = {}) => ({ ports: [{ name: 'http', port: 80, ...more }] });
const ITSELF = {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } },
};

const OPTIONS = [
  ...workloadOptions('Job'),
  ...jobOptions('Job'),
  option('ports', 'on which its Pods call each other', mpi(), (found: object) =>
    expect(found).toMatchObject({
      'Service/web': {
        spec: { clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ name: 'http', port: 80 }] },
      },
      'Job/web spec.template.spec.subdomain': 'web',
      'Job/web spec.template.spec.containers[0].ports': [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
    }),
  ),
  option('ports[].name', 'another name', mpi({ name: 'a' }), only(/ports\[0\]\.(name|targetPort)$/, 'a'), mpi()),
  option('ports[].port', 'another port', mpi({ port: 81 }), only(/ports\[0\]\.(port|containerPort)$/, 81), mpi()),
  option('ports[].targetPort', 'of the Pods', mpi({ targetPort: 8080 }), only(/\.(port|containerPort)$/, 8080), mpi()),
  option('ports[].protocol', 'UDP', mpi({ protocol: 'UDP' }), only(/\.protocol$/, 'UDP'), mpi()),
  option('ports[].appProtocol', 'HTTP', mpi({ appProtocol: 'http' }), only(/\.appProtocol$/, 'http'), mpi()),
  option('ports[].peersOnly', 'no others', mpi({ peersOnly: true }), only(/ingress\[0\]\.from$/, [ITSELF]), mpi()),
  option(
    'ports[].podOnly',
    'which no Service has',
    {
      ports: [
        { name: 'http', port: 80 },
        { name: 'ssh', port: 22, podOnly: true },
      ],
    },
    { 'Service/web spec.ports[1]': REMOVED },
    {
      ports: [
        { name: 'http', port: 80 },
        { name: 'ssh', port: 22 },
      ],
    },
  ),
  option('suspend', 'not yet', { suspend: true }, { 'Job/web spec.suspend': true }),
  option('replacement', 'another name, of the Job alone', replacement(Replacement.byName('2')), {
    'Job/web': REMOVED,
    'Job/web-2': expect.objectContaining({ kind: 'Job' }),
  }),
  option('replacement', 'Argo CD deletes the old one', replacement(Replacement.argoCdReplace()), {
    'Job/web metadata.annotations': { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' },
  }),
  option('replacement', 'Flux deletes the old one', replacement(Replacement.fluxForce()), {
    'Job/web metadata.annotations': { 'kustomize.toolkit.fluxcd.io/force': 'enabled' },
  }),
  option('replacement.version', 'the next version', replacement(Replacement.byName('3')), {
    'Job/web': REMOVED,
    'Job/web-3': expect.objectContaining({ kind: 'Job' }),
  }),
  option('replacement.phase', 'after each sync', replacement(Replacement.argoCdHook('PostSync')), {
    'Job/web metadata.annotations': hook('PostSync'),
  }),
  option(
    'replacement.phase',
    'before each sync, with what it needs before it',
    replacement(Replacement.argoCdHook('PreSync')),
    {
      'Job/web metadata.annotations': hook('PreSync'),
      'ServiceAccount/web metadata.annotations': before,
      'NetworkPolicy/web metadata.annotations': before,
    },
  ),
];

describe('an option changes what it says, and nothing else', () => {
  test.each(OPTIONS.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, JOB, one));
  });

  test('and each option is shown', () => {
    const variants = [
      ...Object.values(COMPLETIONS).map((completion) => ({ completion })),
      ...Object.values(REPLACEMENTS).map((one) => ({ replacement: one })),
      ...Object.values(FAILURE_RULES).map((rule) =>
        replaced({ failure: JOB_SAMPLE.failure }, ['failure', 'podFailurePolicy', 0], rule),
      ),
    ];
    // A reason, which is shown with the kinds that have to give one.
    // The headless Service of a Job has no node ports.
    const given = ['health.reason', 'ports[].nodePort'];
    const all = optionsOf(JOB_SAMPLE, ...variants).filter((path) => !given.includes(path));
    expect(all.filter((path) => !isShownElsewhere(path) && !OPTIONS.some((one) => one.option === path))).toEqual([]);
  });
});
