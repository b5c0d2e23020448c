import type { PlainValue } from './template';

/**
 * A file in the format of `java.util.Properties`, one line for each entry, in the given order. Characters beyond ASCII
 * are escaped: Properties.load(InputStream) reads ISO-8859-1, ResourceBundle since Java 9 UTF-8, and both read escapes.
 */
export function printProperties(values: Readonly<Record<string, PlainValue>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${escaped(key, /[ \t\n\r\f=:#!\\]/g)}=${escaped(String(value), /^ |[\t\n\r\f\\]/g)}\n`)
    .join('');
}

const NAMED: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };

function escaped(text: string, special: RegExp): string {
  return text
    .replace(special, (character) => NAMED[character] ?? `\\${character}`)
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
