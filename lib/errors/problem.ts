import type { SourceLocation } from './source-location';

/** *invalid*: the API server refuses it. *unsafe*: it is accepted, but it will hurt. */
export type Severity = 'invalid' | 'unsafe';

/** One thing that the user has to mend, in the five parts that every error of this project has. */
export interface Problem {
  readonly severity: Severity;
  /** The name of the rule or the kind of mistake, in kebab-case; *unsafe* ones can be accepted by it. */
  readonly rule: string;
  /** What is wrong, as one sentence without a full stop. */
  readonly what: string;
  /** The prop that is wrong, such as `storage[0].size`; '' for all of them, undefined for what is in no prop. */
  readonly prop?: string;
  /** The path of the construct, as cdk8s prints it. */
  readonly path: string;
  /** The user's line that made the construct. */
  readonly source?: SourceLocation;
  /** The other place, where two places contradict each other, ready to print. */
  readonly also?: string;
  /** What was given, ready to print. */
  readonly got?: string;
  /** What is allowed, ready to print. */
  readonly allowed?: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** The parts that a check knows; the path, and the source of what was said in no call, come from where the check runs. */
export type Complaint = Omit<Problem, 'path'>;

const PARTS: readonly (readonly [label: string, of: (problem: Problem) => string | undefined])[] = [
  ['where', where],
  ['also', (problem) => problem.also],
  ['got', (problem) => problem.got],
  ['allowed', (problem) => problem.allowed],
  ['fix', (problem) => problem.fix],
];

function where(problem: Problem): string {
  const line = problem.source?.toString();
  const path = problem.path === '' ? '(the app)' : problem.path;
  return line === undefined ? path : `${path}  (${line})`;
}

/** One problem as text of several lines: what, where, got, allowed, fix. */
export function formatProblem(problem: Problem): string {
  const lines = [`${problem.severity}: ${problem.what}  [${problem.rule}]`];
  for (const [label, of] of PARTS) {
    const text = of(problem);
    if (text !== undefined) lines.push(`  ${`${label}:`.padEnd(9)}${text.replaceAll('\n', '\n           ')}`);
  }
  return lines.join('\n');
}
