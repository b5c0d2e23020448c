const MARK = Symbol.for('cdk8s-statecraft.ForUsers');
let installed = false;

/**
 * Makes an error that nobody catches end the program with its message alone, without the stack trace and the line of our
 * code that Node prints: what is wrong is in the user's code, and the message says where.
 */
export function withoutStackTrace<E extends Error>(error: E, exitCode: number): E {
  Object.defineProperty(error, MARK, { value: exitCode });
  if (!installed) {
    installed = true;
    process.on('uncaughtException', report);
  }
  return error;
}

function report(error: Error): void {
  const exitCode = (error as { [MARK]?: number })[MARK];
  process.stderr.write(exitCode === undefined ? `${error.stack ?? error}\n` : `\n${error.message}\n`);
  process.exit(exitCode ?? 1);
}
