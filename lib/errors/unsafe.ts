import type { IConstruct } from 'constructs';
import type { Problem } from './problem';

const ACCEPTED = Symbol.for('cdk8s-statecraft.Unsafe');

/** What is accepted by Kubernetes but will hurt is an error, until somebody takes responsibility for it. */
export class Unsafe {
  /**
   * Accepts one *unsafe* rule for a construct and all below it. *Invalid* ones can't be accepted: the API server would
   * refuse the object anyway.
   *
   * @param rule the rule's name, as the error prints it in brackets
   * @param reason why it is right here; for those who read the code
   */
  static accept(construct: IConstruct, rule: string, reason: string): void {
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new Error(`Unsafe.accept(${construct.node.path}, ${rule}) needs a reason: say why it is right here`);
    }
    acceptedAt(construct, true).add(rule);
  }

  private constructor() {}
}

function acceptedAt(construct: IConstruct, create: boolean): Set<string> {
  const holder = construct as { [ACCEPTED]?: Set<string> };
  if (!holder[ACCEPTED] && create) Object.defineProperty(construct, ACCEPTED, { value: new Set() });
  return holder[ACCEPTED] ?? new Set();
}

/** Whether a problem of a construct is accepted there or above. */
export function isAccepted(construct: IConstruct, { severity, rule }: Pick<Problem, 'severity' | 'rule'>): boolean {
  if (severity !== 'unsafe') return false;
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    if (acceptedAt(at, false).has(rule)) return true;
  }
  return false;
}
