import type { IConstruct } from 'constructs';
import { Unsafe } from '../../lib';
import { ProblemRecorder } from '../../lib/errors/recorder';

/** Accepts the named rules where a construct breaks them: accepting what isn't there is an error. */
export function acceptIfFound(construct: IConstruct, ...rules: readonly string[]): void {
  const found = new Set(ProblemRecorder.find(construct)?.problems.map(({ rule }) => rule));
  for (const rule of rules) if (found.has(rule)) Unsafe.accept(construct, rule, 'a test of something else');
}
