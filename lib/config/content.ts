/** What a key of a ConfigMap or a file holds: a text, or bytes that are none. */
export type Content = string | Uint8Array;

/** One key of a ConfigMap. `path` is the file that it is where it is mounted: a key can hold no `/`. */
export interface DataEntry {
  readonly key: string;
  readonly path: string;
  readonly content: Content;
}

/** A ConfigMap's own fields. */
export interface ConfigMapData {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** Bytes as kubectl takes them: UTF-8 is a text (`kubectl create configmap`, util/hash and utf8.Valid), all else is binary. */
export function contentOf(bytes: Uint8Array): Content {
  // A text may hold NUL for the API, but no program that reads configuration means it: such a file is binary.
  if (bytes.includes(0)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** The fields of a ConfigMap with these entries. */
export function dataFields(entries: readonly DataEntry[]): ConfigMapData {
  const texts = entries.flatMap(({ key, content }) => (typeof content === 'string' ? [[key, content] as const] : []));
  const bytes = entries.flatMap(({ key, content }) =>
    typeof content === 'string' ? [] : [[key, Buffer.from(content).toString('base64')] as const],
  );
  return {
    data: texts.length > 0 ? Object.fromEntries(texts) : undefined,
    binaryData: bytes.length > 0 ? Object.fromEntries(bytes) : undefined,
  };
}
