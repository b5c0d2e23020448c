import { orderedKeys } from './field-order';
import { isBlock, isWellFormed, printBlock, printEscaped, printNumber, printString } from './yaml-scalars';

/**
 * One object as a YAML document made to be read: keys in the order people expect, two spaces of indentation, texts of
 * several lines as literal blocks, no line folded. The same data gives the same bytes, however it was put together.
 *
 * Keys whose value is undefined are left out. Throws a TypeError that names the path of what isn't plain data:
 * strings, finite numbers, booleans, null, arrays and plain objects.
 */
export function printManifest(manifest: object): string {
  return new Document().print(manifest);
}

/** A YAML stream: one document for each object, separated by `---`; no objects, no text. */
export function printManifests(manifests: readonly object[]): string {
  return manifests.map(printManifest).join('---\n');
}

/** A parser finds the end of a simple key within 1024 characters (YAML 1.2.2, 7.4.2). */
const LONGEST_SIMPLE_KEY = 1000;

/** Deeper than any object of Kubernetes: it is a cycle. */
const DEEPEST = 500;

type PlainMap = Readonly<Record<string, unknown>>;

class Document {
  private text = '';
  private readonly path: (string | number)[] = [];
  /** The last block that keeps several newlines at its end: what it holds, and where it stands in the text. */
  private kept = { value: '', start: 0, end: 0 };

  print(manifest: object): string {
    if (!isPlainMap(manifest)) throw this.refusal(manifest);
    if (isEmpty(manifest)) return '{}\n';
    this.printMap(manifest, '', '');
    return this.withoutBlankLinesAtEnd();
  }

  /** Prints what follows `key:` or `-`. `indent` is that of the lines below; `lead` goes before a map or a list. */
  private printValue(value: unknown, indent: string, afterDash: boolean): void {
    if (typeof value === 'string') this.printText(value, indent);
    else if (typeof value === 'number' && Number.isFinite(value)) this.text += ` ${printNumber(value)}\n`;
    else if (typeof value === 'boolean' || value === null) this.text += ` ${value}\n`;
    else if (Array.isArray(value)) {
      if (value.length === 0) this.text += ' []\n';
      else this.printList(value, afterDash ? ' ' : `\n${indent}`, indent);
    } else if (isPlainMap(value)) {
      if (isEmpty(value)) this.text += ' {}\n';
      else this.printMap(value, afterDash ? ' ' : `\n${indent}`, indent);
    } else throw this.refusal(value);
  }

  private printMap(map: PlainMap, lead: string, indent: string): void {
    const field = this.path.at(-1);
    let before = lead;
    for (const key of orderedKeys(map, typeof field === 'string' ? field : undefined)) {
      const value = map[key];
      if (value === undefined) continue;
      this.enter(key);
      if (!isWellFormed(key)) throw this.refusal(key);
      const printed = printString(key);
      this.text += before + (printed.length > LONGEST_SIMPLE_KEY ? `? ${printed}\n${indent}:` : `${printed}:`);
      this.printValue(value, `${indent}  `, false);
      this.path.pop();
      before = indent;
    }
  }

  private printList(list: readonly unknown[], lead: string, indent: string): void {
    let before = lead;
    for (let index = 0; index < list.length; index++) {
      this.enter(index);
      this.text += `${before}-`;
      this.printValue(list[index], `${indent}  `, true);
      this.path.pop();
      before = indent;
    }
  }

  private printText(value: string, indent: string): void {
    if (!isWellFormed(value)) throw this.refusal(value);
    if (!isBlock(value)) {
      this.text += ` ${printString(value)}\n`;
      return;
    }
    const start = this.text.length;
    this.text += ` ${printBlock(value, indent)}`;
    if (value.endsWith('\n\n')) this.kept = { value, start, end: this.text.length };
  }

  /**
   * Blank lines at the end of a document wouldn't live long: editors and hooks trim them, and tools that split a stream
   * at `---` cut them off. A text that ends in them is escaped where it is the last of its document.
   */
  private withoutBlankLinesAtEnd(): string {
    const { value, start, end } = this.kept;
    return end === this.text.length ? `${this.text.slice(0, start)} ${printEscaped(value)}\n` : this.text;
  }

  private enter(step: string | number): void {
    this.path.push(step);
    if (this.path.length > DEEPEST) {
      const start = describePath(this.path.slice(0, 8));
      throw new TypeError(`Cannot print ${start}…: it is nested more than ${DEEPEST} levels deep, or contains itself`);
    }
  }

  private refusal(value: unknown): TypeError {
    const expected = 'a string, a finite number, a boolean, null, an array or a plain object';
    return new TypeError(`Cannot print ${describePath(this.path)}: it is ${describe(value)}, not ${expected}`);
  }
}

function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  // The prototype of an object literal is the root of its realm; that of a class instance is not.
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isEmpty(map: PlainMap): boolean {
  for (const key in map) if (map[key] !== undefined) return false;
  return true;
}

function describe(value: unknown): string {
  if (typeof value === 'string') return 'a string with half of a surrogate pair, which UTF-8 cannot hold';
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor?.name || 'a class'}`;
  return typeof value === 'number' || value === undefined ? String(value) : `a ${typeof value}`;
}

/** `spec.ports[0].name`, `metadata.annotations["example.com/key"]` */
function describePath(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'the manifest';
  const steps = path.map((step) => {
    if (typeof step === 'string' && /^\w+$/.test(step)) return `.${step}`;
    return `[${JSON.stringify(step)}]`;
  });
  return steps.join('').replace(/^\./, '');
}
