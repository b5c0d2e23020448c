import { Choice, choice } from '../input/choice';

/** How much of what nobody stated is closed. */
export type IsolationLevel = 'none' | 'ingress' | 'full';

/**
 * Which traffic the NetworkPolicies of workloads let through: of a platform, a namespace or a workload; the nearest wins.
 *
 * What is open under isolation follows from what is stated: `connectsTo`, `acceptsFrom`, routes, the members of a cluster
 * among themselves, waits, scrapes, and DNS.
 */
export class Isolation extends Choice<IsolationLevel> {
  /** Anybody may call the declared ports, and the workload may call anything. */
  static none(): Isolation {
    return new Isolation('Isolation', () => 'none');
  }

  /** Only callers that are stated reach the workload; it may call anything. */
  static ingress(): Isolation {
    return new Isolation('Isolation', () => 'ingress');
  }

  /** Only callers that are stated reach the workload, and it may call only what is stated, and DNS. */
  static full(): Isolation {
    return new Isolation('Isolation', () => 'full');
  }
}

export const isolation = choice<IsolationLevel>('Isolation', 'Isolation.full()', 'none', Isolation);
