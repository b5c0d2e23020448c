import { CONTENDERS } from '../../bench/contenders';
import { readOptions } from '../../bench/options';
import { WORKLOADS } from '../../bench/workloads';

const DEFAULTS = {
  quick: false,
  workloads: WORKLOADS.map(({ name }) => name),
  sizes: undefined,
  contenders: CONTENDERS.map(({ name }) => name),
  runs: 5,
  patience: 180_000,
  out: undefined,
  json: 'build/bench.json',
  markdown: undefined,
};

describe('the options of the bench', () => {
  it.each<[string, readonly string[], Partial<typeof DEFAULTS> | object]>([
    ['nothing runs all, five times', [], {}],
    ['--quick runs small sizes three times', ['--quick'], { quick: true, runs: 3 }],
    ['--runs says how often, also with --quick', ['--quick', '--runs', '9'], { quick: true, runs: 9 }],
    ['--workload names some', ['--workload', 'one, chain'], { workloads: ['one', 'chain'] }],
    ['--size replaces the sizes', ['--size', '250,1000'], { sizes: [250, 1000] }],
    ['--only takes beginnings of names', ['--only', 'floor,kust'], { contenders: ['floor', 'kustomize build'] }],
    ['--patience is in seconds', ['--patience', '600'], { patience: 600_000 }],
    ['--out is a folder', ['--out', 'build'], { out: 'build' }],
    ['--json is a file', ['--json', 'b.json'], { json: 'b.json' }],
    ['--markdown is a file', ['--markdown', 'b.md'], { markdown: 'b.md' }],
  ])('%s', (_, args, expected) => {
    expect(readOptions(args)).toEqual({ ...DEFAULTS, ...expected });
  });

  it('--help asks for nothing to be run', () => {
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each([
    ['--size 0', ['--size', '0'], '--size takes whole numbers from 1, not 0'],
    ['--runs many', ['--runs', 'many'], '--runs takes whole numbers from 1, not many'],
    ['--patience -1', ['--patience=-1'], '--patience takes whole numbers from 1, not -1'],
    ['--workload nil', ['--workload', 'nil'], 'no workload nil; there are one, deployments'],
    ['--only nil', ['--only', 'nil'], '--only nil leaves no contender'],
    ['--size with nothing', ['--size'], "Option '--size <value>' argument missing"],
    ['--nil', ['--nil'], "Unknown option '--nil'"],
  ])('%s is refused', (_, args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
