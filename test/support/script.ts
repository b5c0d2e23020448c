import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one run of scripts: their absolute paths and the programs that they call stand in it. */
export class ScriptFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'script-'));

  /** @param paths the absolute paths in the scripts that are to be in this folder; the folders above them are made */
  constructor(private readonly paths: readonly string[]) {
    for (const path of ['/bin/…', ...paths]) mkdirSync(join(this.root, dirname(path)), { recursive: true });
  }

  /** A program that the scripts find first: the lines of a POSIX shell script. */
  program(name: string, ...lines: readonly string[]): this {
    return this.file(`bin/${name}`, ['#!/bin/sh', ...lines, ''].join('\n'));
  }

  file(path: string, content: string): this {
    mkdirSync(join(this.root, dirname(path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
    chmodSync(join(this.root, path), 0o755);
    return this;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Puts all scripts of a folder into a folder of this one. */
  scripts(from: string, to: string): this {
    for (const name of readdirSync(from)) {
      const text = readFileSync(join(from, name), 'utf8');
      const moved = this.paths.reduce((script, path) => script.replaceAll(path, join(this.root, path)), text);
      this.file(join(to, name), moved);
    }
    return this;
  }

  run(path: string, env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
    const PATH = `${join(this.root, 'bin')}:${process.env.PATH}`;
    return spawnSync(join(this.root, path), { encoding: 'utf8', env: { ...env, PATH }, timeout: 60_000 });
  }
}
