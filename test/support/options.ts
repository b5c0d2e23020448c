import { isDeepStrictEqual } from 'node:util';
import type { Chart } from 'cdk8s';
import { Unsafe } from '../../lib';
import { SynthesisError } from '../../lib/errors/synthesis-error';
import { emitted, type Setting } from './build';
import { spots } from './sample';

/** One option of a construct: what it is, the props with it, and all that it changes in what is emitted. */
export interface OptionCase {
  /** The path of the prop, as `optionsOf` gives it. */
  readonly option: string;
  readonly sentence: string;
  readonly props: object;
  /** `Kind/name path.to[0].field` → the value; REMOVED where there is none any more. Or a check of all of them. */
  readonly changes: Readonly<Record<string, unknown>> | ((changes: Readonly<Record<string, unknown>>) => void);
  /** More props of both sides, where the option needs another. */
  readonly beside?: object;
}

export const REMOVED = 'removed';

/** What is found of an option that a cluster has switched off by default, or that suits few: it is shown all the same. */
const ACCEPTED = new Set(['feature-off', 'sidecar-never-ends']);

/** Makes a table's row. */
export function option(name: string, sentence: string, props: object, changes: object, beside?: object): OptionCase {
  return { option: name, sentence, props, changes: changes as OptionCase['changes'], beside };
}

/** Builds a construct without and with an option, and gives what differs. */
export function changesOf(
  make: (chart: Chart, props: never) => unknown,
  base: object,
  one: OptionCase,
  setting?: Setting,
) {
  const without = { ...base, ...one.beside };
  const built = (props: object) => {
    const plain = (chart: Chart) => make(chart, props as never);
    try {
      return emitted(plain, setting);
    } catch (error) {
      if (!(error instanceof SynthesisError && error.problems.every(({ rule }) => ACCEPTED.has(rule)))) throw error;
      const rules = new Set(error.problems.map(({ rule }) => rule));
      const accepted = (chart: Chart) => {
        plain(chart);
        for (const rule of rules) Unsafe.accept(chart, rule, 'a test of what it emits');
      };
      return emitted(accepted, setting);
    }
  };
  return differences(built(without), built({ ...without, ...one.props }));
}

/** Holds what an option changes against what its row says. */
export function expectChanges({ changes }: OptionCase, found: Readonly<Record<string, unknown>>): void {
  if (typeof changes === 'function') changes(found);
  else expect(found).toEqual(changes);
}

/** All changes are at paths of one form, and have one of some values. */
export function only(
  path: RegExp,
  ...values: readonly unknown[]
): (changes: Readonly<Record<string, unknown>>) => void {
  return (changes) => {
    expect(Object.keys(changes).length).toBeGreaterThan(0);
    for (const [at, value] of Object.entries(changes)) {
      expect(at).toMatch(path);
      expect(values).toContainEqual(value);
    }
  };
}

/** What differs between two sets of objects: the path of each difference → the new value. */
export function differences(before: object, after: object): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const walk = (a: unknown, b: unknown, path: string) => {
    if (isDeepStrictEqual(a, b)) return;
    if (!isBranch(a) || !isBranch(b) || Array.isArray(a) !== Array.isArray(b)) {
      found[path] = b === undefined ? REMOVED : b;
      return;
    }
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      walk(a[key], b[key], step(path, key, Array.isArray(a)));
    }
  };
  walk(before, after, '');
  return found;
}

function step(path: string, key: string, inList: boolean): string {
  if (path === '') return key;
  if (inList) return `${path}[${key}]`;
  return /^\S+\/\S+$/.test(path) && !path.includes(' ') ? `${path} ${key}` : `${path}.${key}`;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const MAPS =
  /(podLabels|podAnnotations|labels|annotations|volumeLabels|selector|headers|items|fields|resourceFields|attributes|parameters|allowedTopologies|env|quota|modes|templates|files|data|binaryData|values|mounts|hostAliases|options|nodeSelector|extended|sysctls|nodePorts)(\.\w+|\["[^"]*"\])/g;

/**
 * The paths of all props in samples, with `[]` for list items and `{}` for the values of maps. That overlays reach every
 * object is shown of all constructs at once (test/overlay).
 */
export function optionsOf(...samples: readonly unknown[]): readonly string[] {
  const paths = samples.flatMap((sample) => spots(sample).map(({ path }) => path));
  const normal = paths.map((path) => path.replace(MAPS, '$1{}').replace(/\[\d+\]/g, '[]'));
  // A list and its items are one option, and so are a map and its values.
  const options = new Set(normal.map((path) => path.replace(/(\[\]|\{\})$/, '')));
  return [...options].filter((path) => path !== '' && !/^overlays\b/.test(path)).sort();
}
