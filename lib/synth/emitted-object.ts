import {
  ApiObject,
  ApiObjectMetadataDefinition,
  type ApiObjectProps,
  App,
  ImplicitTokenResolver,
  type IResolver,
  JsonPatch,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Construct } from 'constructs';
import { isOfCluster } from '../manifests/identify';
import type { Manifest } from '../manifests/manifest';

const DATA = Symbol.for('cdk8s-statecraft.EmittedObject');

/**
 * An ApiObject of our constructs. `toJson` is cdk8s's; our App asks for the same data by `dataOf`, which costs a fifth:
 * cdk8s looks for the App of every single value, makes a context for each resolver, copies all three times and sorts the
 * keys, which the printer does again. Where something more than the usual is to be done (patches, an app's own
 * resolvers, values that are no data), cdk8s does it.
 */
export class EmittedObject extends ApiObject {
  private patched = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly given: ApiObjectProps,
  ) {
    super(scope, id, given);
    // cdk8s gives every object its chart's namespace, also those that are in none.
    if (isOfCluster(given.kind) && given.metadata?.namespace === undefined && this.chart.namespace !== undefined) {
      this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }

  override addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  /** @internal */
  [DATA](): Manifest {
    const isUsual = !this.patched && this.toJson === ApiObject.prototype.toJson && areUsual(App.of(this).resolvers);
    if (!isUsual) return this.toJson();
    try {
      // cdk8s asks for the metadata first.
      const metadata = metadataOf(this.metadata);
      const { metadata: _, ...fields } = this.given;
      const data = plainMap(fields);
      // The rules read it some hundred times: what is added to the copy of a spread is slow to read.
      return (metadata ? Object.assign({}, data, { metadata }) : data) as Manifest;
    } catch {
      // For the error that cdk8s throws.
      return this.toJson();
    }
  }
}

/**
 * The data that an object's `toJson` gives, for reading only: the order of the keys is not said, and parts of it are the
 * user's own objects.
 */
export function dataOf(object: ApiObject): Manifest {
  return (object as { [DATA]?(): Manifest })[DATA]?.() ?? (object.toJson() as Manifest);
}

/** What resolves values in every App, in this order. */
const USUAL = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver].map(
  ({ prototype }) => prototype.resolve,
);

function areUsual(resolvers: readonly IResolver[]): boolean {
  return resolvers.length === USUAL.length && USUAL.every((resolve, index) => resolvers[index]!.resolve === resolve);
}

/** What cdk8s's class of metadata keeps, as far as the versions do that are known to us. */
interface KeptMetadata {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels: unknown;
  readonly annotations: unknown;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
  readonly apiObject?: unknown;
  readonly _additionalAttributes: Readonly<Record<string, unknown>>;
}

const KEPT: readonly string[] = [
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'apiObject',
  '_additionalAttributes',
] satisfies (keyof KeptMetadata)[];

/** The metadata; where it has more than name, namespace, labels and annotations with texts, as cdk8s gives it. */
function metadataOf(definition: ApiObjectMetadataDefinition): unknown {
  const keys = Object.keys(definition);
  const isKnown = keys.length === KEPT.length && keys.every((key, index) => key === KEPT[index]);
  if (!isKnown || definition.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return definition.toJson();
  const kept = definition as unknown as KeptMetadata;
  const isMore = kept.finalizers.length > 0 || kept.ownerReferences.length > 0;
  if (isMore || Object.keys(kept._additionalAttributes).some((key) => !KEPT.includes(key))) return definition.toJson();
  const { name, namespace } = kept;
  const [labels, annotations] = [textsOf(kept.labels), textsOf(kept.annotations)];
  const isUsual = typeof name === 'string' && (namespace === undefined || typeof namespace === 'string');
  if (!isUsual || labels === OTHERS || annotations === OTHERS) return definition.toJson();
  const texts: Record<string, unknown> = { name };
  if (namespace !== undefined) texts.namespace = namespace;
  if (labels !== undefined) texts.labels = labels;
  if (annotations !== undefined) texts.annotations = annotations;
  return texts;
}

const OTHERS = Symbol('others than texts');

/** A map of texts; nothing where it is empty. */
function textsOf(map: unknown): unknown {
  let empty = true;
  for (const value of Object.values(map as object)) {
    if (typeof value !== 'string') return OTHERS;
    empty = false;
  }
  return empty ? undefined : map;
}

/** What may stand for a value: a token, or a number or text in a class of its own. */
interface Wrapper {
  readonly resolve?: unknown;
  readonly value?: unknown;
}

type PlainMap = Readonly<Record<string, unknown>>;

/** Resolves a value, and leaves out what is null or undefined: itself, where there is nothing of that in it. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'function') throw new TypeError('a function is no data');
  if (typeof value !== 'object') return value;
  if (value instanceof Lazy) return plain(value.produce());
  const { resolve, value: wrapped } = value as Wrapper;
  if (typeof resolve === 'function') return plain(resolve.call(value));
  if (Array.isArray(value)) return plainList(value);
  if (value.constructor === Object) return plainMap(value as PlainMap);
  if (typeof wrapped === 'string' || typeof wrapped === 'number') return { value: wrapped };
  throw new TypeError(`${value.constructor?.name} is no data`);
}

function plainList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = plain(list[index]);
    if (copy === undefined && item !== list[index]) copy = list.slice(0, index);
    copy?.push(item);
  }
  return copy ?? list;
}

function plainMap(map: PlainMap): PlainMap {
  let copy: Record<string, unknown> | undefined;
  const keys = Object.keys(map);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const given = map[key];
    // Most values are texts: a call for each would cost more than all else here.
    const value = key === '__proto__' ? undefined : typeof given === 'string' ? given : plain(given);
    if (copy === undefined) {
      if (value === given && value !== undefined) continue;
      copy = {};
      for (let before = 0; before < index; before++) copy[keys[before]!] = map[keys[before]!];
    }
    if (value !== undefined) copy[key] = value;
  }
  return copy ?? map;
}
