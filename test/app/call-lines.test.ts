import { Script } from 'node:vm';
import type { Chart } from 'cdk8s';
import { ConfigMap, Health, StatefulCluster, StatelessService } from 'cdk8s-statecraft';
import { problems } from '../support/build';

const common = {
  image: 'registry.example.com/web:1.0.0',
  resources: { memory: '64Mi' },
  ports: [{ name: 'http', port: 8080 }],
  health: Health.none('a test'),
};

const web = (chart: Chart, id = 'web') => new StatelessService(chart, id, common);
const db = (chart: Chart) => new StatefulCluster(chart, 'db', { ...common, members: 3 });

/** The line of this file that calls it. */
function here(): number {
  return Number(/call-lines\.test\.ts:(\d+)/.exec(new Error().stack!.split('\n')[2]!)![1]);
}

describe('an error of a call names the line of the call', () => {
  test.each<[string, (chart: Chart) => number]>([
    ['connectsTo of nothing', (chart) => [web(chart).connectsTo(undefined as never), here()][1] as number],
    [
      'connectsTo of an unknown port',
      (chart) => [web(chart).connectsTo(web(chart, 'other'), { ports: ['htp'] }), here()][1] as number,
    ],
    ['acceptsFrom of a text', (chart) => [web(chart).acceptsFrom('10.0.0.0/8' as never), here()][1] as number],
    ['waitsFor without a port', (chart) => [web(chart).waitsFor('db'), here()][1] as number],
    ['grants.read of nothing', (chart) => [web(chart).grants.read(undefined as never), here()][1] as number],
    ['grants.verbs of a typo', (chart) => [web(chart).grants.verbs(['gett'], 'pods'), here()][1] as number],
    ['grants.role of a number', (chart) => [web(chart).grants.role(5 as never), here()][1] as number],
    ['a member that there is not', (chart) => [db(chart).member(3), here()][1] as number],
    ['peers of an unknown port', (chart) => [db(chart).peers('sql'), here()][1] as number],
    ['claims of an unknown volume', (chart) => [db(chart).memberClaims('data'), here()][1] as number],
    ['a variant without an image', (chart) => [web(chart).variant('next', {} as never), here()][1] as number],
    [
      'a variant with a misspelled prop',
      (chart) => [web(chart).variant('next', { image: common.image, replcas: 1 } as never), here()][1] as number,
    ],
    ['data that is no text', (chart) => [new ConfigMap(chart, 'c').addData('a', 1 as never), here()][1] as number],
  ])('%s', (_sentence, call) => {
    let line = 0;
    const found = problems(
      (chart) => {
        line = call(chart);
      },
      { namespace: 'shop' },
    );
    expect(found.map(({ source }) => source?.toString())).toEqual([
      expect.stringMatching(`^test/app/call-lines\\.test\\.ts:${line}:`),
    ]);
  });

  test('and that of a prop that holds a call, the line of that call', () => {
    const [found] = problems((chart) => {
      new StatefulCluster(chart, 'db', {
        ...common,
        members: 3,
        args: (c) => [c.peers('sql').join()],
      });
    });
    expect(found!.source?.toString()).toMatch(/call-lines\.test\.ts:\d+:25$/);
  });
});

test('a mistake of a service is not said again of its variants', () => {
  const found = problems((chart) => {
    new StatelessService(chart, 'web', { ...common, replicas: 1.5 }).variant('next', { image: common.image });
  });
  expect(found.map(({ path }) => path)).toEqual(['test/web']);
});

test('what a package makes, some calls deep, has the line that called the package', () => {
  const code = 'const deep = (n, make) => (n === 0 ? make() : [0].map(() => deep(n - 1, make))); deep';
  const filename = '/srv/node_modules/platform/index.js';
  const deep = new Script(code, { filename }).runInThisContext() as (n: number, make: () => void) => void;
  const make = new Script('(Made, chart) => () => new Made(chart, "web", { image: 5 })', {
    filename,
  }).runInThisContext();
  let line = 0;
  const found = problems((chart) => {
    line = here() + 1;
    deep(3, make(StatelessService, chart));
  });
  expect(String(found[0]!.source)).toMatch(new RegExp(`^test/app/call-lines\\.test\\.ts:${line}:`));
});

test("a program's own form of stacks costs the line, and nothing else", () => {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_error, frames) => frames;
  try {
    const found = problems((chart) => new StatelessService(chart, 'web', { image: 5 } as never));
    expect(String(found[0]!.source)).toBe('unknown line');
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
});
