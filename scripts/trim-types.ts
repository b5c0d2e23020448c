import ts from 'typescript';

/**
 * Leaves what no user can name out of declaration files: all that the types of the entries don't lead to. The readers of
 * props are such, and what the compiler infers of them is longer than all the rest.
 *
 * @param files path → text of all declaration files of the package
 * @param entries the paths of those that users import
 * @returns path → text, of those in which something is left
 */
export function trimTypes(files: ReadonlyMap<string, string>, entries: readonly string[]): ReadonlyMap<string, string> {
  const parsed = [...files].map(([path, text]) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  const kept = new Set<ts.Statement>();
  const named = new Set<string>();
  const waiting = new Set<ts.Statement>(parsed.flatMap(({ statements }) => [...statements]));
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const statement of waiting) {
      const isEntry = entries.includes(statement.getSourceFile().fileName) || isForOthers(statement);
      // By their names alone, wherever they are declared: of two with one name, both stay.
      if (!isEntry && !declared(statement).some((name) => named.has(name))) continue;
      waiting.delete(statement);
      kept.add(statement);
      for (const name of mentioned(statement)) named.add(name);
    }
  }
  return new Map(
    parsed.flatMap((file) => {
      const statements = file.statements.filter((statement) => kept.has(statement));
      return statements.length === 0 ? [] : [[file.fileName, textOf(file, statements)] as const];
    }),
  );
}

function textOf(file: ts.SourceFile, statements: readonly ts.Statement[]): string {
  const names = new Set(statements.flatMap(mentioned));
  const imports = file.statements.filter(ts.isImportDeclaration).map((statement) => importOf(statement, names));
  const others = statements.filter((statement) => !ts.isImportDeclaration(statement));
  return [...imports, ...others.map((statement) => statement.getFullText())].join('').trimStart().concat('\n');
}

/** An import of what is still mentioned. */
function importOf(statement: ts.ImportDeclaration, names: ReadonlySet<string>): string {
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return statement.getFullText();
  const left = bindings.elements.filter(({ name }) => names.has(name.text)).map((element) => element.getText());
  const type = statement.importClause?.isTypeOnly ? 'type ' : '';
  return left.length === 0 ? '' : `\nimport ${type}{ ${left.join(', ')} } from ${statement.moduleSpecifier.getText()};`;
}

/** What another file gets without naming it: all of a module, or what is added to another package's types. */
function isForOthers(statement: ts.Statement): boolean {
  if (ts.isModuleDeclaration(statement)) return true;
  return ts.isExportDeclaration(statement) && statement.exportClause === undefined;
}

function declared(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
    return statement.exportClause.elements.map(({ name }) => name.getText());
  }
  const { name } = statement as { readonly name?: ts.Node };
  return name ? [name.getText()] : [];
}

/** All names in a statement that may be those of declarations: not those of properties and parameters. */
function mentioned(statement: ts.Node): readonly string[] {
  const names: string[] = [];
  const look = (node: ts.Node): void => {
    const isNameOfParent = (node.parent as { readonly name?: ts.Node }).name === node;
    if (ts.isIdentifier(node) && (!isNameOfParent || ts.isExportSpecifier(node.parent))) names.push(node.text);
    ts.forEachChild(node, look);
  };
  if (!ts.isImportDeclaration(statement)) look(statement);
  return names;
}
