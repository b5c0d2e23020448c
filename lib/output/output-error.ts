/** *refused*: the user has something to mend. *io*: the folder could not be read or written. */
export type OutputErrorKind = 'refused' | 'io';

export interface OutputErrorParts {
  readonly what: string;
  readonly where?: string;
  readonly got?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** The output folder was not written; the message is for users and says what, where, what was found, and the fix. */
export class OutputError extends Error {
  constructor(
    readonly kind: OutputErrorKind,
    parts: OutputErrorParts,
  ) {
    super(formatParts(parts));
    this.name = 'OutputError';
  }
}

/** The parts of an error as lines, the labels aligned. */
export function formatParts({ what, ...rest }: OutputErrorParts): string {
  const parts = Object.entries(rest).filter(([, text]) => text !== undefined);
  const width = Math.max(...parts.map(([label]) => label.length), 'where'.length) + 2;
  const lines = parts.map(
    ([label, text]) => `  ${`${label}:`.padEnd(width)}${text.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`,
  );
  return [what, ...lines].join('\n');
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EBUSY: 'another program holds it open',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'something else is there already',
  ENOENT: 'a link leads nowhere, or something was removed meanwhile',
  EISDIR: 'a folder stands where a file is needed',
  ENAMETOOLONG: 'the name is too long for the file system',
  EMFILE: 'too many open files',
};

const FREE_SPACE = 'free some space and run again';
const MAKE_ROOM = 'move it away; or name another output folder, as `output` in cdk8s.yaml, as --output or as outdir';
const FIXES: Readonly<Record<string, string>> = {
  ENOSPC: FREE_SPACE,
  EDQUOT: FREE_SPACE,
  EEXIST: MAKE_ROOM,
  ENOTDIR: MAKE_ROOM,
  ENOENT: 'see what the path is (ls -l), remove a link without a target, and run again',
};

/** An error of the file system as one for users; `stays` says what became of the files. Others pass unchanged. */
export function toOutputError(
  error: unknown,
  folder: string,
  stays: string,
  access: 'read' | 'written' = 'written',
): unknown {
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (error instanceof OutputError || typeof code !== 'string') return error;
  return new OutputError('io', {
    what: `the output folder ${folder} cannot be ${access}; ${stays}`,
    where: dest ?? path ?? folder,
    got: `${REASONS[code] ?? (error as Error).message} (${code})`,
    fix: FIXES[code] ?? `make the path ${access === 'read' ? 'readable' : 'writable'} and run again`,
  });
}
