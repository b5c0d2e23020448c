import path from 'node:path';
import ts from 'typescript';

const LIB = path.join(__dirname, '../../lib');

/** One declaration of the public API, as the package's `.d.ts` says it, without comments and hidden members. */
export interface ApiDeclaration {
  readonly name: string;
  /** Below `lib`, without the ending. */
  readonly module: string;
  readonly node: ts.Statement;
}

export interface Api {
  /** What an entry exports. */
  readonly exported: readonly ApiDeclaration[];
  /** What is not exported, but named by what is: a user can't import it, but a change of it changes the API. */
  readonly reached: readonly ApiDeclaration[];
  /** Whole modules that are exported under one name, as `name = module`. */
  readonly namespaces: readonly string[];
}

/** Reads the API of an entry of the package, such as `index.ts`. */
export function readApi(entry: string): Api {
  const config = ts.readConfigFile(path.join(LIB, '../tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(LIB));
  const program = ts.createProgram([path.join(LIB, entry)], { ...options, declaration: true, removeComments: true });
  return new ApiReader(program, path.join(LIB, entry)).read();
}

class ApiReader {
  private readonly modules = new Map<string, ts.SourceFile>();
  private readonly found = new Map<string, ApiDeclaration>();

  constructor(
    private readonly program: ts.Program,
    private readonly entry: string,
  ) {}

  read(): Api {
    const checker = this.program.getTypeChecker();
    const index = checker.getSymbolAtLocation(this.program.getSourceFile(this.entry)!)!;
    const namespaces: string[] = [];
    for (const symbol of checker.getExportsOfModule(index)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const [first] = target.declarations ?? [];
      if (first === undefined) continue;
      if (ts.isSourceFile(first)) namespaces.push(`${symbol.name} = ${moduleOf(first.fileName)}`);
      else this.add(first.getSourceFile().fileName, target.name);
    }
    const exported = [...this.found.values()];
    // The map grows while it is read: what is reached reaches more.
    for (const declaration of this.found.values()) this.follow(declaration);
    return { exported: sort(exported), reached: sort([...this.found.values()].slice(exported.length)), namespaces };
  }

  private add(file: string, name: string): void {
    for (const statement of this.declarations(file).statements) {
      const declared = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map((declaration) => declaration.name)
        : [(statement as ts.DeclarationStatement).name];
      if (!declared.some((each) => each !== undefined && ts.isIdentifier(each) && each.text === name)) continue;
      const module = moduleOf(file);
      this.found.set(`${module} ${name} ${statement.pos}`, { name, module, node: publicPart(statement) });
    }
  }

  /** Adds what a declaration names, of this library's own types. */
  private follow({ module, node }: ApiDeclaration): void {
    const file = path.join(LIB, `${module}.ts`);
    const imports = importsOf(this.declarations(file), file);
    const visit = (child: ts.Node): void => {
      // What the classes with static factories hold: nobody can see it.
      if (ts.isExpressionWithTypeArguments(child) && child.expression.getText() === 'Choice') {
        this.add(imports.get('Choice')!.file, 'Choice');
        return;
      }
      const name = ts.isTypeReferenceNode(child)
        ? child.typeName
        : ts.isExpressionWithTypeArguments(child)
          ? child.expression
          : undefined;
      if (name !== undefined && ts.isIdentifier(name)) {
        const from = imports.get(name.text);
        // Generated types are the Kubernetes API's.
        if (from !== undefined && !from.file.includes('/generated')) this.add(from.file, from.name);
        if (from === undefined) this.add(file, name.text);
      }
      child.forEachChild(visit);
    };
    visit(node);
  }

  /** The declarations that the compiler gives for a module. */
  private declarations(file: string): ts.SourceFile {
    let module = this.modules.get(file);
    if (module === undefined) {
      let text = '';
      const write: ts.WriteFileCallback = (_, content) => {
        text = content;
      };
      this.program.emit(this.program.getSourceFile(file), write, undefined, true);
      module = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
      this.modules.set(file, module);
    }
    return module;
  }
}

/** The names that a module imports from this library's own modules. */
function importsOf(module: ts.SourceFile, file: string): ReadonlyMap<string, { file: string; name: string }> {
  const found = new Map<string, { file: string; name: string }>();
  for (const statement of module.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      const own = text.startsWith('.') ? path.join(path.dirname(file), `${text}.ts`) : '/generated';
      found.set(name.text, { file: own, name: (propertyName ?? name).text });
    }
  }
  return found;
}

/** Without what a user cannot or shall not call: private and protected members, and names that start with `_`. */
function publicPart(statement: ts.Statement): ts.Statement {
  if (!ts.isClassDeclaration(statement)) return statement;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const members = statement.members.filter(
    (member) => !(ts.getCombinedModifierFlags(member) & hidden) && !member.name?.getText().startsWith('_'),
  );
  const { modifiers, name, typeParameters, heritageClauses } = statement;
  return ts.factory.updateClassDeclaration(statement, modifiers, name, typeParameters, heritageClauses, members);
}

function moduleOf(file: string): string {
  return path
    .relative(LIB, file)
    .replace(/(\.d)?\.ts$/, '')
    .split(path.sep)
    .join('/');
}

function sort(declarations: readonly ApiDeclaration[]): readonly ApiDeclaration[] {
  const key = ({ name, module }: ApiDeclaration) => `${name} ${module}`;
  return [...declarations].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
