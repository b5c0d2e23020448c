// node shard.mjs 2 4: the second quarter of the apps that a change affects, as options for `turbo run`; nothing where
// there is none.
import { execFileSync } from 'node:child_process';

const [shard, shards] = process.argv.slice(2).map(Number);
const listed = execFileSync('npx', ['turbo', 'ls', '--affected', '--output=json'], { encoding: 'utf8' });
const apps = JSON.parse(listed)
  .packages.items.filter(({ path }) => path.startsWith('apps/'))
  .map(({ name }) => name)
  .sort();
const own = apps.filter((_, index) => index % shards === shard - 1);
console.log(own.map((name) => `--filter=${name}`).join(' '));
