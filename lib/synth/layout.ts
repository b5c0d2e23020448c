import type { Chart } from 'cdk8s';

/** A path component that every file system takes, and that cannot leave the folder. */
const SAFE = /^(?!\.)[^\\/:*?"<>|\p{Cc}]{1,200}$/u;

/** Where a chart's objects go, or why they can't. */
export type Placement = { readonly path: string } | { readonly unsafe: string };

/** Folders are the constructs above a chart, the file is the chart's id: `production/backend.k8s.yaml`. */
export function placementOf(chart: Chart, extension: string): Placement {
  const parts = chart.node.path.split('/');
  const unsafe = parts.find((part) => !SAFE.test(part));
  return unsafe === undefined ? { path: `${parts.join('/')}${extension}` } : { unsafe };
}
