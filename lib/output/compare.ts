import { isApplied } from './applied';
import type { Drift, DriftKind } from './drift';
import {
  appOfInventory,
  type Inventory,
  inventoryPath,
  isAsWritten,
  PLAIN_APP,
  parseInventory,
  printInventory,
} from './inventory';
import { isLeftover } from './journal';
import type { AppOutput, OutputFile } from './publish';
import type { Entry } from './snapshot';

export interface Comparison {
  /** What the program gives: all of its apps. */
  readonly apps: readonly AppOutput[];
  /** What the committed folder holds, by path. */
  readonly committed: ReadonlyMap<string, Entry>;
  /** Whether a path is another tool's business. */
  readonly isIgnored: (path: string) => boolean;
  /** The committed folder as the user named it, for errors. */
  readonly shown: string;
}

/**
 * Every difference of the committed folder from what the apps give, byte by byte, in the order of the paths. Pure.
 * @throws OutputError if a committed inventory cannot be read
 */
export function compare({ apps, committed, isIgnored, shown }: Comparison): readonly Drift[] {
  const inventories = [...committed].flatMap(([path, entry]) => readInventory(path, entry, shown));
  const running = new Set(apps.map(({ app }) => app));
  const own = inventories.filter(({ app }) => running.has(app));
  const others = inventories.filter(({ app }) => !running.has(app));
  const sums = new Map(inventories.flatMap(({ files }) => [...files]));
  const declared = new Set(apps.flatMap(({ files }) => files.map(({ path }) => path)));

  const leftover = [...committed.keys()].filter(isLeftover).sort()[0];
  const interrupted = leftover !== undefined;
  const links = new Set(apps.flatMap((app) => app.files).flatMap(({ path }) => linkAbove(path, committed) ?? []));
  const files = apps
    .flatMap((app) => app.files)
    .filter(({ path }) => linkAbove(path, committed) === undefined)
    .flatMap((file) => compareFile(file, committed.get(file.path), sums.get(file.path), interrupted));

  const foreign = new Set(others.flatMap((inventory) => [...inventory.files.keys()]));
  const stale = own
    .flatMap((inventory) => [...inventory.files.keys()])
    .filter((path) => !declared.has(path) && !foreign.has(path) && isFile(committed.get(path)))
    .filter((path) => linkAbove(path, committed) === undefined);
  const known = new Set([...declared, ...stale, ...foreign]);
  const undeclared = [...committed]
    .filter(([path, entry]) => isFile(entry) && isApplied(path) && !known.has(path) && !isIgnored(path))
    .filter(([path]) => linkAbove(path, committed) === undefined)
    .map(([path]) => path);
  // Who writes an app's files writes its inventory: where files differ already, this says nothing more.
  const lists = apps.flatMap((app) => compareInventory(app, committed, files.length + links.size + stale.length === 0));

  const nameless = apps.find(({ app }) => !committed.has(inventoryPath(app)))?.app;
  const orphans = others
    .filter(({ app }) => !isIgnored(inventoryPath(app)))
    .map((inventory) => orphan(inventory, committed, declared, nameless));

  return [
    ...(interrupted ? [drift('interrupted', leftover)] : []),
    ...[
      ...files,
      ...lists,
      ...orphans,
      ...[...links].map((path) => drift('folder-link', path)),
      ...stale.map((path) => drift('stale', path)),
      ...undeclared.map((path) => drift('undeclared', path)),
    ].sort((a, b) => (a.path < b.path ? -1 : 1)),
  ];
}

function drift(kind: DriftKind, path: string): Drift {
  return { kind, path };
}

/** The first link in place of a folder on the way to a path. */
function linkAbove(path: string, committed: ReadonlyMap<string, Entry>): string | undefined {
  const parts = path.split('/').slice(0, -1);
  return parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .find((folder) => committed.get(folder)?.kind === 'link');
}

function isFile(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'folder';
}

function readInventory(path: string, entry: Entry, shown: string): readonly Inventory[] {
  const app = appOfInventory(path);
  if (app === undefined || entry.kind !== 'file') return [];
  return [parseInventory(app, entry.content.toString(), `${shown}/${path}`)];
}

/** `sum` is what the last run wrote. */
function compareFile(
  { path, content: given }: OutputFile,
  found: Entry | undefined,
  sum: string | undefined,
  interrupted: boolean,
): readonly Drift[] {
  if (found === undefined || found.kind === 'folder') return [drift('missing', path)];
  const needsAdopt = sum === undefined;
  if (found.kind === 'link') return [{ kind: 'link', path, needsAdopt }];
  if (found.content.equals(Buffer.from(given))) return [];
  const committed = found.content.toString();
  if (unix(committed) === unix(given) && committed !== given) return [{ kind: 'line-endings', path, needsAdopt }];
  const contents = { committed, given };
  if (needsAdopt) return [{ kind: 'different', path, contents, needsAdopt }];
  // In a folder that an interrupted run left half new, files differ from their inventory without any editing.
  const asWritten = interrupted || isAsWritten(found.content, sum);
  return [{ kind: asWritten ? 'outdated' : 'edited', path, contents }];
}

function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function compareInventory(
  { app, files }: AppOutput,
  committed: ReadonlyMap<string, Entry>,
  filesAreSame: boolean,
): readonly Drift[] {
  const path = inventoryPath(app);
  const found = committed.get(path);
  // `cdk8s synth` writes none for a plain cdk8s app.
  if (found === undefined && app === PLAIN_APP) return [];
  const [difference] = compareFile({ path, content: printInventory(app, files) }, found, undefined, false);
  if (difference === undefined) return [];
  if (difference.kind === 'line-endings') return [drift('line-endings', path)];
  return filesAreSame ? [drift('inventory', path)] : [];
}

function orphan(
  { app, files }: Inventory,
  committed: ReadonlyMap<string, Entry>,
  declared: ReadonlySet<string>,
  renamedTo: string | undefined,
): Drift {
  const lists = [...files.keys()].filter((path) => isFile(committed.get(path)) && !declared.has(path)).sort();
  return { kind: 'orphan', path: inventoryPath(app), lists, renamedTo };
}
