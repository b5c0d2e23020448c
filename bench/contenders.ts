import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Project } from './project';
import type { Twins } from './twins';

/** A way to make the objects of a workload, or a yardstick for one. */
export interface Contender {
  readonly name: string;
  /** The command line; it runs in the project, with the output folder in CDK8S_OUTDIR. */
  command(project: Project, twins: Twins): string;
  /** Where it is run; everywhere if it is not said. */
  readonly workloads?: readonly string[];
  /** Beyond this size it would take minutes, or refuse. */
  readonly largest?: number;
  /** Whether the machine has what it needs. */
  readonly available?: () => boolean;
  /** `same`: the objects are equal to ours in all fields. `kinds`: in number and kinds. `none`: it makes no objects. */
  readonly gives: 'same' | 'kinds' | 'none';
  /** What has to have been run once, untimed, in the same output folder. */
  readonly prepare?: (project: Project) => string;
}

const onPath = (command: string, version: string) => () => spawnSync(command, [version]).status === 0;
const compiled = ({ compiled: folder }: Project, app: string) => `node ${path.join(folder, `${app}.js`)}`;
const tsNode = ({ sources }: Project, app: string) => `node_modules/.bin/ts-node ${path.join(sources, `${app}.ts`)}`;
const statecraft = (project: Project, command: string) =>
  `node_modules/.bin/statecraft ${command} --app '${compiled(project, 'statecraft')}' --output "$CDK8S_OUTDIR"`;
const EDIT_LOOP = ['one'];

export const CONTENDERS: readonly Contender[] = [
  { name: 'floor', gives: 'kinds', command: (_, twins) => `node ${twins.floor}` },
  { name: 'statecraft, compiled', gives: 'same', command: (project) => compiled(project, 'statecraft') },
  { name: 'statecraft, ts-node', gives: 'same', command: (project) => tsNode(project, 'statecraft') },
  {
    name: 'statecraft synth, ts-node',
    gives: 'same',
    workloads: EDIT_LOOP,
    command: (project) =>
      `node_modules/.bin/statecraft synth --app '${tsNode(project, 'statecraft')}' --output "$CDK8S_OUTDIR"`,
  },
  {
    name: 'npx cdk8s synth, ts-node',
    gives: 'same',
    workloads: EDIT_LOOP,
    command: (project) =>
      `npx --no-install cdk8s synth --no-check-upgrade --app '${tsNode(project, 'statecraft')}' --output "$CDK8S_OUTDIR"`,
  },
  {
    name: 'require cdk8s and cdk8s-plus-28, ts-node',
    gives: 'none',
    workloads: EDIT_LOOP,
    command: (project) => tsNode(project, 'require-only'),
  },
  {
    name: 'statecraft check',
    gives: 'none',
    workloads: ['check'],
    prepare: (project) => statecraft(project, 'synth'),
    command: (project) => statecraft(project, 'check'),
  },
  {
    name: 'plain cdk8s, compiled',
    gives: 'kinds',
    largest: 2000,
    command: (project) => compiled(project, 'plain-cdk8s'),
  },
  {
    name: 'plain cdk8s, ts-node',
    gives: 'kinds',
    workloads: EDIT_LOOP,
    command: (project) => tsNode(project, 'plain-cdk8s'),
  },
  {
    name: 'helm template',
    gives: 'same',
    workloads: ['one', 'services'],
    // It reads no values.yaml of more than 5 MiB.
    largest: 4000,
    available: onPath('helm', 'version'),
    command: (_, { chart }) => `helm template bench ${chart} > "$CDK8S_OUTDIR/all.yaml"`,
  },
  {
    name: 'helm template, word for word',
    gives: 'same',
    available: onPath('helm', 'version'),
    command: (_, { helm }) => `helm template bench ${helm} > "$CDK8S_OUTDIR/all.yaml"`,
  },
  {
    name: 'kustomize build',
    gives: 'same',
    largest: 300,
    available: onPath('kustomize', 'version'),
    command: (_, { kustomize }) => `kustomize build ${kustomize} > "$CDK8S_OUTDIR/all.yaml"`,
  },
];
