import { nearest } from '../kubernetes/nearest';
import { title } from '../manifests/identify';
import type { Manifest } from '../manifests/manifest';
import { type Comparison, compare } from './compare';
import { equalsOf, hint, type MatcherContext, type MatcherResult, manifestsOf } from './matcher-context';
import { isPlainObject } from './plain-object';
import { describeKinds, namesOf } from './presence';

/** More of them are a list that nobody reads: the diff has them all. */
const MOST_FIELDS = 5;

export function toContainManifest(
  this: MatcherContext,
  received: unknown,
  kind: string,
  name: string,
  partial?: object,
): MatcherResult {
  const start = hint(this, 'toContainManifest', ['kind', 'name', ...(partial === undefined ? [] : ['partial'])]);
  const manifests = manifestsOf(received, this, start);
  checkArguments(kind, name, partial, start);
  const found = manifests
    .filter((manifest) => manifest.kind === kind && manifest.metadata?.name === name)
    .map((manifest) => ({ manifest, ...compare(partial ?? {}, manifest, equalsOf(this)) }));
  // Of several namesakes (in two environments) the one that was meant is most likely the one that differs least.
  const [best] = found.sort((a, b) => a.differing.length - b.differing.length);
  if (!best) return { pass: false, message: () => start + absent(manifests, kind, name, this) };
  if (best.differing.length > 0) {
    return { pass: false, message: () => start + different(best.manifest, best, partial, this) };
  }
  return { pass: true, message: () => start + present(best.manifest, partial, this) };
}

function checkArguments(kind: unknown, name: unknown, partial: unknown, start: string): void {
  const wrong =
    typeof kind !== 'string' || typeof name !== 'string'
      ? 'kind and name must be texts'
      : partial !== undefined && !isPlainObject(partial) && 'partial must be an object with fields of the manifest';
  if (wrong) throw new TypeError(`${start}Matcher error: ${wrong}`);
}

function absent(manifests: readonly Manifest[], kind: string, name: string, { utils }: MatcherContext): string {
  const ofKind = manifests.filter((manifest) => manifest.kind === kind);
  const expected = `Expected: ${kind} ${utils.printExpected(name)}\n`;
  if (ofKind.length === 0) return `${expected}Received: no ${kind}; ${describeKinds(manifests, kind)}`;
  const names = namesOf(ofKind);
  const meant = nearest(name, names);
  const near = meant === undefined ? '' : `\n\nDid you mean ${utils.printReceived(meant)}?`;
  return `${expected}Received: ${names.map((other) => `${kind} ${utils.printReceived(other)}`).join(', ')}${near}`;
}

function different(
  manifest: Manifest,
  { differing, shown }: Comparison,
  partial: unknown,
  { utils }: MatcherContext,
): string {
  const fields = differing.slice(0, MOST_FIELDS).map((field) => `  ${field}\n`);
  const more = differing.length > MOST_FIELDS ? `  and ${differing.length - MOST_FIELDS} more\n` : '';
  const values = `Expected: ${utils.printExpected(partial)}\nReceived: ${utils.printReceived(shown)}`;
  return `${title(manifest)} differs in\n${fields.join('')}${more}\n${utils.diff(partial, shown) ?? values}`;
}

function present(manifest: Manifest, partial: unknown, { utils }: MatcherContext): string {
  const fields = partial === undefined ? '' : ` with ${utils.printExpected(partial)}`;
  const expected = `Expected: no ${manifest.kind} ${utils.printExpected(manifest.metadata?.name)}${fields}`;
  return `${expected}\nReceived: ${title(manifest)}`;
}
