import type ts from 'typescript';

/** What a lowering needs to say something in other words. */
export interface Tools {
  readonly factory: ts.NodeFactory;
  /** Whether an expression or a parameter is always an array, as far as types tell. */
  isList(node: ts.Node): boolean;
  /** Whether an expression is always an object whose keys its type lists, or nothing: no map with keys of the user's. */
  hasKnownKeys(node: ts.Node): boolean;
  /** Whether an expression is always an array of arrays. */
  isListOfLists(node: ts.Node): boolean;
  /** Lowers what stands in a node. */
  visit<T extends ts.Node>(node: T): T;
}

/** Says a node in words that V8 runs faster, and what is in it, too; `undefined` where it does not concern the node. */
export type Lowering = (node: ts.Node, tools: Tools) => ts.Node | undefined;
