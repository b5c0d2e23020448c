import ts from 'typescript';
import type { Lowering, Tools } from './lowering';

/** Whether a name is a pattern for lists that takes single items and has no fallbacks. */
export function isPlainPattern(name: ts.BindingName): name is ts.ArrayBindingPattern {
  const isPlain = (item: ts.ArrayBindingElement) =>
    ts.isOmittedExpression(item) || (item.dotDotDotToken === undefined && item.initializer === undefined);
  return ts.isArrayBindingPattern(name) && name.elements.every(isPlain);
}

/** The declarations that a pattern stands for: `itemAt` gives the item at an index. */
export function declarations(
  pattern: ts.ArrayBindingPattern,
  itemAt: (index: number) => ts.Expression,
  { factory, visit }: Tools,
): readonly ts.VariableDeclaration[] {
  return pattern.elements.flatMap((item, index) =>
    ts.isOmittedExpression(item)
      ? []
      : [factory.createVariableDeclaration(visit(item.name), undefined, undefined, itemAt(index))],
  );
}

/** `const [a, b] = pair` → `const list = pair, a = list[0], b = list[1]`: without an iterator. */
export const declaredPattern: Lowering = (node, tools) => {
  const { factory, isList, visit } = tools;
  if (!ts.isVariableDeclarationList(node)) return undefined;
  const concerns = ({ name, initializer }: ts.VariableDeclaration) =>
    initializer !== undefined && isPlainPattern(name) && isList(initializer);
  if (!node.declarations.some(concerns)) return undefined;
  const lowered = node.declarations.flatMap((declaration) => {
    if (!concerns(declaration)) return [visit(declaration)];
    const list = factory.createUniqueName('list');
    return [
      factory.createVariableDeclaration(list, undefined, undefined, visit(declaration.initializer!)),
      ...declarations(
        declaration.name as ts.ArrayBindingPattern,
        (index) => factory.createElementAccessExpression(list, index),
        tools,
      ),
    ];
  });
  return factory.updateVariableDeclarationList(node, lowered);
};

/** `([a, b]) => f(a, b)` → `(list) => { const a = list[0], b = list[1]; return f(a, b); }`. */
export const parameterPattern: Lowering = (node, tools) => {
  const { factory, isList, visit } = tools;
  if (!ts.isArrowFunction(node)) return undefined;
  const concerns = (parameter: ts.ParameterDeclaration) =>
    parameter.initializer === undefined &&
    parameter.dotDotDotToken === undefined &&
    isPlainPattern(parameter.name) &&
    isList(parameter);
  if (!node.parameters.some(concerns)) return undefined;
  const declared: ts.VariableDeclaration[] = [];
  const parameters = node.parameters.map((parameter) => {
    if (!concerns(parameter)) return visit(parameter);
    const list = factory.createUniqueName('list');
    const items = (index: number) => factory.createElementAccessExpression(list, index);
    declared.push(...declarations(parameter.name as ts.ArrayBindingPattern, items, tools));
    return factory.createParameterDeclaration(undefined, undefined, list);
  });
  const body = visit(node.body);
  const statements = [
    factory.createVariableStatement(undefined, factory.createVariableDeclarationList(declared, ts.NodeFlags.Const)),
    ...(ts.isBlock(body) ? body.statements : [factory.createReturnStatement(body)]),
  ];
  return factory.updateArrowFunction(
    node,
    node.modifiers,
    node.typeParameters,
    parameters,
    undefined,
    node.equalsGreaterThanToken,
    factory.createBlock(statements, true),
  );
};
