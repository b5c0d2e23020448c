import { App, type Problem, SynthesisError } from 'cdk8s-statecraft';
import { fill, tree } from '../output/temp-folder';
import { outdir } from './outdir';

/** What a run is refused for. It must write nothing, and leave what is in the folder. */
export function refused(build: (app: App) => void): readonly Problem[] {
  const folder = outdir();
  const before = { 'web.k8s.yaml': 'earlier: true\n', 'other/notes.txt': 'mine' };
  fill(folder, before);
  const app = new App({ outdir: folder });
  build(app);
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    expect(tree(folder, { state: true })).toEqual(before);
    return error.problems;
  }
  throw new Error('the run was not refused');
}

/** Problems in short: the rule and the construct. */
export function rules(problems: readonly Problem[]): string[] {
  return problems.map(({ rule, path }) => `${rule} at ${path}`);
}
