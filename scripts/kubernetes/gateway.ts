import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiHistory, type DefinitionHistory, type FieldHistory, historyOf, type Span } from './history';
import type { ApiDocument, Schema } from './openapi';

/** The CustomResourceDefinitions that one release of the Gateway API publishes in one channel. */
export interface GatewayDocument {
  readonly gatewayApi: string;
  readonly channel: Channel;
  readonly kinds: readonly {
    readonly group: string;
    readonly kind: string;
    readonly versions: Readonly<Record<string, Schema>>;
  }[];
}

export type Channel = 'standard' | 'experimental';
export const CHANNELS: readonly Channel[] = ['standard', 'experimental'];

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The Gateway API's documents in the repository's `schemas` folder. */
export function readGatewayDocuments(root: string): GatewayDocument[] {
  const folder = join(root, 'schemas');
  return readdirSync(folder)
    .filter((name) => /^gateway-api-.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** A channel's releases, oldest first, as one. The metadata of objects is Kubernetes' own, from its newest document. */
export function gatewayHistory(
  documents: readonly GatewayDocument[],
  channel: Channel,
  kubernetes: readonly ApiDocument[],
): ApiHistory {
  const newest = [...kubernetes].sort((a, b) => (a.kubernetes < b.kubernetes ? -1 : 1)).at(-1)!;
  const shared = reachable(OBJECT_META, newest);
  return historyOf(
    documents
      .filter((document) => document.channel === channel)
      .map((document) => ({ kubernetes: document.gatewayApi, definitions: { ...shared, ...definitionsOf(document) } })),
  );
}

function reachable(name: string, { definitions }: ApiDocument): Record<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (definition: string): void => {
    if (found.has(definition)) return;
    found.set(definition, definitions[definition]!);
    for (const ref of JSON.stringify(definitions[definition]).matchAll(/"#\/definitions\/([^"]+)"/g)) visit(ref[1]!);
  };
  visit(name);
  return Object.fromEntries(found);
}

/** A CRD nests its objects; as definitions they get the name of the way to them: `HTTPRouteSpecRulesFilters`. */
function definitionsOf(document: GatewayDocument): Record<string, Schema> {
  const definitions: Record<string, Schema> = {};
  for (const { group, kind, versions } of document.kinds) {
    for (const [version, schema] of Object.entries(versions)) {
      hoist(schema, version, kind, definitions);
      const name = definitionName(version, kind);
      const { status: _, ...fields } = definitions[name]!.properties!;
      definitions[name] = {
        ...definitions[name],
        properties: { ...fields, status: { type: 'object' }, metadata: { $ref: `#/definitions/${OBJECT_META}` } },
        'x-kubernetes-group-version-kind': [{ group, version, kind }],
      };
    }
  }
  return definitions;
}

function definitionName(version: string, name: string): string {
  return `io.k8s.sigs.gateway.${version}.${name}`;
}

function hoist(schema: Schema, version: string, name: string, definitions: Record<string, Schema>): Schema {
  if (schema.items) return { ...schema, items: hoist(schema.items, version, name, definitions) };
  if (!schema.properties) return schema;
  const entries = Object.entries(schema.properties).filter(([key]) => key !== 'status');
  const properties = entries.map(
    ([key, field]) => [key, hoist(field, version, name + key[0]!.toUpperCase() + key.slice(1), definitions)] as const,
  );
  const definition = definitionName(version, name);
  definitions[definition] = { ...schema, properties: Object.fromEntries(properties) };
  return { $ref: `#/definitions/${definition}` };
}

/**
 * Kubernetes and the Gateway API as one, for the interfaces: of the Gateway API the wider channel, each field with the
 * release it came with, or the word that the standard channel does not have it.
 */
export function withGateway(kubernetes: ApiHistory, standard: ApiHistory, experimental: ApiHistory): ApiHistory {
  const own = [...experimental.definitions].filter(([name]) => !kubernetes.definitions.has(name));
  const definitions = own.map(([name, definition]): [string, DefinitionHistory] => {
    const inStandard = standard.definitions.get(name);
    const fields = [...definition.fields].map(([key, field]): [string, FieldHistory] => {
      const known = inStandard?.fields.get(key);
      return [key, { ...field, ...dated(field, inStandard === undefined || known !== undefined) }];
    });
    return [name, { ...definition, ...dated(definition, inStandard !== undefined), fields: new Map(fields) }];
  });
  return {
    versions: kubernetes.versions,
    definitions: new Map([...kubernetes.definitions, ...definitions]),
    kinds: [...kubernetes.kinds, ...experimental.kinds],
  };
}

function dated({ since, until }: Span, standard: boolean): Span {
  const parts = [...(since ? [`Gateway API ${since}`] : []), ...(standard ? [] : ['experimental channel'])];
  return { since: parts.length > 0 ? parts.join(', ').replace(/^e/, 'Gateway API, e') : undefined, until };
}
