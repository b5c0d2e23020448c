import { tempFolder } from '../output/temp-folder';

let before: string | undefined;
beforeEach(() => {
  before = process.env.CDK8S_OUTDIR;
  delete process.env.CDK8S_OUTDIR;
});
afterEach(() => {
  if (before === undefined) delete process.env.CDK8S_OUTDIR;
  else process.env.CDK8S_OUTDIR = before;
});

/** An empty output folder, for tests that decide themselves about CDK8S_OUTDIR. */
export function outdir(): string {
  return tempFolder();
}
