import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App as CdkApp } from 'cdk8s';
import { App } from '../app/app';
import type { AppOutput } from '../output/publish';
import { printFiles } from '../synth/print';
import { synthesize } from '../synth/synthesize';
import { readYamlFiles } from './yaml-files';

/** A plain cdk8s App has no name; its golden files are listed under this one, as those of `statecraft synth` are. */
const PLAIN_APP = 'cdk8s';

/**
 * The files that `app.synth()` gives.
 * @throws SynthesisError with all errors of the app; what cdk8s throws, of a plain cdk8s App
 */
export function outputOf(app: CdkApp): AppOutput {
  if (!(app instanceof App)) return { app: PLAIN_APP, files: filesOfPlainApp(app) };
  const printed = printFiles(synthesize(app, app.outputFileExtension));
  return { app: app.name, files: printed.map(({ file, text }) => ({ path: file.path, content: text })) };
}

/** cdk8s decides on files, names and form only while it writes. */
function filesOfPlainApp(app: CdkApp): AppOutput['files'] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statecraft-golden-'));
  const { outdir } = app;
  try {
    Object.assign(app, { outdir: folder });
    app.synth();
    return [...readYamlFiles(folder)].map(([file, content]) => ({ path: file, content }));
  } finally {
    Object.assign(app, { outdir });
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
