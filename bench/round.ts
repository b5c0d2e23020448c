import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { CONTENDERS, type Contender } from './contenders';
import { measure, type Sample } from './measure';
import { type Options, UsageError } from './options';
import { filesOf, kindsOf, objectsOf, textOf } from './output';
import type { Project } from './project';
import type { PhaseTimes, Result } from './results';
import { makeTwins, type Twins } from './twins';
import type { Workload } from './workloads';

/** Up to so many objects, equality is that of all fields; beyond, that of the kinds. */
const COMPARED = 2000;
/** What takes longer than this, in milliseconds, is run once. */
const LONG = 8000;

/** Measures all contenders with one workload of one size, turn by turn. */
export async function measureWorkload(
  project: Project,
  workload: Workload,
  size: number,
  { contenders: names, runs, patience }: Pick<Options, 'contenders' | 'runs' | 'patience'>,
): Promise<Result> {
  const bench = new Round(project, workload, size, patience);
  const ours = await bench.reference();
  const contenders = CONTENDERS.filter(
    ({ name, workloads, largest = size, available }) =>
      names.includes(name) &&
      (workloads?.includes(workload.name) ?? true) &&
      size <= largest &&
      (available?.() ?? true),
  );
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  const finished = new Set<Contender>();
  const keep = (contender: Contender, sample: Sample) => {
    samples.set(contender, sample.stopped ? [sample] : [...samples.get(contender)!, sample]);
    if (sample.stopped) finished.add(contender);
  };
  for (const contender of contenders) {
    // The first run warms up the disk's cache, and shows whether the objects are the same.
    const first = await bench.checked(contender, ours.text);
    if (first.wall < LONG && !first.stopped) continue;
    keep(contender, first);
    finished.add(contender);
  }
  const phases: PhaseTimes[] = [];
  for (let run = 0; run < runs; run++) {
    phases.push(await bench.phases());
    // Not always the same neighbour.
    const turn = [...contenders.slice(run % contenders.length), ...contenders.slice(0, run % contenders.length)];
    for (const contender of turn) if (!finished.has(contender)) keep(contender, await bench.run(contender));
  }
  return {
    workload: workload.name,
    title: workload.title,
    size,
    objects: objectsOf(ours.text),
    kinds: kindsOf(ours.text),
    files: ours.files.length,
    bytes: ours.files.reduce((sum, { bytes }) => sum + bytes, 0),
    phases,
    contenders: [...samples].map(([{ name }, all]) => ({
      contender: name,
      wall: all.map(({ wall }) => wall),
      cpu: all.flatMap(({ cpu }) => cpu ?? []),
      peak: all.flatMap(({ peak }) => peak ?? []),
      stopped: all.some(({ stopped }) => stopped),
    })),
  };
}

class Round {
  private twins!: Twins;

  constructor(
    private readonly project: Project,
    private readonly workload: Workload,
    private readonly size: number,
    private readonly patience: number,
  ) {}

  private get out(): string {
    return path.join(this.project.scratch, 'out');
  }

  /** What ours gives: the measure of all others, and what they are made from. */
  async reference() {
    const app = `node ${path.join(this.project.compiled, 'statecraft.js')}`;
    await this.exec(app, { BENCH_SIZE: '1' });
    const unit = textOf(this.out);
    await this.exec(app);
    const [text, files] = [textOf(this.out), filesOf(this.out)];
    const folder = path.join(this.project.folder, 'twins');
    this.twins = makeTwins(folder, this.workload.shape, this.size, unit, files);
    return { text, files };
  }

  async checked(contender: Contender, ours: string): Promise<Sample> {
    const sample = await this.run(contender, { BENCH_COUNT: 'true' });
    if (contender.gives === 'none' || sample.stopped) return sample;
    const written = contender.name === 'floor' ? sample.stdout : textOf(this.out);
    if (kindsOf(written) !== kindsOf(ours)) {
      throw new Error(`${contender.name} gives other objects: ${kindsOf(written)}; ours: ${kindsOf(ours)}`);
    }
    if (contender.gives === 'same' && objectsOf(ours) <= COMPARED && !areSame(written, ours)) {
      throw new Error(`${contender.name} gives as many objects as ours, but not the same`);
    }
    return sample;
  }

  async run(contender: Contender, env: Readonly<Record<string, string>> = {}): Promise<Sample> {
    this.empty();
    if (contender.prepare) {
      const prepared = await this.measured(contender.prepare(this.project), env);
      if (prepared.stopped) return prepared;
    }
    return this.measured(contender.command(this.project, this.twins), env);
  }

  async phases(): Promise<PhaseTimes> {
    const { stdout, peak } = await this.exec(`node ${path.join(this.project.compiled, 'phases.js')}`);
    return { ...JSON.parse(stdout), peak };
  }

  /** Runs what all else is held against. */
  private async exec(command: string, env: Readonly<Record<string, string>> = {}): Promise<Sample> {
    this.empty();
    const sample = await this.measured(command, env);
    if (sample.stopped) throw new UsageError(`${command} takes longer than --patience`);
    return sample;
  }

  private empty(): void {
    fs.rmSync(this.out, { recursive: true, force: true });
    fs.mkdirSync(this.out, { recursive: true });
  }

  private measured(command: string, env: Readonly<Record<string, string>>): Promise<Sample> {
    const variables = {
      BENCH_SHAPE: this.workload.shape,
      BENCH_SIZE: String(this.size),
      CDK8S_OUTDIR: this.out,
      // What is written for a while only, as by `statecraft check`, is written beside it.
      TMPDIR: this.project.scratch,
      ...env,
    };
    return measure(command, this.project.folder, variables, this.patience);
  }
}

/** The same objects in any order. */
function areSame(a: string, b: string): boolean {
  const [left, right] = [objectsByKey(a), objectsByKey(b)];
  return isDeepStrictEqual(left, right);
}

function objectsByKey(text: string): Readonly<Record<string, unknown>> {
  const objects = parseAllDocuments(text).flatMap((document) => document.toJSON() ?? []);
  const keyOf = ({ kind, metadata: { namespace, name } }: (typeof objects)[number]) => `${kind}/${namespace}/${name}`;
  return Object.fromEntries(objects.map((one) => [keyOf(one), one]));
}
