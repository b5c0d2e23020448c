import { posix } from 'node:path';
import type { Drift, DriftKind } from '../output/drift';
import { appOfInventory, inventoryPath } from '../output/inventory';
import { unifiedDiff } from './unified-diff';

/** How the findings are mended; commands are ready for a shell. */
interface Context {
  readonly outdir: string;
  /** The `statecraft synth` with the options of this check. */
  readonly synth: string;
}

interface Kind {
  readonly label: string;
  /** What to do about all findings of the kind; the same text of several kinds is printed once. */
  readonly mend: (found: readonly Drift[], context: Context) => string;
}

const bySynth: Kind['mend'] = (_, { synth }) => `${synth}\nand commit what it writes`;

const KINDS: Readonly<Record<DriftKind, Kind>> = {
  interrupted: { label: 'left by an interrupted run: files may be half old, half new', mend: bySynth },
  edited: {
    label: 'changed by hand, or by a merge; synth overwrites it, so say the change in the app first',
    mend: bySynth,
  },
  outdated: { label: 'out of date: the app gives something else now', mend: bySynth },
  different: { label: 'not what the app gives', mend: bySynth },
  'line-endings': {
    label: 'differs only in its line endings (CRLF)',
    mend: (found, { synth }) => `in .gitattributes: ${attributes(found)}\nthen ${synth}`,
  },
  'folder-link': {
    label: 'a symbolic link, and not a folder: its files lie elsewhere, or in two places',
    mend: (found, { outdir, synth }) =>
      `remove the link, which leaves what it leads to: rm ${found.map(({ path }) => posix.join(outdir, path)).join(' ')}\n` +
      `then ${synth}`,
  },
  link: { label: 'a symbolic link, and not the file that the app gives', mend: bySynth },
  missing: { label: 'missing: the app gives it', mend: bySynth },
  stale: { label: 'stale: an earlier run wrote it, and the app declares it no more', mend: bySynth },
  undeclared: {
    label: 'undeclared: no app wrote it, and a deployer would apply it',
    mend: (found) =>
      `delete it, or declare it in the app; where another tool writes it, in cdk8s.yaml: ${ignore(found)}\n` +
      '(or as `ignore` of the App, or with --ignore; patterns are relative to the output folder)',
  },
  orphan: { label: 'the list of files of an app that the program does not have', mend: mendOrphans },
  inventory: { label: 'not the list of the files that the app gives', mend: bySynth },
};

/** The findings with their diffs, then what mends them. */
export function printDrift(found: readonly Drift[], context: Context): string {
  const findings = found.map((drift) => {
    const path = posix.join(context.outdir, drift.path);
    const diff = drift.contents && unifiedDiff(path, drift.contents.committed, drift.contents.given);
    const lists = drift.lists?.length ? [`  its files: ${some(drift.lists)}`] : [];
    return [`${path}: ${KINDS[drift.kind].label}`, ...lists, ...(diff ?? []), ...(diff ? [''] : [])].join('\n');
  });
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const mends = kinds.map((kind) =>
    KINDS[kind].mend(
      found.filter((drift) => drift.kind === kind),
      context,
    ),
  );
  const fixes = [...new Set(mends)].map((text) => `fix: ${text.replaceAll('\n', '\n     ')}`);
  return `${[...findings, '', ...fixes].join('\n')}\n`.replaceAll('\n\n\n', '\n\n');
}

function attributes(found: readonly Drift[]): string {
  return [...new Set(found.map(({ path }) => `*${posix.extname(path)} text eol=lf`))].join(', ');
}

function ignore(found: readonly Drift[]): string {
  const paths = found.slice(0, 5).map(({ path }) => `'${path.replaceAll("'", "''")}'`);
  return `statecraft: { ignore: [${paths.join(', ')}${found.length > paths.length ? ', …' : ''}] }`;
}

function mendOrphans(found: readonly Drift[], { outdir, synth }: Context): string {
  const at = (path: string) => posix.join(outdir, path);
  const [{ path, renamedTo }] = found as [Drift];
  const renamed = `renamed to ${renamedTo}: git mv ${at(path)} ${at(inventoryPath(renamedTo ?? ''))}; ${synth}`;
  return [
    `for each such list; its App, ${appOfInventory(path)} for one, was`,
    ...(renamedTo === undefined ? [] : [renamed]),
    'removed: delete its files, and the list',
    `never here, because another program shares ${outdir}: in cdk8s.yaml: ${ignore(found)}`,
  ].join('\n  ');
}

function some(names: readonly string[]): string {
  return `${names.slice(0, 10).join(', ')}${names.length > 10 ? `, … ${names.length - 10} more` : ''}`;
}
