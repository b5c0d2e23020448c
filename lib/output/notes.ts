import { join } from 'node:path';
import type { PublishResult } from './publish';

/** What the user has to know of a run besides what was written: nothing of this is silent. */
export function notes(outdir: string, { overwritten, undeclared }: PublishResult): readonly string[] {
  return [
    ...overwritten.map(
      (name) => `${join(outdir, name)}: was not as the last run left it, and is overwritten (git diff shows how)`,
    ),
    ...undeclared.map((name) => `${join(outdir, name)}: no app wrote it, and a deployer would apply it`),
    ...(undeclared.length === 0
      ? []
      : ['  fix: delete it, or declare it in the app; where another tool writes it, name it in `ignore` of the App']),
  ];
}
