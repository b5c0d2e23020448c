import type { IConstruct } from 'constructs';

/** Constructs that depend on each other in a circle. */
export class DependencyCycle extends Error {
  constructor(readonly cycle: readonly IConstruct[]) {
    super(`dependency cycle: ${cycle.map((construct) => construct.node.path).join(' → ')}`);
  }
}

interface Step {
  readonly construct: IConstruct;
  readonly next: Iterator<IConstruct>;
}

/**
 * Each construct once, after all that `next` gives for it. A stack of its own instead of recursion, because a chain of
 * 10,000 dependencies is deeper than JavaScript's.
 *
 * @param starts where to begin, in this order
 * @param all all constructs: those that no start reaches are in a cycle
 * @throws DependencyCycle
 */
export function depthFirst(
  starts: readonly IConstruct[],
  all: readonly IConstruct[],
  next: (construct: IConstruct) => Iterator<IConstruct>,
): readonly IConstruct[] {
  const ordered: IConstruct[] = [];
  const state = new Map<IConstruct, 'open' | 'done'>();
  const stack: Step[] = [];
  const open = (construct: IConstruct): void => {
    state.set(construct, 'open');
    stack.push({ construct, next: next(construct) });
  };
  for (const start of [...starts, ...all]) {
    if (!state.has(start)) open(start);
    while (stack.length > 0) {
      const step = stack[stack.length - 1]!;
      const { value, done } = step.next.next();
      if (done) {
        state.set(step.construct, 'done');
        ordered.push(step.construct);
        stack.pop();
      } else if (!state.has(value)) {
        open(value);
      } else if (state.get(value) === 'open') {
        throw new DependencyCycle([...openFrom(stack, value), value]);
      }
    }
  }
  return ordered;
}

function openFrom(stack: readonly Step[], construct: IConstruct): readonly IConstruct[] {
  const path = stack.map((step) => step.construct);
  return path.slice(path.indexOf(construct));
}
