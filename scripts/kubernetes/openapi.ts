/** The parts of an OpenAPI v2 schema that Kubernetes uses and this generator reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  /** Numbers too, in the Gateway API. */
  readonly enum?: readonly (string | number)[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-patch-merge-key'?: string;
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What one Kubernetes version publishes. */
export interface ApiDocument {
  readonly kubernetes: string;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** `apps/v1`; `v1` for the core group, which has no name. */
export function apiVersionOf(gvk: GroupVersionKind): string {
  return gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
}

/** `io.k8s.api.apps.v1.DeploymentSpec` → group-version `apps-v1`, name `DeploymentSpec`. */
export function splitName(definition: string): { readonly module: string; readonly name: string } {
  const parts = definition.split('.');
  const [group, version, name] = parts.slice(-3);
  return { module: `${group}-${version}`, name: name! };
}

/** The definition that a `$ref` names. */
export function refOf(schema: Schema): string | undefined {
  return schema.$ref?.slice('#/definitions/'.length);
}

/** The schema without the lists and maps around it, and these as a suffix: a map of lists of strings is `string[]{}`. */
export function unwrap(schema: Schema): { readonly leaf: Schema; readonly suffix: string } {
  if (schema.items) return wrapped(schema.items, '[]');
  if (schema.additionalProperties) return wrapped(schema.additionalProperties, '{}');
  return { leaf: schema, suffix: '' };
}

function wrapped(inner: Schema, mark: string): { readonly leaf: Schema; readonly suffix: string } {
  const { leaf, suffix } = unwrap(inner);
  return { leaf, suffix: suffix + mark };
}

const META = 'io.k8s.apimachinery.pkg.';

/** Definitions that stand for a value, not for an object with fields. Any other without properties is `any`. */
const VALUES: Readonly<Record<string, string>> = {
  [`${META}api.resource.Quantity`]: 'quantity',
  [`${META}util.intstr.IntOrString`]: 'intOrString',
  [`${META}apis.meta.v1.Time`]: 'string',
  [`${META}apis.meta.v1.MicroTime`]: 'string',
};

/** What a schema without lists and maps around it is: the name of a kind of value, or of a definition with fields. */
export function leafOf(
  leaf: Schema,
  definitions: ReadonlyMap<string, unknown>,
): { readonly value: string } | { readonly definition: string } {
  const definition = refOf(leaf);
  if (definition === undefined) return { value: leaf.format === 'byte' ? 'base64' : (leaf.type ?? 'any') };
  if (VALUES[definition]) return { value: VALUES[definition] };
  return definitions.has(definition) ? { definition } : { value: 'any' };
}
