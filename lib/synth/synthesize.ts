import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../errors/problem';
import { SynthesisError } from '../errors/synthesis-error';
import { unusedAcceptances } from '../errors/unsafe';
import { folded } from '../output/relative-path';
import { foundProblems, problemAt, type Rendered, recordedProblems } from './check';
import { DependencyOrder } from './dependency-order';
import { DependencyCycle } from './depth-first';
import { placementOf } from './layout';
import { render } from './render';
import { Tree } from './tree';

/** One file of the output: a chart's objects, in their order. */
export interface ChartFile {
  readonly chart: Chart;
  /** Relative to the output folder, parts separated by '/'. */
  readonly path: string;
  readonly objects: readonly Rendered[];
}

/** The files of an app, and what is wrong so far. */
export interface Resolved {
  readonly tree: Tree;
  readonly files: readonly ChartFile[];
  readonly problems: readonly Problem[];
}

/**
 * Collects, orders, renders and validates an app: each object once. Nothing is written.
 * @throws SynthesisError with all problems of the app
 */
export function synthesize(app: IConstruct, extension: string): readonly ChartFile[] {
  return validated(resolved(app, extension));
}

/** Collects, orders and renders. */
export function resolved(app: IConstruct, extension: string): Resolved {
  const tree = new Tree(app);
  const problems: Problem[] = [...recordedProblems(tree)];
  const order = new DependencyOrder(tree);
  checkChartCycles(order, app, problems);
  const files = tree.charts.flatMap((chart) => chartFile(chart, order, extension, tree, problems));
  return { tree, files, problems: [...problems, ...checkPaths(files)] };
}

/** @throws SynthesisError with what was wrong before, and what the rules find */
export function validated({ tree, files, problems }: Resolved): readonly ChartFile[] {
  const all = [...problems, ...foundProblems(files.flatMap(({ objects }) => objects))];
  // The last: only now it is known what each of them accepts.
  all.push(...tree.placed.flatMap(({ construct }) => unusedAcceptances(construct, all)));
  if (all.length > 0) throw new SynthesisError(all);
  return files;
}

/** All charts, each after those it depends on. */
export function orderedCharts(app: IConstruct): readonly Chart[] {
  const tree = new Tree(app);
  const charts = new Set<IConstruct>(tree.charts);
  return new DependencyOrder(tree).below(app).filter((construct): construct is Chart => charts.has(construct));
}

function chartFile(
  chart: Chart,
  order: DependencyOrder,
  extension: string,
  tree: Tree,
  problems: Problem[],
): readonly ChartFile[] {
  const own = new Set<IConstruct>(tree.objectsOf(chart));
  // A chart without objects gives no file: an empty one would be an error for kubectl.
  if (own.size === 0) return [];
  const placement = placementOf(chart, extension);
  if ('unsafe' in placement) {
    problems.push(
      problemAt(chart, {
        severity: 'invalid',
        rule: 'unsafe-file-name',
        what: 'an id on the way to this chart cannot be the name of a file or folder',
        got: placement.unsafe,
        allowed:
          'ids of at most 200 bytes without \\ / : * ? " < > |, no dot at either end, no name of a Windows device',
        fix: 'choose another id',
      }),
    );
  }
  const objects = inOrder(chart, order, problems)
    .filter((construct): construct is ApiObject => own.has(construct))
    .flatMap((object) => render(object, chart, problems));
  return [{ chart, path: 'path' in placement ? placement.path : '', objects }];
}

function inOrder(chart: Chart, order: DependencyOrder, problems: Problem[]): readonly IConstruct[] {
  try {
    return order.below(chart);
  } catch (error) {
    if (!(error instanceof DependencyCycle)) throw error;
    reportCycle(error, problems);
    return chart.node.findAll();
  }
}

function checkChartCycles(order: DependencyOrder, app: IConstruct, problems: Problem[]): void {
  try {
    order.below(app);
  } catch (error) {
    if (!(error instanceof DependencyCycle)) throw error;
    reportCycle(error, problems);
  }
}

/** The walk of the whole app, of a chart and of the charts around it find the same cycle, each begun elsewhere. */
function reportCycle({ cycle }: DependencyCycle, problems: Problem[]): void {
  const got = cycle.map((construct) => construct.node.path).join(' → ');
  const members = (text: string | undefined) => [...new Set(text?.split(' → '))].sort().join('\n');
  const known = problems.some((problem) => problem.rule === CYCLE && members(problem.got) === members(got));
  if (known) return;
  problems.push(
    problemAt(cycle[0]!, {
      severity: 'invalid',
      rule: CYCLE,
      what: 'depends on itself, by way of others',
      got,
      allowed: 'dependencies without a circle',
      fix: 'remove one of these dependencies',
    }),
  );
}

const CYCLE = 'dependency-cycle';

/** No two files at one place, also where capitals don't count, and none where another one needs a folder. */
function checkPaths(files: readonly ChartFile[]): readonly Problem[] {
  const placed = files.filter(({ path }) => path !== '');
  const first = new Map<string, ChartFile>();
  for (const file of placed) if (!first.has(folded(file.path))) first.set(folded(file.path), file);
  return placed.flatMap((file) => {
    const other = first.get(folded(file.path))!;
    const above = foldersOf(file.path).flatMap((folder) => first.get(folded(folder)) ?? [])[0];
    if (other !== file)
      return [samePlace(file, `is also that of ${other.chart.node.path}, where capitals don't count`)];
    if (above) return [samePlace(file, `lies in a folder that is also the file of ${above.chart.node.path}`)];
    return [];
  });
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function samePlace(file: ChartFile, what: string): Problem {
  return problemAt(file.chart, {
    severity: 'invalid',
    rule: 'same-file',
    what: `the file ${file.path} ${what}`,
    got: file.path,
    allowed: 'each file once',
    fix: 'choose another id',
  });
}
