import type { PodTemplate } from '../../manifests/workloads';
import { CONTROLS, type Control } from './controls';

/** What of a Pod breaks a control, at a path below its spec. */
export interface Violation {
  readonly control: Control;
  readonly path: string;
  readonly got: string;
}

/**
 * What of a Pod breaks a level of the Pod Security Standards.
 *
 * @param minor the standards' version: 35 for v1.35
 */
export function violations({ spec }: PodTemplate, level: 'baseline' | 'restricted', minor: number): Violation[] {
  const found: Violation[] = [];
  for (const control of CONTROLS) {
    if (level === 'baseline' && control.level === 'restricted') continue;
    for (const { path, got } of control.broken(spec, minor)) found.push({ control, path, got: `${got}` });
  }
  return found;
}
