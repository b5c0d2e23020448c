import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Complaint, formatProblem, type Problem } from './problem';
import type { SourceLocation } from './source-location';
import { isAccepted } from './unsafe';

const RECORDER = Symbol.for('cdk8s-statecraft.ProblemRecorder');

/** A check of what is only known once the app is complete. */
export type LateCheck = (
  recorder: Pick<ProblemRecorder, 'record'>,
  namespace: string | undefined,
  construct: IConstruct,
) => void;

/**
 * What is wrong with one construct, collected while it is built: our constructors record, they don't throw, so that one
 * run can report everything. Our App reads the problems; under a plain cdk8s App they reach the user as the construct's
 * validation errors.
 */
export class ProblemRecorder {
  /** The recorder of a construct of ours; undefined for any other. */
  static find(construct: IConstruct): ProblemRecorder | undefined {
    return (construct as { [RECORDER]?: ProblemRecorder })[RECORDER];
  }

  private readonly recorded: Problem[] = [];
  private readonly lateChecks: LateCheck[] = [];
  private original?: ProblemRecorder;

  constructor(
    private readonly construct: IConstruct,
    readonly source: SourceLocation,
  ) {
    Object.defineProperty(construct, RECORDER, { value: this });
    construct.node.addValidation({ validate: () => this.problems.map(formatProblem) });
  }

  get problems(): readonly Problem[] {
    const all = [...this.recorded];
    const recorder = { record: (complaint: Complaint) => all.push(this.toProblem(complaint)) };
    const { namespace } = this;
    for (const check of this.lateChecks) check(recorder, namespace, this.construct);
    if (all.length === 0) return all;
    const said = new Set(this.original?.problems.map(sentence));
    const once = new Set<string>();
    return all.filter((problem) => {
      if (said.has(sentence(problem)) || isAccepted(this.construct, problem)) return false;
      // Two checks of one value, or of a value that several rules share, say the same: that of another line is another one.
      const key = `${sentence(problem)} ${problem.source === this.source ? '' : all.indexOf(problem)}`;
      if (once.has(key)) return false;
      once.add(key);
      return true;
    });
  }

  /** Leaves out what is wrong with another construct, too, whose props this one has: its own line says it. */
  leaveOut(original: ProblemRecorder | undefined): void {
    this.original = original;
  }

  record(complaint: Complaint): void {
    this.recorded.push(this.toProblem(complaint));
  }

  /** Adds a check of what is only known once the app is complete. It is run anew each time the problems are asked for. */
  whenComplete(check: LateCheck): void {
    this.lateChecks.push(check);
  }

  private get namespace(): string | undefined {
    return this.construct.node.scopes.findLast((scope): scope is Chart => Chart.isChart(scope))?.namespace;
  }

  private toProblem(complaint: Complaint): Problem {
    return { source: this.source, ...complaint, path: this.construct.node.path };
  }
}

function sentence({ rule, what, got }: Problem): string {
  return JSON.stringify([rule, what, got]);
}

/**
 * The recorder of the nearest construct of ours at or above `construct`, in its chart: the line of an Environment or an
 * App would say nothing about an object that is not ours.
 */
export function nearestRecorder(construct: IConstruct): ProblemRecorder | undefined {
  for (let at: IConstruct | undefined = construct; at && !Chart.isChart(at); at = at.node.scope) {
    const recorder = ProblemRecorder.find(at);
    if (recorder) return recorder;
  }
  return undefined;
}
