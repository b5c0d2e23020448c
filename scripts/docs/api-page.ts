import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Api, type ApiDeclaration, readApi } from '../api/declarations';

const HEAD = `# Public API

What the package exports, without comments and hidden members. It is checked in so that a change of the API shows in
review: what is removed or narrowed here breaks users. \`npm run docs\` writes this page; the tests hold it to the code.
`;

/** The entries of the package, by what users import. */
const ENTRIES = { 'cdk8s-statecraft': 'index.ts', 'cdk8s-statecraft/testing': 'testing/index.ts' };

const printer = ts.createPrinter({ removeComments: true });

/** The text of docs/api.md. */
export function apiPage(): string {
  const entries = Object.entries(ENTRIES).filter(([, file]) => existsSync(join(__dirname, '../../lib', file)));
  return [HEAD, ...entries.flatMap(([name, file]) => section(name, readApi(file)))].join('\n');
}

function section(name: string, { exported, reached, namespaces }: Api): readonly string[] {
  return [
    `## ${name}\n`,
    ...namespaces.map((each) => `The namespace \`${each}\`: the kinds and types of the Kubernetes API, generated.\n`),
    block(exported),
    ...(reached.length > 0 ? [`## Named by ${name}, but not exported\n`, block(reached)] : []),
  ];
}

function block(declarations: readonly ApiDeclaration[]): string {
  const texts = declarations.map(({ node }) =>
    printer
      .printNode(ts.EmitHint.Unspecified, node, ts.getOriginalNode(node).getSourceFile())
      .replace(/^export (declare )?/, '')
      .replaceAll('    ', '  '),
  );
  return `\`\`\`ts\n${texts.join('\n\n')}\n\`\`\`\n`;
}
