import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose stack frames are never the user's: this library's own. */
const OWN_FOLDER = path.resolve(__dirname, '..') + path.sep;
const FRAME = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/**
 * Where in the user's code a construct was made.
 *
 * Capturing a stack costs about 8 µs, formatting it under source maps 110 µs, so it is captured for every construct and
 * formatted only when an error is printed.
 */
export class SourceLocation {
  /**
   * @param below the function or class whose caller is the user, usually `new.target`: V8 leaves out its frames and those
   * above.
   */
  static capture(below: object): SourceLocation {
    const holder: { stack?: unknown } = {};
    Error.captureStackTrace(holder, below as () => void);
    return new SourceLocation(holder);
  }

  private constructor(private readonly holder: { stack?: unknown }) {}

  /** `apps/shop/main.ts:12:3`, relative to the current folder; undefined when no frame is the user's. */
  toString(): string {
    const { stack } = this.holder;
    // A program's own Error.prepareStackTrace may give anything.
    return (typeof stack === 'string' ? userFrame(stack) : undefined) ?? 'unknown line';
  }
}

function userFrame(stack: string): string | undefined {
  for (const line of stack.split('\n').slice(1)) {
    const match = FRAME.exec(line.trim());
    if (!match) continue;
    const file = match[1]!.startsWith('file:') ? fileURLToPath(match[1]!) : match[1]!;
    if (file.startsWith(OWN_FOLDER) || file.includes(`${path.sep}node_modules${path.sep}`)) continue;
    const relative = path.relative(process.cwd(), file);
    const shown = relative.startsWith('..') ? file : relative;
    return `${shown.split(path.sep).join('/')}:${match[2]}:${match[3]}`;
  }
  return undefined;
}
