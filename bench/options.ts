import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders';
import { WORKLOADS } from './workloads';

export interface Options {
  readonly quick: boolean;
  readonly workloads: readonly string[];
  /** Instead of the workloads' own sizes. */
  readonly sizes: readonly number[] | undefined;
  readonly contenders: readonly string[];
  readonly runs: number;
  /** How long one run is waited for, in milliseconds. */
  readonly patience: number;
  /** The folder below which the output goes; a RAM disk, where nothing is said and there is one. */
  readonly out: string | undefined;
  readonly json: string;
  readonly markdown: string | undefined;
}

export const HELP = `npm run bench -- [options]
  --quick                 small sizes, three runs each: a few minutes
  --workload a,b          only these: ${WORKLOADS.map(({ name }) => name).join(', ')}
  --size 250,1000         these sizes instead of the workload's own
  --only 'floor,helm'     only contenders whose name begins so: ${CONTENDERS.map(({ name }) => name).join('; ')}
  --runs 5                how often each is run
  --patience 180          how many seconds a run is waited for; what takes longer is killed, and reported as such
  --out <folder>          where the output goes (default: /dev/shm, a RAM disk, where there is one; build/bench elsewhere)
  --json <file>           where all samples go (default: build/bench.json)
  --markdown <file>       where the tables go, too
`;

export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      workload: { type: 'string' },
      size: { type: 'string' },
      only: { type: 'string' },
      runs: { type: 'string' },
      patience: { type: 'string', default: '180' },
      out: { type: 'string' },
      json: { type: 'string', default: 'build/bench.json' },
      markdown: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const listed = (text: string | undefined) => text?.split(',').map((part) => part.trim());
  const names = WORKLOADS.map(({ name }) => name);
  const workloads = listed(values.workload) ?? names;
  const unknown = workloads.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`no workload ${unknown}; there are ${names.join(', ')}`);
  const only = listed(values.only);
  const contenders = CONTENDERS.map(({ name }) => name).filter(
    (name) => only?.some((start) => name.startsWith(start)) ?? true,
  );
  if (contenders.length === 0) throw new UsageError(`--only ${values.only} leaves no contender`);
  return {
    quick: values.quick,
    workloads,
    sizes: listed(values.size)?.map((text) => count('--size', text)),
    contenders,
    runs: count('--runs', values.runs ?? (values.quick ? '3' : '5')),
    patience: count('--patience', values.patience) * 1000,
    out: values.out,
    json: values.json,
    markdown: values.markdown,
  };
}

/** What the caller has to mend. */
export class UsageError extends Error {}

function count(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`${option} takes whole numbers from 1, not ${text}`);
  return Number(text);
}
