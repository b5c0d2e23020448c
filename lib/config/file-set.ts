import { isAbsolute } from 'node:path';
import { Choice, choice } from '../input/choice';
import { pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, type ReadOf, shape } from '../input/reader';
import { list, map, textThat } from '../input/readers';
import { nearest } from '../kubernetes/nearest';
import type { Content } from './content';
import { readDirectory, UNREAD } from './directory';
import { binaryTemplate, FileContent, fileContent, hostPath } from './file-content';
import { fillTemplate, type PlainValue, templateValues } from './template';

/** Files by their path, as read, in their order. */
export type Files = Readonly<Record<string, Content>>;

/** Which files of a directory are taken, and how. */
export interface DirectoryProps {
  /**
   * Files that are left out: paths or patterns such as `**\/*.md`. What desktops and editors leave behind
   * (`.DS_Store`, `Thumbs.db`, `*~`, …) always is.
   * @default - none
   */
  readonly ignore?: readonly string[];
  /**
   * Files that are templates, by their path in the directory, each with the values of its placeholders `{{ name }}`.
   * @default - none: all files are taken as they stand
   */
  readonly templates?: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
}

/** picomatch throws for longer ones. */
const pattern = textThat(
  'a path or a pattern of at most 1000 characters',
  (value) => value !== '' && value.length <= 1000,
);

export const DIRECTORY_FIELDS = {
  ignore: optional(list(pattern)),
  templates: optional(map(templateValues, pathInFolder)),
};

/** Options of a directory, as read. */
export type ReadDirectory = ReadOf<typeof DIRECTORY_FIELDS>;

const DIRECTORY = shape<DirectoryProps>()('FileSet.fromDirectory', DIRECTORY_FIELDS);

/** A path that a volume takes: core validation, validateLocalNonReservedPath. */
export const filePath: Reader<string> = {
  ...pathInFolder,
  read(value, at) {
    const path = pathInFolder.read(value, at);
    if (path.startsWith('..') || /\/$|\/\/|\/\.\/|^\.\/|[\0]/.test(path)) {
      at.complain({
        rule: 'wrong-value',
        what: 'is no path that a volume can have',
        got: path,
        allowed: "a plain path of a file that does not begin with '..'",
        fix: 'write another path',
      });
    }
    return path;
  },
};

/** Files said inline: a text as it stands, or a FileContent. */
export const inlineFiles: Reader<Files> = map(fileContent, filePath, 'a map of files');

/** Several files, by their path. */
export class FileSet extends Choice<Files> {
  /** Files said inline, by path: texts, or contents made by `FileContent`. */
  static of(files: Readonly<Record<string, string | FileContent>>): FileSet {
    return new FileSet('FileSet', (at) => inlineFiles.read(files, at));
  }

  /**
   * The files of a directory and those below it, read when the app is built.
   * @param directory an absolute path, made from `__dirname`
   */
  static fromDirectory(directory: string, props: DirectoryProps = {}): FileSet {
    return new FileSet('FileSet', (at) => directoryFiles(directory, DIRECTORY.read(props, at), at));
  }
}

export const fileSet = choice<Files>('FileSet', "FileSet.fromDirectory(path.join(__dirname, 'config'))", {});

/** The files of a directory, its templates filled. */
export function directoryFiles(directory: unknown, { ignore = [], templates = {} }: ReadDirectory, at: Place): Files {
  const path = hostPath.read(directory, at.key('directory'));
  if (!isAbsolute(path)) return UNREAD;
  const files = readDirectory(path, ignored(ignore), at.key('directory'));
  if (files === UNREAD) return UNREAD;
  for (const name of Object.keys(files)) filePath.read(name, at.key('directory'));
  const filled = Object.entries(templates).flatMap(([name, values]) => {
    const here = at.key('templates').key(name);
    const content = files[name];
    if (content === undefined) return complainFile(name, Object.keys(files), here);
    return [[name, fillFile(name, content, values, here)] as const];
  });
  return { ...files, ...Object.fromEntries(filled) };
}

function fillFile(name: string, content: Content, values: Readonly<Record<string, PlainValue>>, at: Place): Content {
  return typeof content === 'string' ? fillTemplate(content, values, at) : binaryTemplate(name, at);
}

/** Complains about a path that is none of the files. */
export function complainFile(path: string, files: readonly string[], at: Place): readonly [] {
  at.complain({
    rule: 'unknown-file',
    what: 'is none of the files',
    got: path,
    allowed: files.join(', ') || 'none: there are no files',
    fix: `write ${nearest(path, files) ?? files[0] ?? 'files first'}, or add the file`,
  });
  return [];
}

function ignored(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const picomatch = require('picomatch') as typeof import('picomatch');
  return picomatch([...patterns], { dot: true });
}
