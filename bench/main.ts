import fs from 'node:fs';
import path from 'node:path';
import { HELP, readOptions } from './options';
import { makeProject } from './project';
import { printReport } from './report';
import type { Result } from './results';
import { measureWorkload } from './round';
import { WORKLOADS } from './workloads';

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const project = makeProject(options.out);
  const results: Result[] = [];
  for (const workload of WORKLOADS.filter(({ name }) => options.workloads.includes(name))) {
    for (const size of options.sizes ?? (options.quick ? workload.quick : workload.sizes)) {
      process.stderr.write(`${workload.name}, ${size}: ${workload.title}\n`);
      results.push(await measureWorkload(project, workload, size, options.contenders, options.runs));
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
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
