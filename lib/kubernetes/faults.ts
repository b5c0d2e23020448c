import type { Definition, Field, FieldType, Span } from './fields';
import { nearest } from './nearest';

/** What a manifest can have wrong against the fields of the Kubernetes API. */
export type SchemaRule = 'unknown-field' | 'wrong-type' | 'missing-field' | 'not-allowed-value' | 'too-new' | 'removed';

/** One thing in a manifest that the API server refuses, or drops without a word. */
export interface SchemaFault {
  /** Where, as `spec.template.spec.containers[0].imge`. */
  readonly path: string;
  readonly rule: SchemaRule;
  /** What was given, ready to print. */
  readonly got: string;
  /** What is allowed, ready to print. */
  readonly allowed: string;
  /** What to do about it. */
  readonly fix: string;
  /** The nearest known name or value, where the given one isn't known. */
  readonly suggestion?: string;
  /** The first Kubernetes version that has it, for `too-new`. */
  readonly since?: string;
}

type Parts = readonly (string | number)[];

/** `['spec', 'containers', 0, 'image']` → `spec.containers[0].image`; other keys are quoted. */
export function formatPath(parts: Parts): string {
  return parts
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`;
      return /^[\w$-]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

const LONGEST = 60;

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What a field holds, in words. */
export function describeType(type: FieldType): string {
  switch (type.shape) {
    case 'list':
      return `a list, each item ${describeType(type.of)}`;
    case 'map':
      return `a map of names, each with ${describeType(type.of)}`;
    case 'object':
      return `an object (${type.definition.split('.')[1]})`;
    case 'value':
      return type.kind.allowed;
  }
}

/** What a field takes, in words: the values of an enum, or its type. */
function describeField({ type, values }: Field): string {
  return values ? [...values.keys()].filter((value) => value !== '').join(', ') : describeType(type);
}

export function unknownField(path: Parts, name: string, { fields }: Definition): SchemaFault {
  const suggestion = nearest(name, fields.keys());
  return {
    path: formatPath(path),
    rule: 'unknown-field',
    got: name,
    allowed: [...fields.keys()].join(', '),
    fix: suggestion ? `write ${suggestion}` : 'remove it, or move it to where it belongs',
    ...(suggestion ? { suggestion } : {}),
  };
}

export function wrongType(path: Parts, value: unknown, type: FieldType): SchemaFault {
  const allowed = describeType(type);
  const fix = type.shape === 'value' ? type.kind.mend(value) : `write ${allowed}`;
  return { path: formatPath(path), rule: 'wrong-type', got: show(value), allowed, fix };
}

export function missingField(path: Parts, field: Field): SchemaFault {
  const at = formatPath(path);
  return { path: at, rule: 'missing-field', got: 'nothing', allowed: describeField(field), fix: `add ${at}` };
}

export function notAllowedValue(path: Parts, value: string, values: readonly string[]): SchemaFault {
  const listed = values.filter((known) => known !== '');
  const suggestion = nearest(value, listed);
  return {
    path: formatPath(path),
    rule: 'not-allowed-value',
    got: show(value),
    allowed: listed.join(', '),
    fix: suggestion ? `write ${suggestion}` : `write ${listed.length === 1 ? listed[0] : 'one of these'}`,
    ...(suggestion ? { suggestion } : {}),
  };
}

/** Something that the version given of an API («Kubernetes», «Gateway API») doesn't have, and another one has. */
export function otherVersion(path: Parts, got: string, span: Span, version: string, api: string): SchemaFault {
  const { since, until } = span;
  const range = since === until ? `only ${since}` : since ? `${since} and newer` : `${until} and older`;
  const tooNew = since !== undefined && minorOf(version) < minorOf(since);
  return {
    path: formatPath(path),
    rule: tooNew ? 'too-new' : 'removed',
    got: `${got} with ${api} ${version}`,
    allowed: `${api} ${range}`,
    fix: tooNew && until === undefined ? `remove it, or deploy to ${api} ${since} or newer` : 'remove it',
    ...(tooNew ? { since } : {}),
  };
}

/** The 35 of `1.35`. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
