/** One kind of value that a field can have: what belongs to it, how that is said, and how to mend what doesn't. */
export interface ValueKind {
  readonly allowed: string;
  accepts(value: unknown): boolean;
  mend(value: unknown): string;
}

/** k8s.io/apimachinery pkg/api/resource/quantity.go; a plain number in JSON or YAML is one too. */
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
/** Go's base64.StdEncoding: padded, line breaks ignored. */
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumberText = (value: unknown) => isText(value) && /^-?\d+(\.\d+)?$/.test(value);
const YES_OR_NO: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** The kinds of values that `generated/fields.json` names; an object of a definition isn't one of them. */
export const VALUE_KINDS: Readonly<Record<string, ValueKind>> = {
  string: {
    allowed: 'a text',
    accepts: isText,
    mend: (value) => (typeof value === 'object' ? 'write a text' : `write "${value}" in quotes`),
  },
  integer: {
    allowed: 'a whole number',
    accepts: Number.isInteger,
    mend: (value) =>
      isNumberText(value) ? `write ${Math.round(Number(value))} without quotes` : 'write a whole number',
  },
  number: {
    allowed: 'a number',
    accepts: Number.isFinite,
    mend: (value) => (isNumberText(value) ? `write ${value} without quotes` : 'write a number'),
  },
  boolean: {
    allowed: 'true or false',
    accepts: (value) => typeof value === 'boolean',
    mend: (value) => {
      const meant = isText(value) ? YES_OR_NO[value.toLowerCase()] : undefined;
      return meant === undefined ? 'write true or false' : `write ${meant} without quotes`;
    },
  },
  quantity: {
    allowed: "a quantity such as '250m' or '512Mi'",
    accepts: (value) => (isText(value) ? QUANTITY.test(value) : Number.isFinite(value)),
    mend: quantityMend,
  },
  intOrString: {
    allowed: 'a whole number or a text',
    accepts: (value) => isText(value) || Number.isInteger(value),
    mend: () => 'write a whole number or a text',
  },
  base64: {
    allowed: 'a text in base64',
    accepts: (value) => isText(value) && BASE64.test(value.replace(/[\r\n]/g, '')),
    mend: (value) =>
      isText(value) ? 'encode it in base64; a Secret takes plain text in stringData' : 'write a text in base64',
  },
  any: { allowed: 'anything', accepts: () => true, mend: () => '' },
};

/** `512mb`, `10 GB`, `1gi` → what was meant. */
function quantityMend(value: unknown): string {
  const match = isText(value) ? /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe])i?b?\s*$/i.exec(value) : null;
  return match ? `write '${match[1]}${match[2]!.toUpperCase()}i'` : "write a quantity such as '250m' or '512Mi'";
}
