import ts from 'typescript';
import type { Lowering } from './lowering';

/**
 * `{ ...a, b: 1 }` → `Object.assign({}, a, { b: 1 })`.
 *
 * V8 gives the copy of a spread a hidden class that is outside the tree of hidden classes; what is added to it then makes
 * a class for this one object, slowly (350 to 500 ns instead of 45), and whoever reads such objects meets a new class each
 * time.
 *
 * An own property `__proto__` would be set instead of copied: what may have keys of the user's, a map of labels or of
 * variables, stays as it is.
 */
export const objectSpread: Lowering = (node, { factory, hasKnownKeys, visit }) => {
  if (!ts.isObjectLiteralExpression(node) || !node.properties.some(ts.isSpreadAssignment)) return undefined;
  // A mere copy is fast as it is.
  if (node.properties.length === 1) return undefined;
  const spreads = node.properties.filter(ts.isSpreadAssignment);
  if (!spreads.every(({ expression }) => hasKnownKeys(expression))) return undefined;
  const parts: ts.Expression[] = [];
  let own: ts.ObjectLiteralElementLike[] = [];
  for (const property of node.properties) {
    if (!ts.isSpreadAssignment(property)) {
      own.push(visit(property));
      continue;
    }
    // The first part is what is assigned to: never the user's own object.
    if (own.length > 0 || parts.length === 0) parts.push(factory.createObjectLiteralExpression(own));
    parts.push(visit(property.expression));
    own = [];
  }
  if (own.length > 0) parts.push(factory.createObjectLiteralExpression(own));
  const assign = factory.createPropertyAccessExpression(factory.createIdentifier('Object'), 'assign');
  return factory.createCallExpression(assign, undefined, parts);
};
