import { minorOf } from '../../kubernetes/faults';
import { GATED_FIELDS, type GatedField } from '../../kubernetes/feature-gates';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

const ROWS = GATED_FIELDS.map((row) => ({ ...row, steps: row.path.split('.') }));
const OF_PODS = ROWS.filter(({ kinds }) => kinds === undefined);
const OF_KINDS = ROWS.filter(({ kinds }) => kinds !== undefined);

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
  [...new Set([...POD_KINDS, ...OF_KINDS.flatMap(({ kinds }) => kinds ?? [])])],
);

/** The gated fields that a manifest has, with where they stand and what they hold. */
function* gated(manifest: Manifest): Iterable<readonly [row: GatedField, path: string, value: unknown]> {
  const template = podTemplateOf(manifest);
  for (const row of template ? OF_PODS : []) {
    for (const [path, value] of found(template!.spec, row.steps)) yield [row, `${template!.path}.${path}`, value];
  }
  for (const row of OF_KINDS) {
    if (!row.kinds!.includes(manifest.kind)) continue;
    for (const [path, value] of found(manifest, row.steps)) yield [row, path, value];
  }
}

/** All values at a path such as `volumes[].image`, each with its own path. */
function* found(value: unknown, steps: readonly string[], from = 0): Iterable<readonly [path: string, value: unknown]> {
  const step = steps[from]!;
  const isList = step.endsWith('[]');
  const name = isList ? step.slice(0, -2) : step;
  const field = at(value, name);
  const values = isList
    ? items(field).map((item, index) => [`${name}[${index}]`, item] as const)
    : [[name, field] as const];
  for (const [here, one] of values) {
    if (one === undefined || one === null) continue;
    if (from === steps.length - 1) yield [here, one];
    else for (const [further, last] of found(one, steps, from + 1)) yield [`${here}.${further}`, last];
  }
}
