import { isLabelKey } from './labels';
import { nearest } from './nearest';

const MAPS = ['labels', 'annotations'];

/** The ways to name fields of a Pod; labels and annotations one by one. */
export interface PodFields {
  readonly allowed: string;
  accepts(path: string): boolean;
  /** What was probably meant. */
  fix(path: string): string | undefined;
}

/** Those of some fields, and labels and annotations by their keys. */
export function podFields(fields: readonly string[]): PodFields {
  return {
    allowed: `one of ${fields.join(', ')}, metadata.labels['<key>'], metadata.annotations['<key>']`,
    accepts(path) {
      const key = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/.exec(path)?.[1];
      // k8s.io/kubernetes pkg/apis/core/validation, validateObjectFieldSelector: the key of a label, in lower case for annotations.
      return fields.includes(path) || (key !== undefined && isLabelKey(key));
    },
    fix(path) {
      const last = nearest(lastOf(path), fields.map(lastOf));
      const meant = ofMap(path) ?? fields.find((field) => lastOf(field) === last) ?? nearest(path, fields);
      return meant && `write ${meant}`;
    },
  };
}

function lastOf(field: string): string {
  return field.split('.').pop()!;
}

/** `metadata.label[app]`, `metadata.labels.app`, `labels["app"]`: one of them, as the API writes it. */
function ofMap(path: string): string | undefined {
  const parts = /^(?:\w+\.)?(\w+)(?:\.|\[)['"]?([^'"\]]+)['"]?\]?$/.exec(path);
  const map = parts && nearest(parts[1]!, MAPS);
  return map && isLabelKey(parts[2]!) ? `metadata.${map}['${parts[2]}']` : undefined;
}
