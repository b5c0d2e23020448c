import fs from 'node:fs';
import path from 'node:path';
import { STATE_FOLDER } from '../output/state-folder';

/** The YAML files at or below a folder, by path (parts separated by '/'), in order; none where it is not there. */
export function readYamlFiles(folder: string): ReadonlyMap<string, string> {
  if (!fs.existsSync(folder)) return new Map();
  const paths = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.startsWith(`${STATE_FOLDER}/`))
    .sort();
  return new Map(paths.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
