import type { ApiHistory, FieldHistory, Span } from './history';
import { apiVersionOf, leafOf, splitName, unwrap } from './openapi';

/** A JSON schema inside a CustomResourceDefinition is the business of that resource's author and of the API server. */
const ANY = new Set(['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps']);

/** The table of all fields as JSON, one definition a line, so that a diff shows what a new Kubernetes version changes. */
export function fieldTable(history: ApiHistory): string {
  const definitions = new Map([...history.definitions].filter(([name]) => !ANY.has(name)));
  const objects = new Set(history.kinds.map((kind) => kind.definition));
  const known = { ...history, definitions };
  const lines = reachable(known, objects).map((name) => line(short(name), fieldsOf(name, known, objects)));
  const kinds = history.kinds
    .map((kind) => ({ ...kind, key: `${apiVersionOf(kind.gvk)} ${kind.gvk.kind}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((kind) => line(kind.key, withSpan(short(kind.definition), kind, 'definition')));
  return [
    '{',
    `"generated": "by \`npm run generate\`, do not edit",`,
    `"versions": ${JSON.stringify(history.versions)},`,
    `"kinds": {\n${kinds.join(',\n')}\n},`,
    `"definitions": {\n${lines.join(',\n')}\n}`,
    '}\n',
  ].join('\n');
}

function line(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}

function short(definition: string): string {
  const { module, name } = splitName(definition);
  return `${module}.${name}`;
}

/** What only servers write is left out of the table: a `status` is taken as it is. */
function isStatus(name: string, key: string, objects: ReadonlySet<string>): boolean {
  return key === 'status' && objects.has(name);
}

function reachable(history: ApiHistory, objects: ReadonlySet<string>): string[] {
  const found = new Set<string>(objects);
  for (const name of found) {
    for (const [key, field] of history.definitions.get(name)!.fields) {
      const leaf = leafOf(unwrap(field.schema).leaf, history.definitions);
      if ('definition' in leaf && !isStatus(name, key, objects)) found.add(leaf.definition);
    }
  }
  return [...found].sort((a, b) => (short(a) < short(b) ? -1 : 1));
}

function fieldsOf(name: string, history: ApiHistory, objects: ReadonlySet<string>): Record<string, unknown> {
  const fields = [...history.definitions.get(name)!.fields];
  return Object.fromEntries(
    fields.map(([key, field]) => [key, isStatus(name, key, objects) ? 'any' : entry(field, history)]),
  );
}

/** A plain optional field is its type alone; one with more to say is an object. */
function entry(field: FieldHistory, history: ApiHistory): unknown {
  const { leaf, suffix } = unwrap(field.schema);
  const what = leafOf(leaf, history.definitions);
  const type = ('value' in what ? what.value : short(what.definition)) + suffix;
  const keys = field.schema['x-kubernetes-list-map-keys'];
  const mergeKey = field.schema['x-kubernetes-patch-merge-key'];
  const later = [...field.values].filter(([, since]) => since !== undefined);
  const more = {
    ...(field.required ? { required: true } : {}),
    ...(field.values.size > 0 ? { values: [...field.values.keys()] } : {}),
    ...(later.length > 0 ? { valuesSince: Object.fromEntries(later) } : {}),
    ...(keys ? { keys } : {}),
    ...(mergeKey && `${keys}` !== mergeKey ? { mergeKey } : {}),
  };
  return withSpan(type, field, 'type', more);
}

function withSpan(text: string, { since, until }: Span, name: string, more: object = {}): unknown {
  const all = { [name]: text, ...more, ...(since ? { since } : {}), ...(until ? { until } : {}) };
  return Object.keys(all).length === 1 ? text : all;
}
