import fc from 'fast-check';

/** Pieces that mean something to some YAML parser; strings made of a few of them find what random text never does. */
const PIECES = [
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\n  ',
    '\n\t',
    ' \n',
    '\u0085',
    '\u2028',
    '\u00a0',
    '\ufeff',
    '\u3000',
  ],
  ...[
    '-',
    '---',
    '...',
    '?',
    ':',
    ': ',
    ',',
    '[',
    ']',
    '{',
    '}',
    '#',
    ' #',
    '&',
    '*',
    '!',
    '|',
    '>',
    "'",
    '"',
    '%',
    '@',
  ],
  ...[
    '`',
    '=',
    '<<',
    '~',
    '\\',
    '\\n',
    '$',
    '/',
    '(',
    '+',
    '.',
    '_',
    'e',
    'x',
    'o',
    'b',
    'T',
    'Z',
    '0',
    '1',
    '9',
    '12',
  ],
  ...[
    '0x',
    '0o',
    '0b',
    '1e3',
    '.5',
    '1.',
    '1:30',
    '2024-01-31',
    'true',
    'no',
    'On',
    'y',
    'null',
    '.inf',
    '.NaN',
    'inf',
  ],
  ...[
    'word',
    'two words',
    'ü',
    '北京',
    '😀',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u200d',
    '\u202e',
    '\uffff',
    '\u{10ffff}',
  ],
];

const strings = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+]?[0-9._:exob-]{1,8}$/) },
);

const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((value) => value + 0);

const keys = fc.oneof(
  fc.constantFrom('name', 'metadata', 'kind', 'labels', 'data', 'selector', 'ports', 'spec', 'zone', 'args'),
  // Assigning to it sets no key.
  strings.filter((key) => key !== '__proto__'),
);

/** Any object of plain data, with strings as hard for YAML as can be. */
export const manifests: fc.Arbitrary<Record<string, unknown>> = fc.letrec<{
  value: unknown;
  map: Record<string, unknown>;
}>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { weight: 6, arbitrary: strings },
    { weight: 1, arbitrary: numbers },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: tie('map') },
  ),
  map: fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).map;
