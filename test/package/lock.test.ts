import fs from 'node:fs';
import path from 'node:path';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = path.join(__dirname, '../../package-lock.json');
const packages: Readonly<Record<string, Locked>> = JSON.parse(fs.readFileSync(file, 'utf8')).packages;

/** The places where Node looks for a package that another one asks for, nearest first. */
function places(from: string, name: string): readonly string[] {
  const folders = from
    .split(/(?<=^|\/)node_modules\//)
    .map((_, index, parts) => parts.slice(0, index + 1).join('node_modules/'));
  return folders
    .map((folder) => `${folder === '' || folder.endsWith('/') ? folder : `${folder}/`}node_modules/${name}`)
    .reverse();
}

// npm omits an optional package that it cannot find or that is for another platform, and npm 11's `npm ci` then refuses
// the whole lockfile: «Missing: … from lock file».
test('every optional dependency of a locked package is locked, too', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(from, name).some((place) => place in packages))
      .map((name) => `${from} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('places are those of the nearest folder first', () => {
  expect(places('node_modules/a/node_modules/@b/c', 'd')).toEqual([
    'node_modules/a/node_modules/@b/c/node_modules/d',
    'node_modules/a/node_modules/d',
    'node_modules/d',
  ]);
});
