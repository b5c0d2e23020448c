import {
  ApiObject,
  type ApiObjectProps,
  App,
  ImplicitTokenResolver,
  type IResolver,
  type JsonPatch,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * An ApiObject of our constructs. It gives the same data as cdk8s's own, in one walk instead of three: cdk8s looks for
 * the App of every single value, and makes a context for each resolver. Where something more than the usual is to be
 * done (patches, an app's own resolvers, values that are no data), cdk8s does it.
 */
export class EmittedObject extends ApiObject {
  private patched = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: ApiObjectProps,
  ) {
    super(scope, id, given);
  }

  override addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  override toJson(): unknown {
    if (this.patched || process.env.CDK8S_DISABLE_SORT || !areUsual(App.of(this).resolvers)) return super.toJson();
    try {
      // cdk8s asks for the metadata first.
      const metadata: unknown = this.metadata.toJson();
      const { apiVersion, kind, ...rest } = clean({ ...this.given, metadata }) as Record<string, unknown>;
      return { apiVersion, kind, ...(metadata === undefined ? {} : { metadata }), ...rest };
    } catch {
      // For the error that cdk8s throws.
      return super.toJson();
    }
  }
}

/** What resolves values in every App, in this order. */
const USUAL = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver].map(
  ({ prototype }) => prototype.resolve,
);

function areUsual(resolvers: readonly IResolver[]): boolean {
  return resolvers.length === USUAL.length && USUAL.every((resolve, index) => resolvers[index]!.resolve === resolve);
}

/** What may stand for a value: a token, or a number or text in a class of its own. */
interface Wrapper {
  readonly resolve?: unknown;
  readonly value?: unknown;
}

/** Resolves a value, and leaves out what is empty; keys are sorted. What the usual resolvers and `sanitizeValue` do. */
function clean(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw new TypeError('a function is no data');
    return value;
  }
  if (value instanceof Lazy) return clean(value.produce());
  const { resolve, value: wrapped } = value as Wrapper;
  if (typeof resolve === 'function') return clean(resolve.call(value));
  if (Array.isArray(value)) return value.map(clean);
  if (value.constructor === Object) return cleanMap(value as Readonly<Record<string, unknown>>);
  if (typeof wrapped === 'string' || typeof wrapped === 'number') return { value: wrapped };
  throw new TypeError(`${value.constructor?.name} is no data`);
}

function cleanMap(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cleaned: Record<string, unknown> = {};
  let sorted = true;
  let last = '';
  for (const key of Object.keys(map)) {
    const value = clean(map[key]);
    if (value === undefined) continue;
    cleaned[key] = value;
    sorted &&= last < key;
    last = key;
  }
  return sorted ? cleaned : bySortedKeys(cleaned);
}

function bySortedKeys(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(map).sort()) result[key] = map[key];
  return result;
}
