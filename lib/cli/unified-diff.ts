import { structuredPatch } from 'diff';

/** Beyond this many removed and added lines the search for a shortest diff takes long, and nobody reads it. */
const MOST_CHANGES = 2000;
const MOST_LINES = 60;
const MOST_CHARACTERS = 300;

/** The lines that turn one text into another, with three lines around them; cut where there are many. */
export function unifiedDiff(name: string, before: string, after: string): readonly string[] {
  const header = [`--- ${name} (committed)`, `+++ ${name} (given by the app)`];
  const patch = structuredPatch(name, name, before, after, '', '', {
    context: 3,
    // Line endings of their own are told apart before; here they would make every line a change.
    stripTrailingCr: true,
    maxEditLength: MOST_CHANGES,
  });
  if (patch === undefined) {
    return [`more than ${MOST_CHANGES} lines differ (${count(before)} committed, ${count(after)} given by the app)`];
  }
  if (patch.hunks.length === 0) return ['only bytes differ that are no text'];
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines.map(visible),
  ]);
  const rest = lines.length - MOST_LINES;
  return [...header, ...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`… ${rest} more lines of this diff`] : [])];
}

function count(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** No file's content steers the terminal, or hides what differs. */
function visible(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const text = line.replace(unseen, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const rest = text.length - MOST_CHARACTERS;
  return rest > 0 ? `${text.slice(0, MOST_CHARACTERS)}… ${rest} more characters` : text;
}
