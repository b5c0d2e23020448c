import type { PodSpec } from '../kubernetes/generated';
import { groupOf } from './identify';
import type { Manifest } from './manifest';

type Labels = Readonly<Record<string, string>>;

/** A Pod template inside a manifest, with the path to it. */
export interface PodTemplate {
  readonly path: string;
  readonly labels: Labels;
  readonly spec: Partial<PodSpec>;
}

/** Where each kind keeps its Pod template. */
const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Kinds that own the Pods which their selector matches. */
const SELECTING = new Set(['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'apps/DaemonSet']);

/** The value at a path of a manifest; undefined where a step is missing or no object. */
export function at(value: unknown, ...steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** The items of a list; none where it is no list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The Pod template of a workload or a Pod. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const steps = TEMPLATE_PATHS[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
  const spec = steps && at(manifest, ...steps, 'spec');
  if (!steps || typeof spec !== 'object' || spec === null) return undefined;
  return {
    path: [...steps, 'spec'].join('.'),
    labels: (at(manifest, ...steps, 'metadata', 'labels') ?? {}) as Labels,
    spec,
  };
}

/** The `matchLabels` with which a workload selects its Pods; undefined for other kinds and for expressions. */
export function selectorOf(manifest: Manifest): Labels | undefined {
  if (!SELECTING.has(`${groupOf(manifest.apiVersion)}/${manifest.kind}`)) return undefined;
  if (at(manifest, 'spec', 'selector', 'matchExpressions') !== undefined) return undefined;
  return at(manifest, 'spec', 'selector', 'matchLabels') as Labels | undefined;
}

/** Whether labels carry all of a selector. */
export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
