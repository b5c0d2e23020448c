import { printReport } from '../../bench/report';
import type { Measured, Result } from '../../bench/results';

const PHASES = { start: 40, load: 50, build: 10, resolve: 10, validate: 10, render: 5, write: 5 };

function measured(contender: string, seconds: number, stopped = false): Measured {
  const times = [seconds * 1000];
  return { contender, wall: times, cpu: stopped ? [] : times, peak: stopped ? [] : [100], stopped };
}

function services(size: number, ...contenders: readonly Measured[]): Result {
  return {
    ...{ workload: 'services', title: 'services', size, objects: 7 * size, kinds: '', files: size, bytes: 5000 * size },
    ...{ phases: [{ wall: PHASES, cpu: PHASES, peak: 100 }], contenders },
  };
}

/** The rows that begin with a text, without the bars between their cells. */
function rows(report: string, start: string): readonly string[] {
  return report
    .split('\n')
    .filter((line) => line.startsWith(`| ${start}`))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join(' ')
        .trim()
        .replace(/ +/g, ' '),
    );
}

describe('the report of the bench', () => {
  it('has the medians of each contender, as multiples of the floor', () => {
    const report = printReport([services(1000, measured('floor', 0.1), measured('statecraft, compiled', 0.25))]);
    expect(rows(report, 'floor')).toEqual(['floor 0.10 1.0 0.10 1.0 100 1']);
    expect(rows(report, 'statecraft')).toEqual(['statecraft, compiled 0.25 2.5 0.25 2.5 100 1']);
  });

  it.each([
    ['holds at its limit', 0.3, '3.00 3.00 holds'],
    ['is missed beyond it', 0.31, '3.10 3.10 **missed**'],
  ])('says that a target %s', (_, seconds, expected) => {
    const report = printReport([services(1000, measured('floor', 0.1), measured('statecraft, compiled', seconds))]);
    expect(rows(report, '1,000 services compiled : floor')).toEqual([
      `1,000 services compiled : floor ≤ 3 ${expected}`,
    ]);
  });

  it.each([
    ['holds by what was waited for', 20, '> 20.00 holds'],
    ['is open when too little was waited for', 9, '> 9.00 stopped too early to say'],
  ])('says that a target against what was stopped %s', (_, seconds, expected) => {
    const plain = measured('plain cdk8s, compiled', seconds, true);
    const report = printReport([services(1000, measured('statecraft, compiled', 1), plain)]);
    expect(rows(report, '1,000 services: plain')).toEqual([
      `1,000 services: plain cdk8s : statecraft, both compiled ≥ 10 ${expected}`,
    ]);
    expect(rows(report, 'plain cdk8s')).toEqual([expect.stringMatching(/^plain cdk8s, compiled > [\d.]+ 1, stopped$/)]);
  });

  it.each([
    ['is missed by what was waited for', 0.4, ['1,000 services compiled : floor ≤ 3 > 4.00 **missed**']],
    [
      'is open when too little was waited for',
      0.2,
      ['1,000 services compiled : floor ≤ 3 > 2.00 stopped too early to say'],
    ],
  ])('says that a target for what was stopped %s', (_, seconds, expected) => {
    const ours = measured('statecraft, compiled', seconds, true);
    expect(rows(printReport([services(1000, measured('floor', 0.1), ours)]), '1,000 services compiled')).toEqual(
      expected,
    );
  });

  it('says nothing of ratios to what was stopped', () => {
    const report = printReport([services(1000, measured('floor', 0.1, true), measured('statecraft, compiled', 0.2))]);
    expect(rows(report, '1,000 services compiled')).toEqual([]);
    expect(rows(report, 'statecraft')).toEqual(['statecraft, compiled 0.20 0.20 100 1']);
  });

  it('leaves out targets of what was not run', () => {
    expect(rows(printReport([services(1000, measured('floor', 0.1))]), '1,000 services')).toEqual([]);
  });

  it('fits the exponent over the sizes', () => {
    const of = (size: number): Result => ({
      ...services(size),
      phases: [{ wall: PHASES, cpu: { start: 40, load: 50, build: size ** 1.5 } }],
    });
    expect(rows(printReport([of(250), of(500), of(1000)]), 'services: exponent')).toEqual([
      'services: exponent of the CPU time in the size ≤ 1.1 1.50 1.50 **missed**',
    ]);
  });
});
