import type { Chart } from 'cdk8s';
import { Health } from '../../../lib';

/** A manifest of Kubernetes' documentation, and the same said with our constructs. */
export interface PublicExample {
  /** The file below content/en/examples of github.com/kubernetes/website, or another page. */
  readonly file: string;
  /** What it says, shortened: the Pods' spec, what is around it, and the Service's. */
  readonly pod: object;
  readonly spec?: object;
  readonly service?: object;
  readonly write: (chart: Chart) => unknown;
  /** Paths below the Pods' spec that are not the same here, beside the container's name. */
  readonly differs?: readonly string[];
}

export const health = Health.none('the example has no probes');
export const resources = { memory: '128Mi' };
export const labelled = (labels: Record<string, string>, more: object = {}) => ({ labels: { ...labels, ...more } });
export const selected = (labels: Record<string, string>, podLabels: object = {}) => ({
  selector: { matchLabels: labels },
  template: { metadata: labelled(labels, podLabels) },
});
export const PINNED = ['containers[0].image'];
