import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { depthFirst } from './depth-first';
import type { Tree } from './tree';

/** An edge to one construct, or to the API objects of all constructs that one depends on. */
type Edge = { readonly to: IConstruct } | { readonly bundle: Bundle };

/** All API objects of a construct that others depend on. */
interface Group {
  readonly of: IConstruct;
  readonly objects: readonly ApiObject[];
  readonly sources: Bundle[];
}

/** What all API objects of one construct depend on, because it does: n objects and m groups are n + m edges. */
interface Bundle {
  readonly objects: readonly ApiObject[];
  readonly groups: readonly Group[];
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
    if (dependencies.size === 0) return;
    // After the construct's own edges, as cdk8s adds them after.
    for (const { construct: source } of tree.placed) {
      const targets = dependencies.get(source);
      if (targets) this.connectObjects(source, targets);
    }
  }

  /**
   * A construct and all below it, each after those it depends on.
   * @throws DependencyCycle
   */
  below(root: IConstruct): readonly IConstruct[] {
    const members = this.tree.below(root).map(({ construct }) => construct);
    if (this.edges.size === 0 || !members.some((construct) => this.edges.has(construct))) return members;
    const inside = new Set<IConstruct>(members);
    const done = new Set<Group | Bundle>();
    const edgesOf = (construct: IConstruct) => this.edges.get(construct) ?? [];
    return depthFirst(withoutDependants(members, inside, edgesOf), members, function* next(source) {
      for (const edge of edgesOf(source)) {
        if ('to' in edge) {
          if (inside.has(edge.to)) yield edge.to;
        } else if (!done.has(edge.bundle)) {
          yield* bundled(edge.bundle, source);
        }
      }
    });

    function* bundled(bundle: Bundle, source: IConstruct): Generator<IConstruct> {
      let complete = true;
      for (const group of bundle.groups) {
        if (!inside.has(group.of) || done.has(group)) continue;
        let among = false;
        for (const object of group.objects) {
          if (object === source) among = true;
          else yield object;
        }
        // One of the group is still open itself: whoever depends on the group from below it closes a cycle.
        if (among) complete = false;
        else done.add(group);
      }
      if (complete) done.add(bundle);
    }
  }

  private connectObjects(source: IConstruct, targets: Iterable<IConstruct>): void {
    if (!this.tree.chartOf(source)) return;
    const groups = [...targets]
      .filter((target) => this.tree.chartOf(target))
      .map((target) => this.groupOf(target))
      .filter((group) => group.objects.length > 0);
    if (groups.length === 0) return;
    const bundle: Bundle = { objects: this.tree.objectsOf(source), groups };
    for (const group of groups) group.sources.push(bundle);
    for (const object of bundle.objects) this.edgesOf(object).push({ bundle });
  }

  private groupOf(target: IConstruct): Group {
    const known = this.groups.get(target);
    if (known) return known;
    const group: Group = { of: target, objects: this.tree.objectsOf(target), sources: [] };
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
    // Most apps state none: each construct would be asked in vain.
    if (this.all.size === 0) return;
    for (const { construct: source } of tree.placed) {
      // A copy: charts are added to it on the way.
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
  const seen = new Set<Group | Bundle>();
  for (const edge of members.flatMap(edgesOf)) {
    if ('to' in edge) {
      needed.add(edge.to);
      continue;
    }
    if (seen.has(edge.bundle)) continue;
    seen.add(edge.bundle);
    for (const group of edge.bundle.groups) {
      if (seen.has(group) || !inside.has(group.of)) continue;
      seen.add(group);
      const [first, second] = firstSources(group, inside);
      for (const object of group.objects) if (second !== undefined || first !== object) needed.add(object);
    }
  }
  return members.filter((construct) => !needed.has(construct));
}

/** Up to two objects that depend on a group: an object of the group that is the only one does not count for itself. */
function firstSources(group: Group, inside: ReadonlySet<IConstruct>): readonly IConstruct[] {
  const found = new Set<IConstruct>();
  for (const { objects } of group.sources) {
    // The objects of a bundle are in one chart, so all of them are inside or none is.
    if (objects.length === 0 || !inside.has(objects[0]!)) continue;
    for (const object of objects.slice(0, 2)) found.add(object);
    if (found.size > 1) break;
  }
  return [...found];
}
