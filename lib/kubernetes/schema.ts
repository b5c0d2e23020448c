import {
  minorOf,
  missingField,
  notAllowedValue,
  otherVersion,
  type SchemaFault,
  unknownField,
  wrongType,
} from './faults';
import { type Api, type ApiName, apiOf, type Field, type FieldType, type Head, type Span } from './fields';

export type { SchemaFault, SchemaRule } from './faults';

/** Which release of the Gateway API a cluster has installed, and which of its two channels. */
export interface GatewayApi {
  readonly version: string;
  readonly channel: 'standard' | 'experimental';
}

/** Where nothing is said of a cluster's Gateway API, all that any known release has is right. */
const ANY_GATEWAY_API: GatewayApi = { version: '1.999', channel: 'experimental' };
const GATEWAY_GROUP = 'gateway.networking.k8s.io/';

/** Whether Kubernetes itself or the Gateway API brings a kind, in any known version; false for other custom resources. */
export function isKnownKind(apiVersion: string, kind: string): boolean {
  const api = apiOf(apiVersion.startsWith(GATEWAY_GROUP) ? 'gateway-experimental' : 'kubernetes');
  return api.kindOf(apiVersion, kind) !== undefined;
}

/**
 * Checks a manifest against the fields of the Kubernetes API, or of the Gateway API: unknown and missing fields, wrong
 * types and values, and what the version doesn't have yet or any more. Other custom resources give no faults, nor does a
 * `status`; null counts as absent.
 *
 * `kubernetesVersion` is `1.35`, `v1.35.2` or the like; older than the oldest known counts as that, newer as the newest.
 */
export function checkManifest(
  manifest: object,
  kubernetesVersion: string,
  gateway: GatewayApi = ANY_GATEWAY_API,
): SchemaFault[] {
  if (!headOf(manifest)[0].startsWith(GATEWAY_GROUP)) {
    return checkWith('kubernetes', 'Kubernetes', manifest, kubernetesVersion) ?? [];
  }
  const wide = checkWith('gateway-experimental', 'Gateway API', manifest, gateway.version) ?? [];
  if (gateway.channel === 'experimental') return wide;
  const faults = checkWith('gateway-standard', 'Gateway API', manifest, gateway.version);
  if (faults === undefined) {
    const head = headOf(manifest);
    return isKnownKind(...head) ? [onlyExperimental('kind', head.join(' '), gateway)] : [];
  }
  const alsoWide = new Set(wide.map(({ path, rule }) => `${rule} ${path}`));
  return faults.map((fault) =>
    alsoWide.has(`${fault.rule} ${fault.path}`) ? fault : onlyExperimental(fault.path, fault.got, gateway),
  );
}

function headOf(manifest: object): Head {
  const { apiVersion, kind } = manifest as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return [String(apiVersion), String(kind)];
}

function onlyExperimental(path: string, got: string, { version }: GatewayApi): SchemaFault {
  return {
    path,
    rule: 'too-new',
    got: `${got} in the standard channel of Gateway API ${version}`,
    allowed: 'the experimental channel',
    fix: "remove it; or, where the experimental CRDs are installed, say channel: 'experimental' in Routing.gateway",
  };
}

/** The faults against one API; undefined where it doesn't have the kind at all. */
function checkWith(name: ApiName, title: string, manifest: object, atVersion: string): SchemaFault[] | undefined {
  const head = headOf(manifest);
  const api = apiOf(name);
  const known = api.kindOf(...head);
  if (known === undefined) return undefined;
  const version = knownVersion(atVersion, api.versions);
  if (!has(known, version.minor)) return [otherVersion(['kind'], head.join(' '), known, version.name, title)];
  const walk: Walk = { faults: [], path: [], depth: 0, version, api, title };
  checkObject(manifest, known.definition, walk);
  return walk.faults;
}

interface Version {
  readonly name: string;
  readonly minor: number;
}

interface Walk {
  readonly faults: SchemaFault[];
  /** The way to where the walk is, as long as `depth` says: formatted only for a fault, since most manifests have none. */
  readonly path: (string | number)[];
  depth: number;
  readonly version: Version;
  readonly api: Api;
  readonly title: string;
}

