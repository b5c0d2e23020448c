import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '../../docs');
const CODE = readdirSync(DOCS)
  // The one is the list of all that there is, the other shows fields.
  .filter((name) => name.endsWith('.md') && !['api.md'].includes(name))
  .flatMap((name) => [...readFileSync(join(DOCS, name), 'utf8').matchAll(/```ts\n([\s\S]*?)```\n\n```yaml/g)])
  .map(([, code]) => code!)
  .join('\n');

/** The variants of a workload's vocabulary. What routes and platforms are made of has pages of its own, made from tables. */
const CLASSES = [
  'Completion',
  'ConfigFiles',
  'EnvFrom',
  'EnvSource',
  'FailureRule',
  'FileContent',
  'FileSet',
  'GrantScope',
  'Health',
  'Hook',
  'Isolation',
  'Metric',
  'Metrics',
  'Nodes',
  'Probe',
  'Projection',
  'Quorum',
  'Replacement',
  'Scaling',
  'ScalingPolicy',
  'SecretFiles',
  'ServiceAccount',
  'ServiceType',
  'Spread',
  'Storage',
  'Target',
] as const;

/** Without an example, each with what is there instead. */
const WITHOUT: Readonly<Record<string, string>> = {
  'Completion.once': 'the default',
  'Isolation.none': 'the default; in the table of the page',
  'Nodes.untainted': 'the default',
  'Spread.soft': 'the default',
  'FileContent.templateFile': 'FileContent.template with FileContent.fromFile',
  'FileSet.fromDirectory': 'the same as ConfigFiles.fromDirectory',
  'Metric.memoryUtilization': 'the same as Scaling.onMemory',
  'Metric.cpuValue': 'the same as Metric.memoryValue',
  'Projection.trustBundle': 'switched off in every supported release',
  'Projection.signerBundles': 'switched off in every supported release',
  'Quorum.formed': 'in the table of the page',
  'Quorum.changing': 'in the table of the page',
  'Replacement.argoCdReplace': 'in the table of the page',
  'Replacement.fluxForce': 'in the table of the page',
  'Storage.image': 'switched off in the version of the default platform',
};

/** As docs/api.md lists them. */
const FACTORIES = readFileSync(join(DOCS, 'api.md'), 'utf8')
  .split(/^class /m)
  .slice(1)
  .flatMap((text) => {
    const name = /^\w+/.exec(text)![0];
    const body = text.slice(0, text.indexOf('\n}'));
    return [...body.matchAll(/^ {2}static (\w+)\(/gm)].map(([, factory]) => [name, `${name}.${factory}`] as const);
  })
  .flatMap(([name, factory]) => ((CLASSES as readonly string[]).includes(name) ? [factory] : []));

test('all are known', () => {
  expect(FACTORIES.length).toBeGreaterThan(70);
  expect(FACTORIES).toEqual(expect.arrayContaining(Object.keys(WITHOUT)));
});

test.each(FACTORIES)('%s is shown with its YAML', (factory) => {
  expect([factory, CODE.includes(`${factory}(`)]).toEqual([factory, !Object.hasOwn(WITHOUT, factory)]);
});
