import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { depthFirst } from './depth-first';
import type { Tree } from './tree';

/** An edge to one construct, or to all API objects of one. */
type Edge = { readonly to: IConstruct } | { readonly toAll: Group };

interface Group {
  readonly of: IConstruct;
  readonly objects: readonly ApiObject[];
  readonly sources: Set<IConstruct>;
}

/**
 * The order of constructs that cdk8s gives, without its cost.
 *
 * cdk8s turns a dependency between constructs into edges between all API objects of the one and all of the other, looks
 * for a cycle at each edge by walking all routes, and walks all routes again to sort. Here a dependency stays one edge to
 * a *group* of objects, and one depth-first walk sees each construct and each edge once. That the order is the same is
 * tested on random trees (test/synth/dependency-order.test.ts).
 */
export class DependencyOrder {
  private readonly edges = new Map<IConstruct, Edge[]>();
  private readonly groups = new Map<IConstruct, Group>();

  constructor(private readonly tree: Tree) {
    const dependencies = new ChartDependencies(tree).all;
    for (const [source, targets] of dependencies) {
      for (const to of targets) this.edgesOf(source).push({ to });
    }
    // After the construct's own edges, as cdk8s adds them after.
    for (const { construct: source } of tree.placed) {
      for (const target of dependencies.get(source) ?? []) this.connectObjects(source, target);
    }
  }

  /**
   * A construct and all below it, each after those it depends on.
   * @throws DependencyCycle
   */
  below(root: IConstruct): readonly IConstruct[] {
    const members = this.tree.below(root).map(({ construct }) => construct);
    const inside = new Set<IConstruct>(members);
    const done = new Set<Group>();
    const edgesOf = (construct: IConstruct) => this.edges.get(construct) ?? [];
    return depthFirst(withoutDependants(members, inside, edgesOf), members, function* next(source) {
      for (const edge of edgesOf(source)) {
        if ('to' in edge) {
          if (inside.has(edge.to)) yield edge.to;
        } else if (inside.has(edge.toAll.of) && !done.has(edge.toAll)) {
          let among = false;
          for (const object of edge.toAll.objects) {
            if (object === source) among = true;
            else yield object;
          }
          // One of the group is still open itself: whoever depends on the group from below it closes a cycle.
          if (!among) done.add(edge.toAll);
        }
      }
    });
  }

  private connectObjects(source: IConstruct, target: IConstruct): void {
    if (!this.tree.chartOf(source) || !this.tree.chartOf(target)) return;
    const toAll = this.groupOf(target);
    if (toAll.objects.length === 0) return;
    for (const object of this.tree.objectsOf(source)) {
      toAll.sources.add(object);
      this.edgesOf(object).push({ toAll });
    }
  }

  private groupOf(target: IConstruct): Group {
    const known = this.groups.get(target);
    if (known) return known;
    const group: Group = { of: target, objects: this.tree.objectsOf(target), sources: new Set() };
    this.groups.set(target, group);
    return group;
  }

  private edgesOf(construct: IConstruct): Edge[] {
    const known = this.edges.get(construct);
    if (known) return known;
    const edges: Edge[] = [];
    this.edges.set(construct, edges);
    return edges;
  }
}

/** The dependencies between constructs that the user stated, and those between charts that follow from them. */
class ChartDependencies {
  readonly all = new Map<IConstruct, Set<IConstruct>>();

  constructor(tree: Tree) {
    for (const { construct } of tree.placed) {
      const stated = construct.node.dependencies;
      if (stated.length > 0) this.all.set(construct, new Set(stated));
    }
    for (const parent of tree.charts) {
      for (const child of parent.node.children) if (tree.chartOf(child) === child) this.add(parent, child);
    }
    for (const { construct: source } of tree.placed) {
      for (const target of [...(this.all.get(source) ?? [])]) {
        const [from, to] = [tree.chartOf(source), tree.chartOf(target)];
        if (from && to && from !== to) this.add(from, to);
      }
    }
  }

  private add(source: IConstruct, target: IConstruct): void {
    const known = this.all.get(source);
    if (known) known.add(target);
    else this.all.set(source, new Set([target]));
  }
}

/** Where the walk starts: the constructs on which no other depends, in the order of the tree. */
function withoutDependants(
  members: readonly IConstruct[],
  inside: ReadonlySet<IConstruct>,
  edgesOf: (construct: IConstruct) => readonly Edge[],
): readonly IConstruct[] {
  const needed = new Set<IConstruct>();
  const seen = new Set<Group>();
  for (const source of members) {
    for (const edge of edgesOf(source)) {
      if ('to' in edge) {
        needed.add(edge.to);
      } else if (inside.has(edge.toAll.of) && !seen.has(edge.toAll)) {
        seen.add(edge.toAll);
        const sources = [...edge.toAll.sources].filter((construct) => inside.has(construct));
        for (const object of edge.toAll.objects) if (sources.length > 1 || sources[0] !== object) needed.add(object);
      }
    }
  }
  return members.filter((construct) => !needed.has(construct));
}
