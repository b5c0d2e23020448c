import type { Chart } from 'cdk8s';

/** A path component that every file system takes, and that cannot leave the folder. */
const SAFE = /^(?!\.)[^\\/:*?"<>|\p{Cc}\p{Cs}]+(?<![. ])$/u;
/** File systems take 255 bytes; the rest is for the ending and for the file that stands in while it is written. */
const LONGEST = 200;
/** Names that are devices on Windows, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function isSafe(part: string): boolean {
  return SAFE.test(part) && Buffer.byteLength(part) <= LONGEST && !DEVICE.test(part);
}

/** Where a chart's objects go, or why they can't. */
export type Placement = { readonly path: string } | { readonly unsafe: string };

/** Folders are the constructs above a chart, the file is the chart's id: `production/backend.k8s.yaml`. */
export function placementOf(chart: Chart, extension: string): Placement {
  const parts = chart.node.path.split('/');
  const unsafe = parts.find((part) => !isSafe(part));
  return unsafe === undefined ? { path: `${parts.join('/')}${extension}` } : { unsafe };
}
