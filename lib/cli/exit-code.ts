/** What every command ends with. */
export enum ExitCode {
  WELL = 0,
  /** The user has something to mend: wrong input, drift, findings, files in the way. */
  MEND = 1,
  /** The command could not do its work: the app crashed, wrong usage, I/O. */
  FAILED = 2,
}

/** Ends a command with one message for users and a code. */
export class CommandError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

export const EXIT_CODES_HELP = `
Exit codes:
  0  all well
  1  you have something to mend: the app's input is wrong, files are in the way, or committed files differ
  2  the command could not do its work: the app crashed or took too long, wrong usage, a disk that cannot be written`;
