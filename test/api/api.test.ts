import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type ApiDeclaration, readApi } from '../../scripts/api/declarations';
import { apiPage } from '../../scripts/docs/api-page';

jest.setTimeout(60_000);

test('docs/api.md is the API of the code: if not, run `npm run docs`, and say the change in the changelog', () => {
  expect(readFileSync(join(__dirname, '../../docs/api.md'), 'utf8').split('\n')).toEqual(apiPage().split('\n'));
});

/** Types of TypeScript that are mapped or conditional ones under a name. `Readonly<Record<string, …>>` is a plain map. */
const COMPUTED =
  /^(Pick|Omit|Partial|Required|Exclude|Extract|NonNullable|Parameters|ReturnType|InstanceType|Awaited)$/;

/** What jsii, which would build the library for other languages, refuses. */
const REFUSED: readonly [what: string, is: (node: ts.Node) => boolean][] = [
  ['a mapped type', ts.isMappedTypeNode],
  ['a conditional type', ts.isConditionalTypeNode],
  ['a tuple', ts.isTupleTypeNode],
  ['an indexed type', ts.isIndexedAccessTypeNode],
  ['a computed type', (node) => ts.isTypeReferenceNode(node) && COMPUTED.test(node.typeName.getText())],
  ['a function', ts.isFunctionTypeNode],
  ['a constructor type', ts.isConstructorTypeNode],
];

/** `name: what` of what is allowed all the same, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'Overlay: a mapped type': 'any field at any depth may be stated; a JsonPatch says the same plainly',
  'Overlay: a conditional type': 'the same',
  'Overlay: an indexed type': 'the same',
  'Given: a function': 'args and env of a cluster may be calculated from its members; the plain value stands beside it',
};

function refusedIn({ name, node }: ApiDeclaration): readonly string[] {
  const found: string[] = [];
  const visit = (child: ts.Node): void => {
    for (const [what, is] of REFUSED) if (is(child)) found.push(`${name}: ${what}`);
    child.forEachChild(visit);
  };
  visit(node);
  return [...found, ...overloads(name, node)];
}

function overloads(name: string, node: ts.Statement): readonly string[] {
  if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return [];
  const members: readonly ts.Node[] = [...node.members];
  const methods = members.filter((member) => ts.isMethodDeclaration(member) || ts.isMethodSignature(member));
  const names = methods.map((method) => method.name.getText());
  const constructors = members.filter(ts.isConstructorDeclaration).length;
  const twice = names.filter((each, index) => names.indexOf(each) !== index);
  return [...twice, ...(constructors > 1 ? ['constructor'] : [])].map((each) => `${name}: an overload of ${each}`);
}

describe('public signatures', () => {
  const { exported, reached } = readApi('index.ts');

  test('have nothing that jsii refuses, but for the exceptions', () => {
    const all = [...exported, ...reached];
    const functions = all.filter(({ node }) => ts.isFunctionDeclaration(node)).map(({ name }) => name);
    const twice = functions.filter((name, index) => functions.indexOf(name) !== index);
    const found = [...all.flatMap(refusedIn), ...twice.map((name) => `${name}: an overload`)];
    expect([...new Set(found)].sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });

  test('have props that are interfaces of readonly fields', () => {
    const writable = exported
      .filter(({ name }) => name.endsWith('Props'))
      .flatMap(({ name, node }) => {
        if (!ts.isInterfaceDeclaration(node)) return [`${name} is no interface`];
        return node.members
          .filter(ts.isPropertySignature)
          .filter((member) => !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword))
          .map((member) => `${name}.${member.name.getText()}`);
      });
    expect(writable).toEqual([]);
  });
});
