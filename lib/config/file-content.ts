import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { plainData } from '../input/plain-data';
import { type Reader, readable, wrong } from '../input/reader';
import { map, nonEmptyText, textThat } from '../input/readers';
import { isWellFormed } from '../manifests/yaml-scalars';
import { type Content, contentOf } from './content';
import { printProperties } from './properties';
import { fillTemplate, type PlainValue, plainValue, templateValues } from './template';

/** A text that UTF-8 can hold. */
export const wellFormedText = textThat('a text of whole characters', isWellFormed);

/** A path of the machine that builds: relative ones would mean another file from another folder. */
export const hostPath = textThat("an absolute path, such as path.join(__dirname, 'config')", isAbsolute, (path) =>
  path === '' ? undefined : `write path.join(__dirname, ${JSON.stringify(path)})`,
);

/** What one file holds. */
export class FileContent extends Choice<Content> {
  /** A text as it stands. */
  static text(text: string): FileContent {
    return new FileContent('FileContent', (at) => wellFormedText.read(text, at));
  }

  /** Data as JSON, indented by two spaces; keys keep their order. */
  static json(value: unknown): FileContent {
    return new FileContent('FileContent', (at) => `${JSON.stringify(documentData.read(value, at), null, 2)}\n`);
  }

  /** Data as YAML; keys keep their order. */
  static yaml(value: unknown): FileContent {
    return new FileContent('FileContent', (at) => {
      // Loaded on use: not every app writes YAML into YAML.
      const { stringify } = require('yaml') as typeof import('yaml');
      return stringify(documentData.read(value, at), { lineWidth: 0, aliasDuplicateObjects: false });
    });
  }

  /** Entries as a Java properties file, in their order; what the format can't hold is escaped. */
  static properties(values: Readonly<Record<string, string | number | boolean>>): FileContent {
    return new FileContent('FileContent', (at) => printProperties(properties.read(values, at)));
  }

  /** Bytes, or a text of them in base64. */
  static binary(bytes: Uint8Array | string): FileContent {
    return new FileContent('FileContent', (at) => binary.read(bytes, at));
  }

  /**
   * A text with placeholders `{{ name }}`. A placeholder without a value is an error, and so is a value without a
   * placeholder; `\{{ name }}` keeps the text, and what is no placeholder stays too.
   */
  static template(template: string, values: Readonly<Record<string, string | number | boolean>>): FileContent {
    return new FileContent('FileContent', (at) =>
      fillTemplate(
        wellFormedText.read(template, at.key('template')),
        templateValues.read(values, at.key('values')),
        at,
      ),
    );
  }

  /**
   * What a file holds when the app is built; UTF-8 is a text, all else is binary.
   * @param path an absolute path, made from `__dirname`
   */
  static fromFile(path: string): FileContent {
    return new FileContent('FileContent', (at) => readHostFile(path, at.key('path')));
  }

  /**
   * The same with placeholders, as in `template`.
   * @param path an absolute path, made from `__dirname`
   */
  static templateFile(path: string, values: Readonly<Record<string, string | number | boolean>>): FileContent {
    return new FileContent('FileContent', (at) => {
      const content = readHostFile(path, at.key('path'));
      const read = templateValues.read(values, at.key('values'));
      return typeof content === 'string' ? fillTemplate(content, read, at) : binaryTemplate(path, at.key('path'));
    });
  }
}

/** Complains about a template that is no text. */
export function binaryTemplate(path: string, at: Place): Content {
  return wrong(path, at, 'a file of UTF-8 text', '');
}

function readHostFile(path: string, at: Place): Content {
  const file = hostPath.read(path, at);
  if (!isAbsolute(file)) return '';
  try {
    return contentOf(readFileSync(file));
  } catch (error) {
    return unreadable(file, error, at, '');
  }
}

/** Complains about a file or folder that can't be read. */
export function unreadable<T>(path: string, error: unknown, at: Place, fallback: T): T {
  const { code } = error as NodeJS.ErrnoException;
  at.complain({
    rule: 'unreadable-file',
    what: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? String(error)})`,
    got: path,
    allowed: 'a path that can be read where the app is built',
    fix: 'correct the path',
  });
  return fallback;
}

const properties: Reader<Readonly<Record<string, PlainValue>>> = map(plainValue, nonEmptyText, 'a map of entries');

/** Bytes: a Buffer, a Uint8Array, or a text in base64. */
export const binary: Reader<Content> = {
  allowed: 'a Buffer, a Uint8Array, or a text in base64',
  fallback: new Uint8Array(),
  read: (value, at) =>
    readable(at, binary.allowed, binary.fallback, () => {
      if (value instanceof Uint8Array) return Uint8Array.from(value);
      const base64 =
        typeof value === 'string' && /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value);
      return base64 ? Buffer.from(value, 'base64') : wrong(value, at, binary.allowed, binary.fallback);
    }),
};

const DOCUMENT = 'data that JSON can hold: texts, numbers, true, false, null, lists and plain objects';

const documentData: Reader<unknown> = {
  allowed: DOCUMENT,
  fallback: null,
  read: (value, at) =>
    readable(at, DOCUMENT, null, () => {
      if (value === undefined || value === null) return wrong(value, at, DOCUMENT, null);
      return withoutInstances(plainData.read(value, at) ?? null, at);
    }),
};

/** cdk8s resolves instances in manifests, but not in files. */
function withoutInstances(value: unknown, at: Place): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutInstances(item, at.item(index)));
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return wrong(value, at, DOCUMENT, null);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutInstances(item, at.key(key))]));
}

const content = choice<Content>('FileContent', "FileContent.yaml({ logLevel: 'info' })", '');

/** A file's content: a text as it stands, or one of the ways to make it. */
export const fileContent: Reader<Content> = {
  allowed: `a text, or ${content.allowed}`,
  fallback: '',
  read: (value, at) =>
    readable(at, fileContent.allowed, '', () =>
      typeof value === 'string' ? wellFormedText.read(value, at) : content.read(value, at),
    ),
};
