import type { IConstruct } from 'constructs';
import { nearest } from '../kubernetes/nearest';
import { Held } from '../tree/held';
import { formatProblem, type Problem } from './problem';
import { SourceLocation } from './source-location';

interface Acceptance {
  readonly rule: string;
  readonly source: SourceLocation;
  /** What is wrong with it as it was given. */
  readonly wrong: Problem | undefined;
  /** Whether it has accepted anything. */
  used: boolean;
}

const ACCEPTED = new Held<Acceptance[]>('acceptances');

/** What is accepted by Kubernetes but will hurt is an error, until somebody takes responsibility for it. */
export class Unsafe {
  /**
   * Accepts one *unsafe* rule for a construct and all below it. *Invalid* ones can't be accepted: the API server would
   * refuse the object anyway.
   *
   * An acceptance that accepts nothing is an error of its own, `unused-acceptance`: it is misspelled, or what it speaks
   * of is gone. Where it is needed in one environment alone, that can be accepted, too.
   *
   * @param rule the rule's name, as the error prints it in brackets
   * @param reason why it is right here; for those who read the code
   */
  static accept(construct: IConstruct, rule: string, reason: string): void {
    const source = SourceLocation.capture(Unsafe.accept);
    const wrong = complaintAbout(construct, rule, reason, source);
    // Under a plain cdk8s App it reaches the user as an error of validation.
    if (wrong) construct.node.addValidation({ validate: () => [formatProblem(wrong)] });
    ACCEPTED.byOr(construct, () => []).push({ rule, source, wrong, used: false });
  }

  private constructor() {}
}

function complaintAbout(
  construct: IConstruct,
  rule: unknown,
  reason: unknown,
  source: SourceLocation,
): Problem | undefined {
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  const common = { severity: 'invalid', rule: 'wrong-acceptance', path: construct.node.path, source } as const;
  if (!isText(rule)) {
    const allowed = "the name of a rule, as an error prints it in brackets, such as 'unpinned-image'";
    return { ...common, what: 'Unsafe.accept needs a rule', got: String(rule), allowed, fix: 'name the rule' };
  }
  if (isText(reason)) return undefined;
  return {
    ...common,
    what: `Unsafe.accept of ${rule} needs a reason`,
    got: typeof reason === 'string' ? JSON.stringify(reason) : String(reason),
    allowed: 'a text for those who read the code',
    fix: 'say why it is right here',
  };
}

/** Accepts a rule where a prop of ours says already what the user would: it need not be found, and no one has to ask. */
export function takeAtWord(construct: IConstruct, rule: string): void {
  const source = SourceLocation.capture(takeAtWord);
  ACCEPTED.byOr(construct, () => []).push({ rule, source, wrong: undefined, used: true });
}

/** Whether a problem of a construct is accepted there or above. */
export function isAccepted(construct: IConstruct, { severity, rule }: Pick<Problem, 'severity' | 'rule'>): boolean {
  if (severity !== 'unsafe') return false;
  let accepted = false;
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    for (const acceptance of ACCEPTED.by(at) ?? []) {
      if (acceptance.rule !== rule) continue;
      acceptance.used = true;
      accepted = true;
    }
  }
  return accepted;
}

/** What is wrong with the acceptances at a construct, as they were given. */
export function wrongAcceptances(construct: IConstruct): readonly Problem[] {
  return (ACCEPTED.by(construct) ?? []).flatMap(({ wrong }) => wrong ?? []);
}

const UNUSED = 'unused-acceptance';

/**
 * The acceptances at a construct that have accepted nothing, once all other problems are known. Where there are errors
 * at or below the construct, more may come to light when they are mended: only misspelled ones are certain then.
 */
export function unusedAcceptances(construct: IConstruct, problems: readonly Problem[]): readonly Problem[] {
  const acceptances = ACCEPTED.by(construct);
  if (acceptances === undefined) return [];
  const { path } = construct.node;
  const below = problems.filter((problem) => path === '' || `${problem.path}/`.startsWith(`${path}/`));
  const candidates = [...new Set(below.filter(({ severity }) => severity === 'unsafe').map(({ rule }) => rule))];
  return acceptances.flatMap(({ rule, source, wrong, used }) => {
    const meant = wrong ? undefined : nearest(rule, candidates);
    const isCertain = below.length === 0 || meant !== undefined;
    if (used || wrong || rule === UNUSED || !isCertain) return [];
    const problem: Problem = {
      severity: 'unsafe',
      rule: UNUSED,
      what: 'Unsafe.accept accepts nothing: no such problem is found at this construct or below',
      path,
      source,
      got: rule,
      allowed: candidates.length > 0 ? candidates.join(', ') : 'the rule of an unsafe problem that is found here',
      fix: meant === undefined ? 'remove it, or correct the name of the rule' : `write ${meant}`,
    };
    return isAccepted(construct, problem) ? [] : [problem];
  });
}
