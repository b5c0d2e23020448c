import { formatProblem, type Problem } from './problem';

/**
 * The user's input has errors: all of them in one error. Nothing was written.
 *
 * Printed without a stack trace when nobody catches it, because each problem names its own line.
 */
export class SynthesisError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(describe(problems));
    this.name = 'SynthesisError';
    this.stack = this.message;
  }
}

function describe(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  return `${count}; nothing was written.\n\n${problems.map(formatProblem).join('\n\n')}\n${howToAccept(problems)}`;
}

/** Unsafe problems can be right; how that is said, with one of those that were found. */
function howToAccept(problems: readonly Problem[]): string {
  const unsafe = problems.find(({ severity }) => severity === 'unsafe');
  return unsafe === undefined
    ? ''
    : `\nWhat is unsafe, but right here: Unsafe.accept(construct, '${unsafe.rule}', 'why').\n`;
}
