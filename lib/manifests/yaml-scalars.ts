/**
 * Scalars of YAML, written so that parsers of YAML 1.1 (PyYAML, Ruby, and go-yaml v2, which kubectl uses) and of
 * YAML 1.2 read the same value. https://yaml.org/type/ lists what YAML 1.1 reads as something else than a string.
 */

/** Plain words that a parser reads as a boolean, null, a number, a merge or a default value; compared in lower case. */
const WORDS: ReadonlySet<string> = new Set([
  ...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '', '<<', '='],
  ...['.inf', '+.inf', '-.inf', '.nan', '+.nan', '-.nan'],
]);
const LONGEST_WORD = 5;

/** The strings that most of a manifest consists of, except words and exponents: plain without a closer look. */
const ORDINARY = /^(?!e[-+]?\d)[a-z_/][\w./-]*$/i;

/** A plain scalar doesn't begin with an indicator (a dash may begin a word, as in `--flag`, not a document). */
const BAD_START = /^(?:[\s?:,[\]{}#&*!|>'"%@`]|-(?:$|\s|--)|\.\.\.)/;

/** A plain scalar contains no end of a key, no comment, no white space but single-line spaces, and none at its end. */
const BAD_INSIDE = /:(?:$|\s)|\s#|[^\S ]|\s$/;

/**
 * What some parser reads as a number, after underscores were removed (go-yaml removes them wherever they stand):
 * decimals with commas (Ruby), base 60 (`1:30`), exponents (alone, too, for the `yaml` package), a lone dot; `0x`, `0o`, `0b` with a sign inside (go-yaml).
 * Two dots never are a number, so that versions and IPv4 addresses stay plain.
 */
const NUMBERS = [/^[-+]?[0-9,:]*(?:\.[0-9,:]*)?(?:e[-+]?[0-9]*)?$/i, /^[-+]?0[xob][-+0-9a-f]*$/i];
const MAYBE_NUMBER = /^[-+.0-9e]/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;

/**
 * Characters that must not stand in the text as they are: controls, the line breaks of YAML 1.1 (NEL, LS, PS), the
 * byte order mark, what YAML calls not printable, and the controls of writing direction, which let a reviewer read
 * something else than what is there (https://trojansource.codes).
 */
const ESCAPED = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
const EVERY_ESCAPED = new RegExp(ESCAPED, 'gu');

/** Half of a surrogate pair: no UTF-8 file can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isWellFormed(value: string): boolean {
  return !LONE_SURROGATE.test(value);
}

/** Whether every parser reads `value` as that string where it stands without quotes, as a value and as a key. */
export function isPlain(value: string): boolean {
  if (value.length <= LONGEST_WORD && WORDS.has(value.toLowerCase())) return false;
  if (ORDINARY.test(value)) return true;
  if (BAD_START.test(value) || BAD_INSIDE.test(value) || ESCAPED.test(value)) return false;
  return !(MAYBE_NUMBER.test(value) && isNumberLike(value));
}

function isNumberLike(value: string): boolean {
  const bare = value.replaceAll('_', '');
  return DATE.test(value) || NUMBERS.some((number) => number.test(bare));
}

/** `value` in single quotes, which show a text as it is; with escapes, if it needs any, in double quotes. */
export function printQuoted(value: string): string {
  if (!/[\t\n]/.test(value) && !ESCAPED.test(value)) return `'${value.replaceAll("'", "''")}'`;
  // JSON's escapes are YAML's too, but JSON escapes less.
  return JSON.stringify(value).replace(EVERY_ESCAPED, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON's form of a finite number; YAML 1.1 reads an exponent only after a dot. */
export function printNumber(value: number): string {
  const text = value === 0 ? '0' : String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** Whether `value` is to be printed as a literal block: several lines that stay themselves without escapes. */
export function isBlock(value: string): boolean {
  if (!value.includes('\n')) return false;
  // A last line of white space would be there and not be seen, so it is escaped; as is a text of nothing else.
  let end = value.length;
  while (value[end - 1] === '\n') end--;
  const lastLine = value.slice(value.lastIndexOf('\n', end - 1) + 1, end);
  return lastLine.trim() !== '' && !ESCAPED.test(value);
}

/** A literal block without its last line break; `indent` is two spaces more than its parent's. */
export function printBlock(value: string, indent: string): string {
  // The indentation is found from the first line, so it has to be told where that begins with white space.
  const indicator = /^\s/.test(value) ? '2' : '';
  const chomping = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = chomping === '-' ? value : value.slice(0, -1);
  return `|${indicator}${chomping}${`\n${lines}`.replace(/\n(?=[^\n])/g, `\n${indent}`)}`;
}
