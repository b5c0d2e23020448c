import { formatProblem, type Problem } from './problem';

/** Something that collects problems until it is finished. */
interface Collector {
  readonly problems: () => readonly Problem[];
}

/** Weakly: an app that nobody synthesizes, as in a test, is not kept alive. */
const unfinished = new Set<WeakRef<Collector>>();
let installed = false;

/**
 * Makes a program that dies on another error, before it comes to `synth()`, print what was recorded until then: the user
 * mends all at once. Returns what to call when the app has come to the end.
 */
export function reportWhenUnfinished(collector: Collector): () => void {
  const reference = new WeakRef(collector);
  unfinished.add(reference);
  if (!installed) {
    installed = true;
    process.on('uncaughtExceptionMonitor', print);
  }
  return () => unfinished.delete(reference);
}

function print(): void {
  const problems = [...unfinished].flatMap((reference) => reference.deref()?.problems() ?? []);
  if (problems.length === 0) return;
  process.stderr.write(`\nBefore the program failed, these errors were found:\n\n`);
  process.stderr.write(`${problems.map(formatProblem).join('\n\n')}\n\n`);
}
