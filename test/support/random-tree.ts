import { ApiObject, Chart } from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import * as fc from 'fast-check';

type Kind = 'chart' | 'construct' | 'object';

/** A construct tree as plain data, so that it can be built twice: cdk8s adds dependencies to the trees it renders. */
export interface TreeSpec {
  readonly nodes: readonly { readonly parent: number; readonly kind: Kind; readonly id: string }[];
  readonly dependencies: readonly { readonly from: number; readonly to: readonly number[] }[];
}

const kind = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Kind>('chart') },
  { weight: 2, arbitrary: fc.constant<Kind>('construct') },
  { weight: 5, arbitrary: fc.constant<Kind>('object') },
);
// Ids that look like integers come first among the properties of a JavaScript object, whenever they were added.
const id = fc.constantFrom('a', 'b', 'web', '1', '2', '10', '01', '-1');
const node = fc.record({ parent: fc.nat(), kind, id });

/** Random trees; with `circles: false` each dependency points to a node of lower rank, so that most have no cycle. */
export function treeSpec({ circles }: { readonly circles: boolean }): fc.Arbitrary<TreeSpec> {
  return fc.array(node, { minLength: 3, maxLength: 16 }).chain((nodes) => {
    const one = fc.nat({ max: nodes.length - 1 });
    const dependency = fc.record({ from: one, to: fc.array(one, { minLength: 1, maxLength: 3 }) });
    const ranks = fc.shuffledSubarray([...nodes.keys()], { minLength: nodes.length, maxLength: nodes.length });
    return fc
      .record({ dependencies: fc.array(dependency, { minLength: 1, maxLength: 8 }), ranks })
      .map(({ dependencies, ranks: rank }) => ({
        nodes: placed(nodes),
        dependencies: circles
          ? dependencies
          : dependencies.map(({ from, to }) => ({ from, to: to.filter((target) => rank[target]! < rank[from]!) })),
      }));
  });
}

/** Parents before children, ids free, no object outside a chart. */
function placed(raw: readonly { readonly parent: number; readonly kind: Kind; readonly id: string }[]) {
  const nodes: { parent: number; kind: Kind; id: string }[] = [];
  const taken = new Set<string>();
  for (const [index, node] of raw.entries()) {
    const parent = (node.parent % (index + 1)) - 1;
    const free = taken.has(`${parent}/${node.id}`) ? `${node.id}${index}` : node.id;
    taken.add(`${parent}/${free}`);
    nodes.push({ parent, kind: node.kind === 'object' && !inChart(nodes, parent) ? 'chart' : node.kind, id: free });
  }
  return nodes;
}

function inChart(nodes: readonly { readonly parent: number; readonly kind: Kind }[], index: number): boolean {
  for (let at = index; at >= 0; at = nodes[at]!.parent) if (nodes[at]!.kind === 'chart') return true;
  return false;
}

/** The tree with only those dependencies that cdk8s can resolve: between constructs in charts. */
export function withinCharts({ nodes, dependencies }: TreeSpec): TreeSpec {
  return {
    nodes,
    dependencies: dependencies
      .filter(({ from }) => inChart(nodes, from))
      .map(({ from, to }) => ({ from, to: to.filter((target) => inChart(nodes, target)) })),
  };
}

/** The tree without constructs that depend on themselves: cdk8s takes them, and loses their objects. */
export function withoutLoops({ nodes, dependencies }: TreeSpec): TreeSpec {
  return {
    nodes,
    dependencies: dependencies.map(({ from, to }) => ({ from, to: to.filter((target) => target !== from) })),
  };
}

/** Builds the tree below a root; several targets of one dependency are a DependencyGroup. */
export function buildTree(root: Construct, { nodes, dependencies }: TreeSpec): readonly IConstruct[] {
  const built: Construct[] = [];
  for (const { parent, kind, id } of nodes) {
    const scope = parent < 0 ? root : built[parent]!;
    built.push(make(scope, kind, id));
  }
  for (const { from, to } of dependencies) {
    const targets = to.map((target) => built[target]!);
    if (targets.length === 1) built[from]!.node.addDependency(targets[0]!);
    else if (targets.length > 1) built[from]!.node.addDependency(new DependencyGroup(...targets));
  }
  return built;
}

function make(scope: Construct, kind: Kind, id: string): Construct {
  if (kind === 'chart') return new Chart(scope, id);
  if (kind === 'construct') return new Construct(scope, id);
  const name = `${scope.node.path}/${id}`;
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}
