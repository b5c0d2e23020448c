import { formatProblem, type Problem } from './problem';

type Unfinished = () => readonly Problem[];

const unfinished = new Set<Unfinished>();
let installed = false;

/**
 * Makes a program that dies on another error, before it comes to `synth()`, print what was recorded until then: the user
 * mends all at once. Returns what to call when the app has come to the end.
 */
export function reportWhenUnfinished(problems: Unfinished): () => void {
  unfinished.add(problems);
  if (!installed) {
    installed = true;
    process.on('uncaughtExceptionMonitor', print);
  }
  return () => unfinished.delete(problems);
}

function print(): void {
  const problems = [...unfinished].flatMap((recorded) => recorded());
  if (problems.length === 0) return;
  process.stderr.write(`\nBefore the program failed, these errors were found:\n\n`);
  process.stderr.write(`${problems.map(formatProblem).join('\n\n')}\n\n`);
}
