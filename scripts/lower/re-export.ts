import ts from 'typescript';
import type { Lowering } from './lowering';

/**
 * In a file that only hands on what others export: `export { A } from './a'` →
 * `Object.defineProperties(exports, { A: { enumerable: true, get: () => require('./a').A } })`. A program loads what it
 * uses, and not all that the library has. For CommonJS.
 */
export const reExport: Lowering = (node, { factory }) => {
  if (!ts.isExportDeclaration(node) || node.isTypeOnly || node.moduleSpecifier === undefined) return undefined;
  if (!node.getSourceFile().statements.every(ts.isExportDeclaration)) return undefined;
  if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) return undefined;
  const names = node.exportClause.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  if (names.length === 0) return undefined;
  const loaded = factory.createCallExpression(factory.createIdentifier('require'), undefined, [
    factory.createStringLiteral((node.moduleSpecifier as ts.StringLiteral).text, true),
  ]);
  const given = names.map(({ name, propertyName = name }) =>
    factory.createPropertyAssignment(
      name.text,
      factory.createObjectLiteralExpression([
        factory.createPropertyAssignment('enumerable', factory.createTrue()),
        factory.createPropertyAssignment(
          'get',
          factory.createArrowFunction(
            undefined,
            undefined,
            [],
            undefined,
            undefined,
            factory.createPropertyAccessExpression(loaded, propertyName.text),
          ),
        ),
      ]),
    ),
  );
  const define = factory.createPropertyAccessExpression(factory.createIdentifier('Object'), 'defineProperties');
  return factory.createExpressionStatement(
    factory.createCallExpression(define, undefined, [
      factory.createIdentifier('exports'),
      factory.createObjectLiteralExpression(given),
    ]),
  );
};
