import { structuredPatch } from 'diff';

/** Lines that stay around those that change. */
const CONTEXT = 3;
/** With more lines that differ, a diff takes long and tells little. */
const MOST_CHANGES = 2000;

/** The lines in which two YAML texts differ, each part under the fields that it stands in. */
export function diffYaml(before: string, after: string): string {
  const patch = structuredPatch('', '', before, after, '', '', { context: CONTEXT, maxEditLength: MOST_CHANGES });
  if (!patch) return `(more than ${MOST_CHANGES} lines differ)\n`;
  const lines = before.split('\n');
  return patch.hunks
    .flatMap((hunk) => [heading(lines, hunk.oldStart - 1), ...hunk.lines])
    .map((line) => `${line}\n`)
    .join('');
}

/** The lines above that a line belongs to: `@@ spec › template › spec › containers › - name: web @@` */
function heading(lines: readonly string[], start: number): string {
  const steps: string[] = [];
  let indent = indentOf(lines[start]);
  for (let index = start - 1; index >= 0 && indent > 0; index--) {
    const own = indentOf(lines[index]);
    if (own >= indent) continue;
    indent = own;
    steps.unshift(lines[index]!.trim().replace(/:$/, ''));
  }
  return steps.length === 0 ? '@@' : `@@ ${steps.join(' › ')} @@`;
}

/** Blank lines belong to a text of several lines; none begins there. */
function indentOf(line = ''): number {
  const found = line.search(/\S/);
  return found === -1 ? Number.POSITIVE_INFINITY : found;
}
