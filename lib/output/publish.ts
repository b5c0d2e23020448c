import fs from 'node:fs';
import { ignoring } from './ignored';
import { apply, commit, type Journal, readJournal, undo } from './journal';
import { takeLock } from './lock';
import { toOutputError } from './output-error';
import { checkDeclared, planChanges } from './plan';
import { complaintAbout } from './relative-path';
import { stateFolder } from './state-folder';

export interface OutputFile {
  /** Relative to the output folder, parts separated by '/'. */
  readonly path: string;
  readonly content: string;
}

/** All files of one app. Its name tells its files from those of other apps in the same folder. */
export interface AppOutput {
  readonly app: string;
  readonly files: readonly OutputFile[];
}

export interface PublishOptions {
  /** Made if it isn't there; may be a link. */
  readonly outdir: string;
  readonly apps: readonly AppOutput[];
  /**
   * Overwrite and own files with other content that no app wrote.
   * @default false: they are refused
   */
  readonly adopt?: boolean;
  /**
   * Glob patterns, relative to the folder, of files that other tools write there.
   * @default none
   */
  readonly ignore?: readonly string[];
  /**
   * Wait until the files have reached the disk, so that a power cut is survived as a killed process is.
   * @default true; false fits a folder that is thrown away, or made again at will
   */
  readonly durable?: boolean;
}

export interface PublishResult {
  /** Made or changed; in the order of the paths, as all lists here. */
  readonly written: readonly string[];
  /** Not touched. */
  readonly unchanged: readonly string[];
  /** Those of `written` that were not as the last run had left them (changed by hand, or adopted). */
  readonly overwritten: readonly string[];
  /** What a deployer would apply, and no app wrote, but for what is ignored. */
  readonly undeclared: readonly string[];
  /** Written by an earlier run of one of the apps, and declared no more. */
  readonly removed: readonly string[];
  /** What was done about an earlier run that was interrupted. The files of a finished one are listed above, too. */
  readonly recovered: 'finished' | 'undone' | undefined;
}

/**
 * Makes the output folder hold the files of the apps: each one wholly old or wholly new, whenever the process dies.
 * Removes only files that an earlier run of the same app wrote.
 * @throws OutputError, `refused` or `io`, with a message for users
 */
export function publish({ outdir, apps, adopt = false, ignore = [], durable = true }: PublishOptions): PublishResult {
  checkDeclared(apps);
  let stays = 'its files are as they were';
  try {
    fs.mkdirSync(outdir, { recursive: true });
    // The resolved path: a link to the folder stays a link.
    const root = fs.realpathSync(outdir);
    fs.mkdirSync(stateFolder(root), { recursive: true });
    const unlock = takeLock(root, outdir);
    try {
      const interrupted = readJournal(root, outdir);
      const undone = interrupted === undefined && undo(root);
      if (interrupted !== undefined) {
        stays = 'an interrupted run is still half done, and the next run finishes it';
        apply(root, interrupted, durable);
        stays = 'an interrupted run was finished, and nothing else was changed';
      }
      const plan = planChanges(root, outdir, apps, adopt);
      if (plan.removed.length + plan.writes.length > 0) {
        const journal = commit(root, plan.removed, plan.writes, durable);
        stays = 'some of its files are old and some new, and the next run finishes it';
        apply(root, journal, durable);
      }
      const isIgnored = ignoring(ignore);
      return {
        ...report(plan, interrupted, undone),
        overwritten: plan.overwritten,
        undeclared: plan.undeclared.filter((path) => !isIgnored(path)),
      };
    } finally {
      unlock();
    }
  } catch (error) {
    throw toOutputError(error, outdir, stays);
  }
}

/** What changed since the last run that ended, the part that an interrupted one had begun included. */
function report(
  plan: Pick<PublishResult, 'written' | 'unchanged' | 'removed'>,
  interrupted: Journal | undefined,
  undone: boolean,
): Omit<PublishResult, 'overwritten' | 'undeclared'> {
  const { written, unchanged, removed } = plan;
  if (interrupted === undefined) return { written, unchanged, removed, recovered: undone ? 'undone' : undefined };
  const earlier = interrupted.writes.filter((path) => complaintAbout(path) === undefined);
  const nowRemoved = new Set(removed);
  const allWritten = new Set([...earlier.filter((path) => !nowRemoved.has(path)), ...written]);
  const allRemoved = new Set([...interrupted.removals, ...removed].filter((path) => !allWritten.has(path)));
  return {
    written: [...allWritten].sort(),
    unchanged: unchanged.filter((path) => !allWritten.has(path)),
    removed: [...allRemoved].sort(),
    recovered: 'finished',
  };
}
