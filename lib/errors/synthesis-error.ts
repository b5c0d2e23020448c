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
  return `${count}; nothing was written.\n\n${problems.map(formatProblem).join('\n\n')}\n`;
}
