import { Chart } from 'cdk8s';
import {
  BatchJob,
  ConfigFiles,
  EnvFrom,
  Isolation,
  Scaling,
  SecretFiles,
  Spread,
  StatefulCluster,
  StatelessService,
} from '../../lib';
import { newApp, problemsOf } from '../support/build';
import { db, web } from './mistakes';

const worker = { image: web.image, resources: web.resources };
type Make = (chart: Chart) => unknown;
const service =
  (props: object): Make =>
  (chart) =>
    new StatelessService(chart, 'web', { ...web, ...props } as never);
const cluster =
  (props: object): Make =>
  (chart) =>
    new StatefulCluster(chart, 'db', { ...db, ...props } as never);

/** What people write who know Kubernetes, and have not read the types: [sentence, mistake, rule, what, fix]. */
const CASES: readonly (readonly [string, Make, string, string, string])[] = [
  ['a command in one text', service({ command: 'npm start' }), 'wrong-value', 'command', "write ['npm', 'start']"],
  ['one path instead of a list', service({ writable: '/tmp' }), 'wrong-value', 'writable', "write ['/tmp']"],
  ['a number among arguments', service({ args: ['--port', 80] }), 'wrong-value', 'args[1]', "write '80'"],
  [
    'variables as the API lists them',
    service({ env: [{ name: 'A', value: 'b' }] }),
    'wrong-value',
    'env',
    'write { A: … }',
  ],
  [
    'a pull secret as the API has it',
    service({ imagePullSecrets: [{ name: 'hub' }] }),
    'wrong-value',
    'imagePullSecrets[0]',
    "write 'hub'",
  ],
  [
    'seconds with their unit',
    service({ terminationGracePeriod: '30s' }),
    'wrong-value',
    'terminationGracePeriod',
    'write 30',
  ],
  [
    'minutes',
    (c) => new BatchJob(c, 'job', { ...worker, activeDeadline: '10m' as never }),
    'wrong-value',
    'activeDeadline',
    'write 600',
  ],
  [
    'a share instead of percent',
    service({ scaling: Scaling.onCpu({ min: 2, max: 3, targetUtilization: 0.7 }) }),
    'wrong-value',
    'scaling.targetUtilization',
    'write 70',
  ],
  [
    'percent in a text',
    service({ scaling: Scaling.onCpu({ min: 2, max: 3, targetUtilization: '70%' as never }) }),
    'wrong-value',
    'scaling.targetUtilization',
    'write 70',
  ],
  [
    'percent in a text with a space',
    service({ scaling: Scaling.onCpu({ min: 2, max: 3, targetUtilization: '70 %' as never }) }),
    'wrong-value',
    'scaling.targetUtilization',
    'write 70',
  ],
  ['the name of a variant', service({ isolation: 'full' }), 'wrong-value', 'isolation', 'write Isolation.full()'],
  [
    'the type of a Service',
    service({ serviceType: 'LoadBalancer' }),
    'wrong-value',
    'serviceType',
    'write ServiceType.loadBalancer()',
  ],
  ['a spread in a text', service({ spread: 'hard' }), 'wrong-value', 'spread', 'write Spread.hard()'],
  [
    'a workload as its own neighbour',
    (c) => service({ scheduling: { near: [new StatefulCluster(c, 'db', db)] } })(c),
    'wrong-value',
    'scheduling.near[0]',
    'write { workload: … }',
  ],
  ['a choice where an object belongs', service({ disruption: Spread.hard() }), 'wrong-value', 'disruption', 'write {'],
  [
    'the other choice',
    service({ envFrom: [Isolation.full()] }),
    'wrong-value',
    'envFrom[0]',
    'give an EnvFrom, such as EnvFrom.',
  ],
  [
    'a mode in a text',
    service({ files: [ConfigFiles.of('/a', { b: 'c' }, { defaultMode: '0555' as never })] }),
    'wrong-value',
    'files[0].defaultMode',
    'write 0o555',
  ],
  [
    'a mode without its 0o',
    service({ files: [SecretFiles.from('a', '/a', { defaultMode: 644 })] }),
    'wrong-value',
    'files[0].defaultMode',
    'write 0o644',
  ],
  [
    'a mode that is a number by chance',
    service({ files: [SecretFiles.from('a', '/a', { defaultMode: 400 })] }),
    'decimal-mode',
    'files[0].defaultMode is 0o620 in octal',
    'write 0o400',
  ],
  [
    'a URL to wait for',
    service({ waitFor: ['http://redis:6379/0'] }),
    'wrong-value',
    'waitFor[0]',
    "write 'redis:6379'",
  ],
  ['a host to wait for', service({ waitFor: ['redis'] }), 'wrong-value', 'waitFor[0]', "write 'redis:<port>'"],
  [
    'a grace period in a text, and hooks',
    cluster({ terminationGracePeriod: '1m' }),
    'wrong-value',
    'terminationGracePeriod',
    'write 60',
  ],
];

test.each(CASES)('%s is one mistake, with the fix', (_sentence, make, rule, what, fix) => {
  const app = newApp();
  make(new Chart(app, 'chart'));
  const found = problemsOf(app);
  expect(found.map((one) => one.rule)).toEqual([rule]);
  expect(found[0]!.what).toContain(what);
  expect(found[0]!.fix).toContain(fix);
});

test('modes that people mean in decimal stay right', () => {
  const app = newApp();
  const files = [420, 0o400, 0o440].map((mode, index) => SecretFiles.from('a', `/${index}`, { defaultMode: mode }));
  new StatelessService(new Chart(app, 'chart'), 'web', { ...web, files, envFrom: [EnvFrom.secret('a')] });
  expect(problemsOf(app)).toEqual([]);
});
