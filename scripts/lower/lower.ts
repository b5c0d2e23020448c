import ts from 'typescript';
import { listLoop } from './list-loop';
import { declaredPattern, parameterPattern } from './list-pattern';
import type { Lowering, Tools } from './lowering';
import { objectSpread } from './object-spread';
import { reExport } from './re-export';

/** A spread of these copies nothing. */
const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.BooleanLiteral;

const LOWERINGS: readonly Lowering[] = [reExport, objectSpread, listLoop, declaredPattern, parameterPattern];

/**
 * For the published code, says some things of the language in words that mean the same and that V8 runs faster before it
 * has optimized them, which in a run of a second it has not for most of the code. A thousand services take an eighth less.
 */
export function lower(program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  const checker = program.getTypeChecker();
  const isArray = (type: ts.Type): boolean => (type.isUnion() ? type.types.every(isArray) : isOneArray(type));
  const isOneArray = (type: ts.Type) => checker.isArrayLikeType(type) && (type.flags & ts.TypeFlags.Any) === 0;
  const isKnown = (type: ts.Type): boolean => {
    if (type.isUnionOrIntersection()) return type.types.every(isKnown);
    if (type.flags & NOTHING) return true;
    return (type.flags & ts.TypeFlags.Object) !== 0 && checker.getIndexInfosOfType(type).length === 0;
  };
  const isListOfLists = (node: ts.Node) => {
    const item = checker.getIndexTypeOfType(checker.getTypeAtLocation(node), ts.IndexKind.Number);
    return item !== undefined && isArray(item);
  };
  return (context) => {
    const { factory } = context;
    const tools: Tools = {
      factory,
      isList: (node) => isArray(checker.getTypeAtLocation(node)),
      hasKnownKeys: (node) => isKnown(checker.getTypeAtLocation(node)),
      isListOfLists,
      visit: (node) => visit(node) as typeof node,
    };
    const visit = (node: ts.Node): ts.Node => {
      for (const lowering of LOWERINGS) {
        const lowered = lowering(node, tools);
        if (lowered !== undefined) return lowered;
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => visit(file) as ts.SourceFile;
  };
}
