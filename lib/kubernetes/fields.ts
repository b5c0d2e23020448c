import { VALUE_KINDS, type ValueKind } from './values';

/** What a field holds: a list or map of something, an object with fields, or a value. */
export type FieldType =
  | { readonly shape: 'list' | 'map'; readonly of: FieldType }
  | { readonly shape: 'object'; readonly definition: string }
  | { readonly shape: 'value'; readonly kind: ValueKind };

/** When something appeared and when it was last seen; absent where it is in every known version. */
export interface Span {
  readonly since?: string;
  readonly until?: string;
}

/** What the Kubernetes API says of one field. */
export interface Field extends Span {
  readonly type: FieldType;
  readonly required: boolean;
  /** The values of an enum, each with the version it was added in where it wasn't there from the start. */
  readonly values?: ReadonlyMap<string, string | undefined>;
  /** The fields that tell the items of a list apart (server-side apply). */
  readonly keys?: readonly string[];
  /** The field by which a strategic merge patch tells the items of a list apart, where `keys` says it otherwise. */
  readonly mergeKey?: string;
}

/** The fields of one definition of the API, by name. */
export interface Definition {
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: readonly string[];
}

interface RawField extends Span {
  readonly type: string;
  readonly required?: boolean;
  readonly values?: readonly string[];
  readonly valuesSince?: Readonly<Record<string, string>>;
  readonly keys?: readonly string[];
  readonly mergeKey?: string;
}

interface RawTable {
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, string | ({ readonly definition: string } & Span)>>;
  readonly definitions: Readonly<Record<string, Readonly<Record<string, string | RawField>>>>;
}

/** The published documents, each of its own: Kubernetes, and the two channels of the Gateway API. */
export type ApiName = 'kubernetes' | 'gateway-standard' | 'gateway-experimental';

/** What one API publishes, over all its known versions. */
export interface Api {
  /** Oldest first. */
  readonly versions: readonly string[];
  /**
   * All kinds that it brings, by `apiVersion` and then by `kind`: each manifest is asked for, and to join the two for a key
   * would take longer than to look it up.
   */
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, KindField>>;
  /** The definition of a kind, and the versions that have it; undefined for kinds that it doesn't bring. */
  kindOf(apiVersion: string, kind: string): KindField | undefined;
  /** The fields of a definition such as `core-v1.Container`. Throws for one that isn't in the table. */
  definitionOf(name: string): Definition;
}

type KindField = { readonly definition: string } & Span;

/** What a manifest says of its kind. */
export type Head = readonly [apiVersion: string, kind: string];

/** Read on first use: most programs that import this library's types never check a manifest. */
const TABLES: Readonly<Record<ApiName, () => RawTable>> = {
  kubernetes: () => require('./generated/fields.json') as RawTable,
  'gateway-standard': () => require('./generated/gateway-standard.json') as RawTable,
  'gateway-experimental': () => require('./generated/gateway-experimental.json') as RawTable,
};
const apis = new Map<ApiName, Api>();

/** One of the APIs. */
export function apiOf(name: ApiName): Api {
  let api = apis.get(name);
  if (api === undefined) {
    api = readApi(TABLES[name]());
    apis.set(name, api);
  }
  return api;
}

function readApi({ versions, kinds, definitions }: RawTable): Api {
  const read = new Map<string, Definition>();
  const byVersion = readKinds(kinds);
  return {
    versions,
    kinds: byVersion,
    kindOf: (apiVersion, kind) => byVersion.get(apiVersion)?.get(kind),
    definitionOf(name) {
      let definition = read.get(name);
      if (definition === undefined) {
        definition = readDefinition(definitions[name]!);
        read.set(name, definition);
      }
      return definition;
    },
  };
}

function readKinds(kinds: RawTable['kinds']): Api['kinds'] {
  const byVersion = new Map<string, Map<string, KindField>>();
  for (const [name, found] of Object.entries(kinds)) {
    const [apiVersion, kind] = name.split(' ') as [string, string];
    const ofVersion = byVersion.get(apiVersion) ?? new Map<string, KindField>();
    byVersion.set(apiVersion, ofVersion.set(kind, typeof found === 'string' ? { definition: found } : found));
  }
  return byVersion;
}

/** What has all kinds with a published schema. */
const ALL_KINDS: readonly ApiName[] = ['kubernetes', 'gateway-experimental'];

/** All kinds with a published schema. */
export function knownKinds(): readonly Head[] {
  return ALL_KINDS.flatMap(headsOf);
}

/** All kinds of one of the APIs. */
export function headsOf(name: ApiName): readonly Head[] {
  return [...apiOf(name).kinds].flatMap(([apiVersion, kinds]) =>
    [...kinds.keys()].map((kind): Head => [apiVersion, kind]),
  );
}

/** The kinds with a published schema of an API version; none, where the version is a custom resource's. */
export function kindsOf(apiVersion: string): readonly string[] {
  return ALL_KINDS.flatMap((name) => [...(apiOf(name).kinds.get(apiVersion)?.keys() ?? [])]);
}

function readDefinition(raw: Readonly<Record<string, string | RawField>>): Definition {
  const fields = new Map(Object.entries(raw).map(([key, field]) => [key, readField(field)]));
  return { fields, required: [...fields].filter(([, field]) => field.required).map(([key]) => key) };
}

/** All fields are objects of one shape, which engines read fast: a walk reads every field of every manifest. */
function readField(raw: string | RawField): Field {
  const {
    type,
    required = false,
    since,
    until,
    values,
    valuesSince,
    keys,
    mergeKey,
  } = typeof raw === 'string' ? ({ type: raw } as RawField) : raw;
  const dated = values && new Map(values.map((value) => [value, valuesSince?.[value]]));
  return { type: readType(type), required, since, until, values: dated, keys, mergeKey };
}

const WRAPPERS: Readonly<Record<string, 'list' | 'map'>> = { '[]': 'list', '{}': 'map' };

/** `core-v1.Container[]` → a list of objects; `string[]{}` → a map of lists of texts. */
function readType(text: string): FieldType {
  const shape = WRAPPERS[text.slice(-2)];
  if (shape !== undefined) return { shape, of: readType(text.slice(0, -2)) };
  const kind = VALUE_KINDS[text];
  return kind ? { shape: 'value', kind } : { shape: 'object', definition: text };
}
