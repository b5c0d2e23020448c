import type { Manifest } from '../manifests/manifest';
import { printManifests } from '../manifests/yaml';
import { isPlainObject } from './plain-object';

/** How jest and vitest print a value with all their serializers. Their configuration is only handed on. */
type Printer = (value: unknown, config: never, indentation: string, depth: number, refs: unknown[]) => string;

/** A snapshot serializer, as `expect.addSnapshotSerializer` of jest and vitest takes it. */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize(
    value: unknown,
    config: object,
    indentation: string,
    depth: number,
    refs: unknown[],
    printer: Printer,
  ): string;
}

/**
 * Prints a manifest, or a list of manifests, as the YAML that gets committed; a manifest is a plain object whose
 * `apiVersion` and `kind` are strings. All other values keep the form that they have in snapshots.
 *
 * What YAML cannot hold is printed as snapshots print it: `uid: Any<String>`.
 */
export const manifestSerializer: SnapshotSerializer = {
  test(value) {
    return Array.isArray(value) ? value.length > 0 && value.every(isManifest) : isManifest(value);
  },

  serialize(value, config, indentation, depth, refs, printer) {
    const printed = (inner: unknown, above: readonly unknown[]) =>
      printer(inner, config as never, '', depth + 1, [...refs, ...above]);
    const manifests = (Array.isArray(value) ? value : [value]) as readonly Manifest[];
    const text = printManifests(manifests.map((manifest) => printable(manifest, printed, []) as object)).slice(0, -1);
    // Inside of other values a document starts on a line of its own.
    return depth > 0 || indentation ? `---\n${text}`.replace(/\n(?=[^\n])/g, `\n${indentation}`) : text;
  },
};

/** Whether a value is one Kubernetes object as plain data. */
export function isManifest(value: unknown): value is Manifest {
  return isPlainObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** A copy in which all that is no plain data is text. */
function printable(
  value: unknown,
  printed: (value: unknown, above: readonly unknown[]) => string,
  above: readonly unknown[],
): unknown {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (above.includes(value)) return '[Circular]';
  const inside = (inner: unknown) => printable(inner, printed, [...above, value]);
  if (Array.isArray(value)) return Array.from(value, (item) => inside(item ?? null));
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside(inner)]));
  }
  return printed(value, above);
}
