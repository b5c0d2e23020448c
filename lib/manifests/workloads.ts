import type { PodSpec } from '../kubernetes/generated';
import { groupOf } from './identify';
import type { Manifest } from './manifest';

type Labels = Readonly<Record<string, string>>;

/** A Pod template inside a manifest, with the path to it. */
export interface PodTemplate {
  readonly path: string;
  readonly labels: Labels;
  /** As they are written: no map, perhaps. */
  readonly annotations: unknown;
  readonly spec: Partial<PodSpec>;
  /** The init containers, then the others. */
  readonly containers: readonly PlacedContainer[];
}

/** A container of a Pod template: any value, since a manifest may hold anything. */
export interface PlacedContainer {
  /** `spec.template.spec.containers[0]` and the like. */
  readonly path: string;
  readonly container: unknown;
}

/** A kind that has a Pod template. */
interface WorkloadKind {
  readonly group: string;
  /** The way to the template. */
  readonly steps: readonly string[];
  /** The way to its spec, as text. */
  readonly path: string;
  /** Whether it owns the Pods that its selector matches. */
  readonly selects: boolean;
}

function workload(group: string, steps: readonly string[], selects = false): WorkloadKind {
  return { group, steps, path: [...steps, 'spec'].join('.'), selects };
}

const TEMPLATE = ['spec', 'template'];

/** Where each kind keeps its Pod template. */
const WORKLOADS: ReadonlyMap<string, WorkloadKind> = new Map([
  ['Pod', workload('', [])],
  ['ReplicationController', workload('', TEMPLATE)],
  ['Deployment', workload('apps', TEMPLATE, true)],
  ['ReplicaSet', workload('apps', TEMPLATE, true)],
  ['StatefulSet', workload('apps', TEMPLATE, true)],
  ['DaemonSet', workload('apps', TEMPLATE, true)],
  ['Job', workload('batch', TEMPLATE)],
  ['CronJob', workload('batch', ['spec', 'jobTemplate', ...TEMPLATE])],
]);

/** The kinds with Pods. */
export const POD_KINDS: readonly string[] = [...WORKLOADS.keys()];

function workloadKind({ apiVersion, kind }: Manifest): WorkloadKind | undefined {
  const known = WORKLOADS.get(kind);
  return known !== undefined && known.group === groupOf(apiVersion) ? known : undefined;
}

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

/** Most rules ask for it, each of every workload; nothing changes a manifest once it is rendered. */
const templates = new WeakMap<Manifest, PodTemplate>();

/** The Pod template of a workload or a Pod. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const kind = workloadKind(manifest);
  if (kind === undefined) return undefined;
  const known = templates.get(manifest);
  if (known) return known;
  const template = readPodTemplate(manifest, kind);
  if (template) templates.set(manifest, template);
  return template;
}

function readPodTemplate(manifest: Manifest, known: WorkloadKind): PodTemplate | undefined {
  const template = at(manifest, ...known.steps);
  const spec = at(template, 'spec');
  if (typeof spec !== 'object' || spec === null) return undefined;
  const containers = ['initContainers', 'containers'].flatMap((list) =>
    items(at(spec, list)).map((container, index) => ({ path: `${known.path}.${list}[${index}]`, container })),
  );
  const metadata = at(template, 'metadata');
  const labels = (at(metadata, 'labels') ?? {}) as Labels;
  return { path: known.path, labels, annotations: at(metadata, 'annotations'), spec, containers };
}

/** The `matchLabels` with which a workload selects its Pods; undefined for other kinds and for expressions. */
export function selectorOf(manifest: Manifest): Labels | undefined {
  if (!workloadKind(manifest)?.selects) return undefined;
  if (at(manifest, 'spec', 'selector', 'matchExpressions') !== undefined) return undefined;
  return at(manifest, 'spec', 'selector', 'matchLabels') as Labels | undefined;
}

/** Whether labels carry all of a selector. */
export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
