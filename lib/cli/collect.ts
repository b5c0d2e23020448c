import fs from 'node:fs';
import path from 'node:path';
import { PLAIN_APP, readInventories } from '../output/inventory';
import type { AppOutput, OutputFile } from '../output/publish';
import { STATE_FOLDER } from '../output/state-folder';

/** All files of a folder that an app has just filled, by the app whose inventory lists them; empty if there is none. */
export function collect(folder: string): readonly AppOutput[] {
  const files = new Map<string, OutputFile[]>();
  const owners = new Map<string, string>();
  for (const inventory of readInventories(folder)) {
    files.set(inventory.app, []);
    for (const name of inventory.files.keys()) owners.set(name, inventory.app);
  }
  for (const file of readFiles(folder)) {
    const app = owners.get(file.path) ?? PLAIN_APP;
    const list = files.get(app);
    if (list === undefined) files.set(app, [file]);
    else list.push(file);
  }
  return [...files].map(([app, list]) => ({ app, files: list }));
}

function readFiles(folder: string): readonly OutputFile[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.startsWith(`${STATE_FOLDER}/`))
    .map((name) => ({ path: name, content: fs.readFileSync(path.join(folder, name), 'utf8') }));
}
