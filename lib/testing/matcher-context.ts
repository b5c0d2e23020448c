import { Construct, type IConstruct } from 'constructs';
import type { Manifest } from '../manifests/manifest';
import type { Equals } from './compare';
import { isManifest } from './serializer';
import { synthesize } from './synthesize';

/** What jest and vitest both give a matcher as `this`: the part that is used here. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly promise?: string;
  readonly customTesters?: readonly unknown[];
  equals(a: unknown, b: unknown, testers?: readonly unknown[]): boolean;
  readonly utils: {
    diff(expected: unknown, received: unknown): string | null | undefined;
    matcherHint(name: string, received?: string, expected?: string, options?: object): string;
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
  };
}

/** What a matcher answers. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

export function equalsOf(context: MatcherContext): Equals {
  return (a, b) => context.equals(a, b, [...(context.customTesters ?? [])]);
}

/** `expect(manifests).not.toHaveManifestCount(kind, count)` */
export function hint(context: MatcherContext, name: string, args: readonly string[]): string {
  const [first = '', second] = args;
  const rest = args.slice(2).map((arg) => `, ${arg}`);
  const options = { isNot: context.isNot, promise: context.promise, secondArgument: [second, ...rest].join('') };
  return `${context.utils.matcherHint(name, 'manifests', first, options)}\n\n`;
}

/**
 * The manifests that a matcher is about: those given, or those of a construct.
 * @throws TypeError where it is neither
 */
export function manifestsOf(received: unknown, context: MatcherContext, start: string): readonly Manifest[] {
  if (Construct.isConstruct(received)) return synthesize(received as IConstruct);
  if (Array.isArray(received) && received.every(isManifest)) return received;
  const allowed = 'received value must be a list of manifests, or an app, a chart or another construct';
  throw new TypeError(`${start}Matcher error: ${allowed}\n\nReceived: ${context.utils.printReceived(received)}`);
}
