import { execFile } from 'node:child_process';
import path from 'node:path';

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Instead of the user's own settings of npm, which could bring warnings of their own. */
const SETTINGS = path.join(__dirname, 'fixtures/npmrc');

/** Runs a program in a folder, with no more of npm's and cdk8s's settings than a fresh machine has. */
export function run(cwd: string, command: string, args: readonly string[], env: object = {}): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([key]) => !/^npm_|^NODE_OPTIONS$|^CDK8S_/i.test(key));
  const options = {
    cwd,
    env: { ...Object.fromEntries(inherited), npm_config_userconfig: SETTINGS, CDK8S_CHECK_UPGRADE: 'false', ...env },
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve) => {
    const child = execFile(command, args, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
