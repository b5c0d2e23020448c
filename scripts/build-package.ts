import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

// Run by `npm pack` and `npm publish` (prepack): what they pack is compiled anew, never left over from another build.
const root = path.join(__dirname, '..');
const target = path.join(root, 'build/lib');

fs.rmSync(target, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [require.resolve('typescript/bin/tsc'), '-p', path.join(root, 'tsconfig.build.json')],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) throw new Error('lib does not compile; nothing was packed');

// Read by `require`, which the compiler doesn't follow.
const table = 'kubernetes/generated/fields.json';
fs.copyFileSync(path.join(root, 'lib', table), path.join(target, table));
