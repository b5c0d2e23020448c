import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IResolver } from 'cdk8s';
import * as cdk8s from 'cdk8s';
import { type Defaults, defaults } from '../defaults/defaults';
import { holdDefaults } from '../defaults/resolved';
import { ProblemRecorder } from '../errors/recorder';
import { SourceLocation } from '../errors/source-location';
import { SynthesisError } from '../errors/synthesis-error';
import { withoutStackTrace } from '../errors/uncaught';
import { reportWhenUnfinished } from '../errors/unfinished';
import { Place } from '../input/place';
import { isObject, optional, reader, shape } from '../input/reader';
import { list, nonEmptyText, textThat } from '../input/readers';
import { isPattern, leavePatterns, PATTERN_ALLOWED } from '../output/ignored';
import { notes } from '../output/notes';
import { OutputError } from '../output/output-error';
import { publish } from '../output/publish';
import { holdPlatform, type Platform, platform } from '../platform/platform';
import { recordedProblems } from '../synth/check';
import { type PrintedFile, printFiles } from '../synth/print';
import { orderedCharts, synthesize } from '../synth/synthesize';
import { Tree } from '../synth/tree';
import { complainNamesake } from './namesakes';

/** What an app says. */
export interface AppProps {
  /**
   * The app's name: it tells its files from those of other apps in the same output folder.
   * @default 'app'
   */
  readonly name?: string;
  /**
   * The set of defaults. A new project takes the newest.
   * @default Defaults.V1, in every release
   */
  readonly defaults?: Defaults;
  /**
   * The platform of charts without an Environment.
   * @default - one that offers nothing but the Kubernetes version of the defaults
   */
  readonly platform?: Platform;
  /**
   * The output folder. The environment variable CDK8S_OUTDIR, which the CLIs set, wins.
   * @default 'dist'
   */
  readonly outdir?: string;
  /**
   * The end of the files' names.
   * @default '.k8s.yaml'
   */
  readonly outputFileExtension?: string;
  /**
   * Files that other tools write to the output folder, as glob patterns relative to it: `crds/**`, `kustomization.yaml`.
   * Any other YAML or JSON that the app does not declare is drift for `statecraft check`, and named when the app is
   * synthesized: a deployer would apply it. cdk8s.yaml (`statecraft: { ignore: [] }`) can name more.
   * @default - none
   */
  readonly ignore?: readonly string[];
  /**
   * More resolvers of values, as cdk8s has them.
   * @default - none
   */
  readonly resolvers?: readonly IResolver[];
}

const appName = textThat('a name of letters, digits, -, _ and .', (name) => /^[A-Za-z0-9][\w.-]{0,100}$/.test(name));
const extension = textThat("an ending that deployers read, such as '.k8s.yaml'", (end) => /^[\w.-]*\.ya?ml$/.test(end));

const ignored = textThat(PATTERN_ALLOWED, isPattern);

const resolver = reader<IResolver>(
  'a cdk8s resolver: an object with a method resolve',
  { resolve: () => undefined },
  (value): value is IResolver => isObject(value) && typeof (value as Partial<IResolver>).resolve === 'function',
);

export const APP = shape<AppProps>()('App', {
  name: optional(appName),
  defaults: optional(defaults),
  platform: optional(platform),
  outdir: optional(nonEmptyText),
  outputFileExtension: optional(extension),
  ignore: optional(list(ignored)),
  resolvers: optional(list(resolver)),
});

/**
 * A cdk8s App whose output is a contract: all errors at once, one file a chart at a path that follows from ids alone,
 * files wholly old or wholly new. All that works in a cdk8s App works here.
 */
export class App extends cdk8s.App {
  /** The app's name. */
  readonly name: string;
  /** Patterns of other tools' files in the output folder. */
  readonly ignore: readonly string[];
  private readonly finished: () => void;
  private readonly collector = { problems: () => recordedProblems(new Tree(this)) };

