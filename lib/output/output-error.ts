/** *refused*: the user has something to mend. *io*: the folder could not be read or written. */
export type OutputErrorKind = 'refused' | 'io';

export interface OutputErrorParts {
  readonly what: string;
  readonly where?: string;
  readonly got?: string;
  readonly fix?: string;
}

/** The output folder was not written; the message is for users and says what, where, what was found, and the fix. */
export class OutputError extends Error {
  constructor(
    readonly kind: OutputErrorKind,
    parts: OutputErrorParts,
  ) {
    super(format(parts));
    this.name = 'OutputError';
  }
}

function format({ what, ...rest }: OutputErrorParts): string {
  const lines = Object.entries(rest)
    .filter(([, text]) => text !== undefined)
    .map(([label, text]) => `  ${`${label}:`.padEnd(7)}${text.replaceAll('\n', '\n         ')}`);
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
  EISDIR: 'a folder stands where a file is needed',
  ENAMETOOLONG: 'the name is too long for the file system',
  EMFILE: 'too many open files',
};

/** An error of the file system as one for users; `stays` says what became of the files. Others pass unchanged. */
export function toOutputError(error: unknown, folder: string, stays: string): unknown {
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (error instanceof OutputError || typeof code !== 'string') return error;
  return new OutputError('io', {
    what: `the output folder ${folder} cannot be written; ${stays}`,
    where: dest ?? path ?? folder,
    got: `${REASONS[code] ?? (error as Error).message} (${code})`,
    fix:
      code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space and run again' : 'make the path writable and run again',
  });
}
