import { find, type Measured, median, type Result } from './results';
import { TARGETS, type Time } from './targets';

const PHASES = ['start', 'load', 'build', 'resolve', 'validate', 'render', 'write'];

/** The tables, as Markdown. */
export function printReport(results: readonly Result[]): string {
  return [
    ...['# Results of `npm run bench`\n', ...targets(results)],
    ...['\n## Whole processes\n', 'Medians; × is a multiple of the floor.\n', ...processes(results)],
    ...['\n## Phases\n', 'Milliseconds of one process, medians; `start` is Node’s own.\n', ...phases(results)],
    '',
  ].join('\n');
}

function targets(results: readonly Result[]): readonly string[] {
  const rows = TARGETS.flatMap(({ title, limit, atLeast, by = 'wall', value }) => {
    const [found, cpu] = [value(results, 'wall'), value(results, 'cpu')];
    const judged = by === 'cpu' ? cpu : found;
    if (found === undefined || judged === undefined) return [];
    const limited = [title, `${atLeast ? '≥' : '≤'} ${limit}`];
    if (cpu === undefined) {
      const verdict = found < limit ? 'stopped too early to say' : atLeast ? 'holds' : '**missed**';
      return [[...limited, `> ${found.toFixed(2)}`, '', verdict]];
    }
    const holds = atLeast ? judged >= limit : judged <= limit;
    return [[...limited, found.toFixed(2), cpu.toFixed(2), holds ? 'holds' : '**missed**']];
  });
  return table(['target', 'limit', 'by the clock', 'by CPU time', ''], rows);
}

function processes(results: readonly Result[]): readonly string[] {
  return results.flatMap((result) => [
    `### ${result.size} ${result.title}\n`,
    `${result.objects} objects (${result.kinds}), ${result.files} files, ${(result.bytes / 1e6).toFixed(2)} MB\n`,
    ...table(
      ['', 'wall s', '×', 'CPU s', '×', 'peak MB', 'runs'],
      result.contenders.map((measured) => row(measured, find(results, result.workload, result.size, 'floor'))),
    ),
    '',
  ]);
}

function row(measured: Measured, floor: Measured | undefined): readonly string[] {
  const { contender, wall, cpu, peak, stopped } = measured;
  if (stopped) return [contender, `> ${seconds(median(wall))}`, '', '', '', '', `${wall.length}, stopped`];
  const ratio = (of: Time) =>
    floor && !floor.stopped ? (median({ wall, cpu }[of]) / median(floor[of])).toFixed(1) : '';
  const memory = peak.length > 0 ? median(peak).toFixed(0) : '';
  return [
    ...[contender, seconds(median(wall)), ratio('wall'), seconds(median(cpu)), ratio('cpu')],
    ...[memory, String(wall.length)],
  ];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);
}

function phases(results: readonly Result[]): readonly string[] {
  const rows = results.map(({ workload, size, phases: all }) => [
    `${workload} ${size}`,
    ...PHASES.map((phase) => median(all.map(({ wall }) => wall[phase]!)).toFixed(0)),
    median(all.map(({ peak = 0 }) => peak)).toFixed(0),
  ]);
  return table(['', ...PHASES, 'peak MB'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}
