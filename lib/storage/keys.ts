import { checkUse, type DataSource, type DataUse, keyOf } from '../config/data-source';
import { filePath } from '../config/file-set';
import { dataKey } from '../config/keys';
import type { Reference } from '../config/references';
import { fileMode } from '../input/file-mode';
import { complainTwice, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, type ReadOf, required, shape, wrong } from '../input/reader';
import { flag, map } from '../input/readers';
import type { KeyToPath } from '../kubernetes/generated';

/** A file that a key becomes. */
export interface KeyFile {
  /** Its path in the volume. */
  readonly path: string;
  /** Its mode, such as `0o555`. @default - the mode of all files */
  readonly mode?: number;
}

/** How keys of a ConfigMap or a Secret become files. */
export interface KeyFilesProps {
  /**
   * The keys that become files, each with the file's path in the volume: `{ 'tls.crt': 'server.crt' }`, or with its path
   * and mode.
   * @default - every key is a file of its name
   */
  readonly items?: Readonly<Record<string, string | KeyFile>>;
  /**
   * Start the Pod also when the object or one of the keys is missing.
   * @default false
   */
  readonly optional?: boolean;
}

const KEY_FILE = shape<KeyFile>()('a file', { path: required(pathInFolder), mode: optional(fileMode) });
const ALLOWED = "a path in the volume, such as 'tls/ca.crt', or { path: …, mode: … }";

const keyFile: Reader<KeyFile> = {
  allowed: ALLOWED,
  fallback: { path: '' },
  read: (value, at) => {
    if (typeof value === 'string') return { path: pathInFolder.read(value, at) };
    return typeof value === 'object' && value !== null
      ? KEY_FILE.read(value, at)
      : wrong(value, at, ALLOWED, { path: '' });
  },
};

export const KEY_FILES_FIELDS = {
  // Of a ConfigMap of ours a file may be asked for by its path; of others, `usedKeys` holds them against what a key is.
  items: optional(map(keyFile, filePath)),
  optional: optional(flag),
};

/** The name of a ConfigMap or a Secret, and where it is ours, what of it is used; keys that it lacks are found. */
export function usedKeys(
  { name, source }: Reference,
  { items, optional = false }: ReadOf<typeof KEY_FILES_FIELDS>,
  at: Place,
  key: string,
): { readonly name: () => string; readonly use?: DataUse } {
  const keys = items && Object.keys(items);
  if (!source) for (const one of keys ?? []) dataKey.read(one, at.key('items').key(one));
  if (source) checkUse(source, keys ?? [], optional, at.key(keys ? 'items' : key));
  return { name, use: source && { source, keys } };
}

/** A getter: the name of a content-named ConfigMap is complete when the Pods are rendered. */
export function lateSource(key: 'configMap' | 'secret', fields: () => object): object {
  return Object.defineProperty({}, key, { enumerable: true, get: fields });
}

/** The fields that ConfigMaps and Secrets have in common, in volumes and in projections. */
export function keyFilesFields(
  read: ReadOf<typeof KEY_FILES_FIELDS>,
  at: Place,
  source?: DataSource,
): { readonly items?: readonly KeyToPath[]; readonly optional?: boolean } {
  const items = Object.entries(read.items ?? {});
  complainTwice(
    items,
    ([, { path }]) => path,
    (index) => at.key('items').key(items[index]![0]),
    (path) => ({ rule: 'duplicate-path', what: 'is the path of another file too', fix: `write another than ${path}` }),
  );
  return {
    // A getter: what a ConfigMap of ours holds is complete when the Pods are rendered.
    get items() {
      if (read.items === undefined) return nestedFiles(source);
      return items.map(([key, { path, mode }]) => ({ key: source ? keyOf(source, key) : key, path, mode }));
    },
    optional: read.optional,
  };
}

/** A key has no /: files in folders get their paths back, and then all files are named. */
function nestedFiles(source: DataSource | undefined): readonly KeyToPath[] | undefined {
  const files = source?.files?.() ?? [];
  if (files.every(({ key, path }) => key === path)) return undefined;
  return files.map(({ key, path }) => ({ key, path }));
}
