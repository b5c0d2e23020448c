import { minorOf } from '../../kubernetes/faults';
import { GATED_FIELDS, type GatedField } from '../../kubernetes/feature-gates';
import type { Manifest } from '../../manifests/manifest';
import { items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** The gated fields below one field: one look tells that a Pod has none of them. */
interface Branch {
  readonly name: string;
  readonly isList: boolean;
  readonly rows: GatedField[];
  readonly below: Map<string, Branch>;
}

const ofPods = new Map<string, Branch>();
const ofKinds = new Map<string, Map<string, Branch>>();
for (const row of GATED_FIELDS) {
  for (const kind of row.kinds ?? []) {
    if (!ofKinds.has(kind)) ofKinds.set(kind, new Map());
    grow(ofKinds.get(kind)!, row);
  }
  if (row.kinds === undefined) grow(ofPods, row);
}

function grow(branches: Map<string, Branch>, row: GatedField): void {
  let below = branches;
  let branch: Branch | undefined;
  for (const step of row.path.split('.')) {
    // A list and each of its items are branches of their own.
    branch = below.get(step) ?? {
      name: step.replace('[]', ''),
      isList: step.endsWith('[]'),
      rows: [],
      below: new Map(),
    };
    below.set(step, branch);
    below = branch.below;
  }
  branch!.rows.push(row);
}

/** A feature that a field needs is switched on by default in the platform's version. */
export const featureOff = objectRule(
  'feature-off',
  'unsafe',
  function* (manifest, { kubernetesVersion }) {
    const minor = minorOf(kubernetesVersion);
    for (const [row, path, value] of gated(manifest)) {
      const { gate, values, since = 0, onSince = Number.POSITIVE_INFINITY, fix } = row;
      if (minor < since || minor >= onSince || (values && !values(value))) continue;
      yield {
        what: `${path} needs the feature gate ${gate}, which Kubernetes ${kubernetesVersion} has switched off by default: it refuses the field, or drops it without a word`,
        got: typeof value === 'object' ? 'it is set' : String(value),
        allowed: `${row.onSince === undefined ? '' : `Kubernetes 1.${onSince} or later, or `}a cluster with the feature gate ${gate} switched on`,
        fix: `${fix}, or accept it where the gate is on`,
      };
    }
  },
  [...new Set([...POD_KINDS, ...ofKinds.keys()])],
);

type Gated = readonly [row: GatedField, path: string, value: unknown];

/** The gated fields that a manifest has, with where they stand and what they hold. */
function gated(manifest: Manifest): readonly Gated[] {
  const found: Gated[] = [];
  const template = podTemplateOf(manifest);
  if (template) look(template.spec, ofPods, template.path, found);
  const ofKind = ofKinds.get(manifest.kind);
  if (ofKind) look(manifest, ofKind, '', found);
  return found;
}

function look(value: unknown, branches: ReadonlyMap<string, Branch>, path: string, found: Gated[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const branch of branches.values()) {
    const { name } = branch;
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (field === undefined || field === null) continue;
    const here = path === '' ? name : `${path}.${name}`;
    if (!branch.isList) arrive(field, branch, here, found);
    else for (const [index, item] of items(field).entries()) arrive(item, branch, `${here}[${index}]`, found);
  }
}

function arrive(value: unknown, { rows, below }: Branch, path: string, found: Gated[]): void {
  if (value === undefined || value === null) return;
  for (const row of rows) found.push([row, path, value]);
  look(value, below, path, found);
}
