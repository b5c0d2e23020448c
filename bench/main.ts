import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HELP, readOptions, UsageError } from './options';
import { makeProject } from './project';
import { printReport } from './report';
import type { Result } from './results';
import { measureWorkload } from './round';
import { WORKLOADS } from './workloads';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const project = makeProject(options.out);
  // Also when it is interrupted.
  process.once('exit', () => fs.rmSync(project.scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + os.constants.signals[signal]));
  }
  const results: Result[] = [];
  for (const workload of WORKLOADS.filter(({ name }) => options.workloads.includes(name))) {
    for (const size of options.sizes ?? (options.quick ? workload.quick : workload.sizes)) {
      process.stderr.write(`${workload.name}, ${size}: ${workload.title}\n`);
      results.push(await measureWorkload(project, workload, size, options));
      // Each time, so that an interrupted bench was not for nothing.
      write(options.json, JSON.stringify({ node: process.version, platform: process.platform, results }, undefined, 1));
      if (options.markdown) write(options.markdown, printReport(results));
    }
  }
  process.stdout.write(printReport(results));
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${text.trimEnd()}\n`);
}

main().catch((error: Error) => {
  const { code } = error as NodeJS.ErrnoException;
  // What the caller, or the machine, has to mend is no fault of the program.
  process.stderr.write(`${error instanceof UsageError || code !== undefined ? error.message : error.stack}\n`);
  process.exitCode = 2;
});
