import { title } from '../manifests/identify';
import { hint, type MatcherContext, type MatcherResult, manifestsOf } from './matcher-context';
import { describeKinds } from './presence';

export function toHaveManifestCount(
  this: MatcherContext,
  received: unknown,
  kind: string,
  count: number,
): MatcherResult {
  const start = hint(this, 'toHaveManifestCount', ['kind', 'count']);
  const manifests = manifestsOf(received, this, start);
  if (typeof kind !== 'string' || !Number.isInteger(count) || count < 0) {
    throw new TypeError(`${start}Matcher error: kind must be a text, count a whole number from 0`);
  }
  const found = manifests.filter((manifest) => manifest.kind === kind);
  return {
    pass: found.length === count,
    message: () => {
      const { printExpected, printReceived } = this.utils;
      const expected = `Expected: ${this.isNot ? 'not ' : ''}${printExpected(count)} of kind ${kind}\n`;
      if (found.length === 0) {
        return `${start}${expected}Received: ${printReceived(0)}; ${describeKinds(manifests, kind)}`;
      }
      const titles = found.map((manifest) => `\n  ${title(manifest)}`).join('');
      return `${start}${expected}Received: ${printReceived(found.length)}${titles}`;
    },
  };
}