const knownVersions = new WeakMap<readonly string[], Map<string, Version>>();

/** A platform has one version, and thousands of manifests. */
function knownVersion(text: string, versions: readonly string[]): Version {
  const known = knownVersions.get(versions)?.get(text);
  if (known) return known;
  const version = readVersion(text, versions);
  knownVersions.set(versions, new Map(knownVersions.get(versions)).set(text, version));
  return version;
}

function readVersion(text: string, versions: readonly string[]): Version {
  const minor = Number(/^v?1\.(\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
  const name = versions.findLast((known) => minorOf(known) <= minor) ?? versions[0]!;
  return { name, minor: minorOf(name) };
}

function has({ since, until }: Span, minor: number): boolean {
  return (since === undefined || minorOf(since) <= minor) && (until === undefined || minor <= minorOf(until));
}

function checkObject(object: object, definitionName: string, walk: Walk): void {
  const definition = walk.api.definitionOf(definitionName);
  for (const key of Object.keys(object)) {
    const value: unknown = (object as Record<string, unknown>)[key];
    if (value === null || value === undefined) continue;
    walk.path[walk.depth] = key;
    walk.depth += 1;
    const field = definition.fields.get(key);
    if (field === undefined) walk.faults.push(unknownField(wayOf(walk), key, definition));
    else checkField(key, value, field, walk);
    walk.depth -= 1;
  }
  for (const key of definition.required) {
    if (((object as Record<string, unknown>)[key] ?? undefined) !== undefined) continue;
    const field = definition.fields.get(key)!;
    if (has(field, walk.version.minor)) walk.faults.push(missingField([...wayOf(walk), key], field));
  }
}

function checkField(key: string, value: unknown, field: Field, walk: Walk): void {
  const { version, faults } = walk;
  if (has(field, version.minor)) checkValue(value, field.type, field, walk);
  else faults.push(otherVersion(wayOf(walk), key, field, version.name, walk.title));
}

function wayOf({ path, depth }: Walk): readonly (string | number)[] {
  return path.slice(0, depth);
}

function checkValue(value: unknown, type: FieldType, field: Field, walk: Walk): void {
  if (!lookInto(value, type, field, walk)) walk.faults.push(wrongType(wayOf(walk), value, type));
}

/** Answers false where the value isn't of the type's shape at all. */
function lookInto(value: unknown, type: FieldType, field: Field, walk: Walk): boolean {
  switch (type.shape) {
    case 'value':
      if (!type.kind.accepts(value)) return false;
      if (field.values !== undefined) checkEnum(String(value), field, walk);
      return true;
    case 'object':
      if (!isObject(value)) return false;
      checkObject(value, type.definition, walk);
      return true;
    case 'list':
      if (!Array.isArray(value)) return false;
      for (let index = 0; index < value.length; index++) checkAt(index, value[index], type.of, field, walk);
      return true;
    case 'map':
      if (!isObject(value)) return false;
      for (const key of Object.keys(value)) {
        checkAt(key, (value as Record<string, unknown>)[key], type.of, field, walk);
      }
      return true;
  }
}

function checkAt(key: string | number, value: unknown, type: FieldType, field: Field, walk: Walk): void {
  if (value === null || value === undefined) return;
  walk.path[walk.depth] = key;
  walk.depth += 1;
  checkValue(value, type, field, walk);
  walk.depth -= 1;
}

/** An empty text in an optional field is what the server's own types hold for «not given», so it is no fault. */
function checkEnum(value: string, { values, required }: Field, walk: Walk): void {
  if (value === '' && !required) return;
  const { name, minor } = walk.version;
  if (!values!.has(value)) {
    const available = [...values!].filter(([, added]) => has({ since: added }, minor)).map(([known]) => known);
    walk.faults.push(notAllowedValue(wayOf(walk), value, available));
    return;
  }
  const since = values!.get(value);
  if (!has({ since }, minor)) walk.faults.push(otherVersion(wayOf(walk), value, { since }, name, walk.title));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
