import { type ApiDocument, apiVersionOf, type GroupVersionKind, type Schema, unwrap } from './openapi';

/** When something appeared and was last seen; absent where it is in all known versions before or after. */
export interface Span {
  readonly since?: string;
  readonly until?: string;
}

export interface FieldHistory extends Span {
  readonly schema: Schema;
  readonly required: boolean;
  /** The enum's values, and the version where one was added to an enum that was there before. */
  readonly values: ReadonlyMap<string, string | undefined>;
}

export interface DefinitionHistory extends Span {
  readonly fields: ReadonlyMap<string, FieldHistory>;
}

export interface KindHistory extends Span {
  readonly gvk: GroupVersionKind;
  readonly definition: string;
}

/** Several Kubernetes versions as one. */
export interface ApiHistory {
  readonly versions: readonly string[];
  readonly definitions: ReadonlyMap<string, DefinitionHistory>;
  readonly kinds: readonly KindHistory[];
}

/** Lays the documents of several versions over each other, oldest first. */
export function historyOf(documents: readonly ApiDocument[]): ApiHistory {
  const sorted = [...documents].sort((a, b) => minor(a) - minor(b));
  const names = unique(sorted.flatMap((document) => Object.keys(document.definitions)));
  return {
    versions: sorted.map((document) => document.kubernetes),
    definitions: new Map(
      names.filter((name) => hasFields(name, sorted)).map((name) => [name, definition(name, sorted)]),
    ),
    kinds: names.flatMap((name) => kindsOf(name, sorted)),
  };
}

function minor(document: ApiDocument): number {
  return Number(document.kubernetes.split('.')[1]);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function hasFields(name: string, documents: readonly ApiDocument[]): boolean {
  return documents.some((document) => document.definitions[name]?.properties !== undefined);
}

/** A field of a new definition isn't new itself: what leads to the definition is. So only versions that have it count. */
function definition(name: string, documents: readonly ApiDocument[]): DefinitionHistory {
  const holders = documents.filter((document) => document.definitions[name]);
  const fields = unique(holders.flatMap((document) => Object.keys(document.definitions[name]!.properties ?? {})));
  return {
    ...span(documents, (document) => document.definitions[name] !== undefined),
    fields: new Map(fields.map((key) => [key, field(name, key, holders)])),
  };
}

/**
 * The newest version's word on type, enum and `required` holds for all: these change between versions because the
 * documents become more exact, not because the server does. 1.34 and 1.35 call `roleRef.apiGroup` required, which the
 * server has always filled in, and don't call a HorizontalPodAutoscaler's `spec` so, which it has always asked for.
 */
function field(name: string, key: string, holders: readonly ApiDocument[]): FieldHistory {
  const having = holders.filter((document) => document.definitions[name]!.properties?.[key]);
  const newest = having.at(-1)!.definitions[name]!;
  return {
    ...span(holders, (document) => having.includes(document)),
    schema: newest.properties![key]!,
    required: newest.required?.includes(key) ?? false,
    values: values(
      having.map((document) => [
        document,
        unwrap(document.definitions[name]!.properties![key]!).leaf.enum?.map(String),
      ]),
    ),
  };
}

function values(
  enums: readonly (readonly [ApiDocument, readonly string[] | undefined])[],
): ReadonlyMap<string, string | undefined> {
  const stated = enums.filter(([, listed]) => listed !== undefined) as [ApiDocument, readonly string[]][];
  const [first] = stated;
  return new Map(
    (stated.at(-1)?.[1] ?? []).map((value) => {
      const [document] = stated.find(([, listed]) => listed.includes(value))!;
      return [value, document === first![0] ? undefined : document.kubernetes];
    }),
  );
}

/** Every group registers DeleteOptions, WatchEvent, Status and the like, which are messages, not objects. */
function kindsOf(name: string, documents: readonly ApiDocument[]): KindHistory[] {
  if (name.startsWith('io.k8s.apimachinery.')) return [];
  const stated = documents.flatMap((document) => document.definitions[name]?.['x-kubernetes-group-version-kind'] ?? []);
  return [...new Map(stated.map((gvk) => [`${apiVersionOf(gvk)} ${gvk.kind}`, gvk])).values()].map((gvk) => ({
    ...span(documents, (document) => document.definitions[name] !== undefined),
    gvk,
    definition: name,
  }));
}

function span(documents: readonly ApiDocument[], has: (document: ApiDocument) => boolean): Span {
  const having = documents.filter(has);
  return {
    ...(having[0] === documents[0] ? {} : { since: having[0]!.kubernetes }),
    ...(having.at(-1) === documents.at(-1) ? {} : { until: having.at(-1)!.kubernetes }),
  };
}
