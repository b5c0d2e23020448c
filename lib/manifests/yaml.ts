import { LONGEST_SIMPLE_KEY, orderedKeys } from './yaml-keys';
import { isBlock, isPlain, isWellFormed, printBlock, printNumber, printQuoted } from './yaml-scalars';

/**
 * One object as a YAML document made to be read: keys in the order people expect, two spaces of indentation, texts of
 * several lines as literal blocks, no line folded. The same data gives the same bytes, however it was put together.
 *
 * Keys whose value is undefined are left out. Throws a TypeError that names the path of what isn't plain data:
 * strings, finite numbers, booleans, null, arrays and plain objects.
 */
export function printManifest(manifest: object): string {
  return printManifests([manifest]);
}

/** A YAML stream: one document for each object, separated by `---`; no objects, no text. */
export function printManifests(manifests: readonly object[]): string {
  const stream = new YamlStream();
  for (const manifest of manifests) stream.add(manifest);
  return stream.text;
}

/** Deeper than any object of Kubernetes: it is a cycle. */
const DEEPEST = 500;

type PlainMap = Readonly<Record<string, unknown>>;

/** A YAML stream that grows by one object after the other. One that was refused leaves lines behind, but no more. */
export class YamlStream {
  // Joining lines once is several times faster than appending each piece to one growing string.
  private readonly lines: string[] = [];
  /** The way to where the walk is, as long as `depth` says; pushing and popping would take a sixth of the time. */
  private readonly path: (string | number)[] = [];
  private depth = 0;
  /** The last block that keeps several line breaks at its end: its line, and how that reads with escapes. */
  private kept = { at: -1, escaped: '' };

  /** All documents, separated by `---`; without one, no text. */
  get text(): string {
    return this.lines.length === 0 ? '' : `${this.lines.join('\n')}\n`;
  }

  /** @throws TypeError as `printManifest` does */
  add(manifest: object): void {
    // Of an object that was refused, the walk ended midway.
    this.depth = 0;
    if (!isPlainMap(manifest)) throw this.refusal(manifest);
    if (this.lines.length > 0) this.lines.push('---');
    if (isEmpty(manifest)) this.lines.push('{}');
    else this.printMap(manifest, '', '');
    this.trimEnd();
  }

  /** Prints what follows `start`, the `key:` or `-` of a line. `indent` is that of the lines below. */
  private printValue(value: unknown, start: string, indent: string, afterDash: boolean): void {
    if (typeof value === 'string') this.printText(value, start, indent);
    else if (typeof value === 'boolean' || value === null) this.lines.push(`${start} ${value}`);
    else if (typeof value === 'number' && Number.isFinite(value)) this.lines.push(`${start} ${printNumber(value)}`);
    else if (Array.isArray(value)) {
      if (value.length === 0) this.lines.push(`${start} []`);
      else this.printList(value, this.below(start, indent, afterDash), indent);
    } else if (isPlainMap(value)) {
      if (isEmpty(value)) this.lines.push(`${start} {}`);
      else this.printMap(value, this.below(start, indent, afterDash), indent);
    } else throw this.refusal(value);
  }

  /** How the first line of a map or list starts: beside a dash, or below a key, whose line then is complete. */
  private below(start: string, indent: string, afterDash: boolean): string {
    if (afterDash) return `${start} `;
    this.lines.push(start);
    return indent;
  }

  private printMap(map: PlainMap, firstStart: string, indent: string): void {
    const field = this.path[this.depth - 1];
    const nextIndent = `${indent}  `;
    let start = firstStart;
    for (const key of orderedKeys(map, typeof field === 'string' ? field : undefined)) {
      const value = map[key.name];
      if (value === undefined) continue;
      this.enter(key.name);
      this.printValue(value, start + (key.plain ?? this.printKey(key.name, indent)), nextIndent, false);
      this.depth -= 1;
      start = indent;
    }
  }

  private printKey(key: string, indent: string): string {
    const plain = isPlain(key);
    if (!plain && !isWellFormed(key)) throw this.refusal(key);
    const printed = plain ? key : printQuoted(key);
    return printed.length > LONGEST_SIMPLE_KEY ? `? ${printed}\n${indent}:` : `${printed}:`;
  }

  private printList(list: readonly unknown[], firstStart: string, indent: string): void {
    const nextIndent = `${indent}  `;
    let start = firstStart;
    for (let index = 0; index < list.length; index++) {
      this.enter(index);
      this.printValue(list[index], `${start}-`, nextIndent, true);
      this.depth -= 1;
      start = indent;
    }
  }

  private printText(value: string, start: string, indent: string): void {
    if (isPlain(value)) this.lines.push(`${start} ${value}`);
    else if (!isWellFormed(value)) throw this.refusal(value);
    else if (!isBlock(value)) this.lines.push(`${start} ${printQuoted(value)}`);
    else {
      if (value.endsWith('\n\n')) this.kept = { at: this.lines.length, escaped: `${start} ${printQuoted(value)}` };
      this.lines.push(`${start} ${printBlock(value, indent)}`);
    }
  }

  /**
   * Blank lines at the end of a document wouldn't live long: editors and hooks trim them, and tools that split a stream
   * at `---` cut them off. A text that ends in them is escaped where it is the last of its document.
   */
  private trimEnd(): void {
    if (this.kept.at === this.lines.length - 1) this.lines[this.kept.at] = this.kept.escaped;
  }

  private enter(step: string | number): void {
    this.path[this.depth] = step;
    this.depth += 1;
    if (this.depth > DEEPEST) {
      const start = describePath(this.path.slice(0, 8));
      throw new TypeError(`Cannot print ${start}…: it is nested more than ${DEEPEST} levels deep, or contains itself`);
    }
  }

  private refusal(value: unknown): TypeError {
    const expected = 'a string, a finite number, a boolean, null, an array or a plain object';
    const path = describePath(this.path.slice(0, this.depth));
    return new TypeError(`Cannot print ${path}: it is ${describe(value)}, not ${expected}`);
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
