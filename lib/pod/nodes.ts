import { Choice, choice } from '../input/choice';
import type { Toleration } from '../kubernetes/generated';

/** Which nodes an agent runs on, as far as taints decide it: as the tolerations that this needs. */
export class Nodes extends Choice<readonly Toleration[]> {
  /** The nodes that take any Pod: those without a taint. */
  static untainted(): Nodes {
    return new Nodes('Nodes', () => []);
  }

  /** The nodes that take any Pod, and those of the control plane. */
  static andControlPlane(): Nodes {
    return new Nodes('Nodes', () => CONTROL_PLANE);
  }

  /**
   * Every node, whatever its taints: also those that are set aside for others, and, as with `NoExecute`, those that are
   * not fit to work. For what must not be missing on any: logs, metrics, volumes, the network.
   */
  static every(): Nodes {
    return new Nodes('Nodes', () => EVERY);
  }
}

// kubeadm and kubernetes.io/docs/reference/labels-annotations-taints: the taint of control plane nodes since 1.24.
const CONTROL_PLANE = [
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
] as const;
const EVERY = [{ operator: 'Exists' }] as const;

export const nodes = choice<readonly Toleration[]>('Nodes', 'Nodes.every()', [], Nodes);
