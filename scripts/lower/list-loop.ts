import ts from 'typescript';
import { declarations, isPlainPattern } from './list-pattern';
import type { Lowering, Tools } from './lowering';

/**
 * `for (const item of list) …` → `for (let at = 0; at < list.length; at++) { const item = list[at]; … }`, and the same for
 * `for (const [index, item] of list.entries())`: without an iterator, and without an object and an array for each step.
 * What the body adds to the list is met, as before.
 */
export const listLoop: Lowering = (node, tools) => {
  if (!ts.isForOfStatement(node) || node.awaitModifier || !ts.isVariableDeclarationList(node.initializer))
    return undefined;
  const { name } = node.initializer.declarations[0]!;
  const entries = entriesOf(node.expression, tools);
  if (entries !== undefined) return isPlainPattern(name) ? loopOfEntries(node, name, entries, tools) : undefined;
  return tools.isList(node.expression) ? loop(node, node.expression, itemOf(node, name, tools), tools) : undefined;
};

type Declare = (list: ts.Expression, at: ts.Identifier) => readonly ts.VariableDeclaration[];

function itemOf(node: ts.ForOfStatement, name: ts.BindingName, tools: Tools): Declare {
  const { factory, isListOfLists, visit } = tools;
  return (list, at) => {
    const item = factory.createElementAccessExpression(list, at);
    if (!isPlainPattern(name) || !isListOfLists(node.expression)) {
      return [factory.createVariableDeclaration(visit(name), undefined, undefined, item)];
    }
    const parts = factory.createUniqueName('item');
    return [
      factory.createVariableDeclaration(parts, undefined, undefined, item),
      ...declarations(name, (index) => factory.createElementAccessExpression(parts, index), tools),
    ];
  };
}

function loopOfEntries(
  node: ts.ForOfStatement,
  name: ts.ArrayBindingPattern,
  list: ts.Expression,
  tools: Tools,
): ts.Node {
  const value = (found: ts.Expression, at: ts.Identifier) => (index: number) =>
    index === 0 ? at : tools.factory.createElementAccessExpression(found, at);
  return loop(node, list, (found, at) => declarations(name, value(found, at), tools), tools);
}

/** The list in `list.entries()`. */
function entriesOf(node: ts.Expression, { isList }: Tools): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  return name.text === 'entries' && node.arguments.length === 0 && isList(expression) ? expression : undefined;
}

function loop(node: ts.ForOfStatement, over: ts.Expression, declare: Declare, { factory, visit }: Tools): ts.Node {
  const [list, at] = [factory.createUniqueName('list'), factory.createUniqueName('at')];
  const declared = (of: ts.Identifier, value: ts.Expression) =>
    factory.createVariableDeclaration(of, undefined, undefined, value);
  const body = visit(node.statement);
  const items = factory.createVariableDeclarationList([...declare(list, at)], node.initializer.flags);
  return factory.createForStatement(
    factory.createVariableDeclarationList(
      [declared(list, visit(over)), declared(at, factory.createNumericLiteral(0))],
      ts.NodeFlags.Let,
    ),
    factory.createLessThan(at, factory.createPropertyAccessExpression(list, 'length')),
    factory.createPostfixIncrement(at),
    factory.createBlock(
      [factory.createVariableStatement(undefined, items), ...(ts.isBlock(body) ? body.statements : [body])],
      true,
    ),
  );
}
