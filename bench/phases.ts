import path from 'node:path';
import type * as output from '../lib/output/publish';
import type * as print from '../lib/synth/print';
import type * as synthesis from '../lib/synth/synthesize';
import type * as shapes from './apps/shapes';
import type * as statecraft from './apps/statecraft';

/**
 * What `app.synth()` does, step by step, in a process of its own: prints the milliseconds that each took, as JSON,
 * by the clock and of CPU time (all threads).
 * Runs in the bench's project, where the library is installed.
 */
const LIBRARY = path.join(__dirname, '../node_modules/cdk8s-statecraft/build/lib/library.js');
const [wall, cpu]: [Record<string, number>, Record<string, number>] = [{}, {}];
let [last, lastCpu] = [0, 0];
/** The time since the last call; the first counts from the start of the process. */
function ended(phase: string): void {
  const { user, system } = process.cpuUsage();
  const [now, nowCpu] = [performance.now(), (user + system) / 1000];
  [wall[phase], cpu[phase]] = [now - last, nowCpu - lastCpu];
  [last, lastCpu] = [now, nowCpu];
}

ended('start');
const { App, Defaults } = require('cdk8s-statecraft');
const { PARTS } = require('./statecraft') as typeof statecraft;
const { build } = require('./shapes') as typeof shapes;
ended('load');
const app = new App({ name: 'bench', defaults: Defaults.V1 });
build(app, PARTS);
ended('build');
const library = require(LIBRARY);
const { resolved, validated } = library['synth/synthesize']() as typeof synthesis;
const collected = resolved(app, '.k8s.yaml');
ended('resolve');
const valid = validated(collected);
ended('validate');
const { printFiles } = library['synth/print']() as typeof print;
const files = printFiles(valid).map(({ file, text }) => ({ path: file.path, content: text }));
ended('render');
const { publish } = library['output/publish']() as typeof output;
publish({ outdir: app.outdir, apps: [{ app: 'bench', files }] });
ended('write');
console.log(JSON.stringify({ wall, cpu }));
