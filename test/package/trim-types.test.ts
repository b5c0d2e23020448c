import { trimTypes } from '../../scripts/trim-types';

const trimmed = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(trimTypes(new Map(Object.entries(files)), ['index.d.ts']));

const ENTRY = "export { Web, type WebProps } from './web';\n";

test('keeps what the entry leads to, with its comments, and leaves out the rest of the file', () => {
  const web = `import { type Health, READERS } from './health';
/** A service. */
export declare class Web {
    constructor(props: WebProps);
}
export interface WebProps {
    readonly health: Health;
}
export declare const WEB: typeof READERS;
`;
  const health = 'export interface Health {\n}\nexport declare const READERS: {\n    a: string;\n};\n';
  expect(trimmed({ 'index.d.ts': ENTRY, 'web.d.ts': web, 'health.d.ts': health })).toEqual({
    'index.d.ts': ENTRY,
    'web.d.ts': `import { type Health } from './health';
/** A service. */
export declare class Web {
    constructor(props: WebProps);
}
export interface WebProps {
    readonly health: Health;
}
`,
    'health.d.ts': 'export interface Health {\n}\n',
  });
});

test('leaves out files that nothing leads to', () => {
  expect(trimmed({ 'index.d.ts': 'export {};\n', 'rule.d.ts': 'export declare const rule: number;\n' })).toEqual({
    'index.d.ts': 'export {};\n',
  });
});

test('follows what files export of others', () => {
  const files = {
    'index.d.ts': "export { Web } from './all';\n",
    'all.d.ts': "export { Other, Web } from './web';\nexport * from './more';\n",
    'web.d.ts': 'export declare class Web {\n}\nexport declare class Other {\n}\n',
  };
  expect(trimmed(files)).toEqual(files);
});