  constructor(props: AppProps = {}) {
    const complaints: Parameters<ProblemRecorder['record']>[0][] = [];
    const read = APP.read(props, new Place({ record: (complaint) => complaints.push(complaint) }));
    super({
      outdir: process.env.CDK8S_OUTDIR || read.outdir,
      outputFileExtension: read.outputFileExtension,
      resolvers: [...(read.resolvers ?? [])],
    });
    this.name = read.name ?? 'app';
    this.ignore = read.ignore ?? [];
    const recorder = new ProblemRecorder(this, SourceLocation.capture(new.target));
    for (const complaint of complaints) recorder.record(complaint);
    if (read.defaults) holdDefaults(this, read.defaults);
    if (read.platform) holdPlatform(this, read.platform);
    this.finished = reportWhenUnfinished(this.collector);
  }

  /** All charts, each after those it depends on. */
  override get charts(): cdk8s.Chart[] {
    return [...orderedCharts(this)];
  }

  /**
   * Writes a file for each chart, and removes files that an earlier run of this app wrote and that are declared no more.
   * @throws SynthesisError with all that is wrong; nothing is written then
   * @throws OutputError when the output folder refuses the files
   */
  override synth(): void {
    const files = this.printed().map(({ file, text }) => ({ path: file.path, content: text }));
    const namesakes = complainNamesake(
      this.outdir,
      this.name,
      files.map((file) => file.path),
    );
    if (namesakes.length > 0) throw rejected(new SynthesisError(namesakes));
    try {
      const result = publish({
        outdir: this.outdir,
        apps: [{ app: this.name, files }],
        ignore: this.ignore,
        // A killed process is survived anyhow. To wait for the disk, perhaps for all that an `npm ci` has just written, is
        // for `statecraft synth`, which makes what is committed.
        durable: false,
      });
      // A deletion is never silent.
      for (const file of result.removed) process.stderr.write(`${this.outdir}: removed ${file}\n`);
      // A folder of the CLIs is empty at first: what is there is another App's of this program.
      const undeclared = process.env.CDK8S_OUTDIR ? [] : result.undeclared;
      for (const note of notes(this.outdir, { ...result, undeclared })) process.stderr.write(`${note}\n`);
      // The CLI compares the folder with the committed one, and has to know what there is not this app's.
      if (process.env.STATECRAFT_OUTCOME) leavePatterns(this.outdir, this.name, this.ignore);
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      throw error.kind === 'refused' ? rejected(error) : withoutStackTrace(error, 2);
    }
    if (process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true') this.writeMetadata();
  }

  /** All objects as one text of YAML documents. */
  override synthYaml(): string {
    const texts = new Map(this.printed().map(({ file, text }) => [file.chart, text]));
    return this.charts.flatMap((chart) => texts.get(chart) ?? []).join('---\n');
  }

  private printed(): readonly PrintedFile[] {
    this.finished();
    try {
      return printFiles(synthesize(this, this.outputFileExtension));
    } catch (error) {
      throw error instanceof SynthesisError ? rejected(error) : error;
    }
  }

  /** What cdk8s-cli's validation plugins read: which construct an object comes from. */
  private writeMetadata(): void {
    const resources = Object.fromEntries(
      new Tree(this).placed.flatMap(({ construct }) =>
        cdk8s.ApiObject.isApiObject(construct) ? [[construct.name, { path: construct.node.path }]] : [],
      ),
    );
    const text = JSON.stringify({ version: '1.0.0', resources });
    fs.writeFileSync(path.join(this.outdir, 'construct-metadata.json'), text);
  }
}

/** What the user has to mend: exit code 1, and a word for `statecraft synth` that not the program is at fault. */
function rejected<E extends Error>(error: E): E {
  if (process.env.STATECRAFT_OUTCOME) fs.writeFileSync(process.env.STATECRAFT_OUTCOME, 'rejected');
  return withoutStackTrace(error, 1);
}
