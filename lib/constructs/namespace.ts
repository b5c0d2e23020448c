import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { givenName, labelKey, labelValue, nameOf } from '../input/names';
import { optional, type ReadOf, shape } from '../input/reader';
import { map, text } from '../input/readers';
import type { NetworkPolicySpec } from '../kubernetes/generated';
import { checkLimits, LIMITS, type LimitsProps, limitItems } from '../namespace/limit-range';
import { POD_SECURITY, type PodSecurityProps, podSecurityLabels } from '../namespace/pod-security';
import { quota } from '../namespace/quota';
import { NAMESPACE_OVERLAYS, type NamespaceOverlays } from '../overlay/object-overlays';
import { type Isolation, type IsolationLevel, isolation } from '../platform/isolation';
import { holdNamespaceIsolation, isolationOf } from '../platform/isolation-of';
import { StatecraftConstruct } from './statecraft-construct';

/** What a namespace says. */
export interface NamespaceProps {
  /**
   * The namespace's name.
   * @default - the construct's id
   */
  readonly name?: string;
  /** How safe its Pods must be. @default - restricted, which our workloads are unless they say otherwise */
  readonly podSecurity?: PodSecurityProps;
  /**
   * The most of each resource that all of it may have together, as a ResourceQuota names them: `requests.cpu`,
   * `requests.memory`, `pods`, `count/jobs.batch`, … With a quota for `limits.cpu`, Pods without a CPU limit are refused.
   * @default - no quota
   */
  readonly quota?: Readonly<Record<string, string | number>>;
  /** What its containers get and may have, each. @default - no LimitRange */
  readonly limits?: LimitsProps;
  /**
   * What its Pods may reach and who may reach them, where nobody stated it. With `ingress` and `full` there is a policy for
   * all of its Pods, also those that are not ours, which lets nothing in, and with `full` nothing out.
   * @default - that of its environment or platform
   */
  readonly isolation?: Isolation;
  /**
   * More labels.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: NamespaceOverlays;
}

const FIELDS = {
  name: optional(givenName),
  podSecurity: optional(POD_SECURITY),
  quota: optional(quota),
  limits: optional(LIMITS),
  isolation: optional(isolation),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  overlays: optional(NAMESPACE_OVERLAYS),
};

export const NAMESPACE = shape<NamespaceProps>()('Namespace', FIELDS);

const namespaceName = nameOf('dns-1123-label');

/**
 * A namespace, and what holds for all in it: `new Chart(env, 'backend', { namespace: shop.name })`.
 *
 * Emits a Namespace with labels for Pod Security, a ResourceQuota, a LimitRange and a NetworkPolicy, as far as they are asked
 * for. Workloads whose Pods it would refuse are errors. Wrong props are recorded, not thrown: `App.synth()` reports them
 * all.
 */
export class Namespace extends StatecraftConstruct {
  /** The namespace's name, for charts. */
  readonly name: string;
  /** The Namespace; also the construct's default child. */
  readonly apiObject: ApiObject;
  /** The ResourceQuota; none without `quota`. */
  readonly resourceQuota?: ApiObject;
  /** The LimitRange; none without `limits`. */
  readonly limitRange?: ApiObject;
  /** The policy for all Pods; none without isolation. */
  readonly networkPolicy?: ApiObject;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    super(scope, id);
    const read: ReadOf<typeof FIELDS> = NAMESPACE.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    namespaceName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    const labels = { ...podSecurityLabels(read.podSecurity ?? {}, this.defaults), ...read.labels };
    const metadata = { name: this.name, labels, annotations: read.annotations && { ...read.annotations } };
    this.apiObject = this.addObject('Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata }, {});
    this.node.defaultChild = this.apiObject;

    const { quota: hard, limits = {} } = read;
    if (hard && Object.keys(hard).length > 0) {
      this.resourceQuota = this.inside('ResourceQuota', 'v1', this.name, () => ({ hard }));
    }
    checkLimits(limits, this.place.key('limits'));
    const items = limitItems(limits);
    if (items.length > 0) this.limitRange = this.inside('LimitRange', 'v1', this.name, () => ({ limits: items }));

    if (read.isolation) holdNamespaceIsolation(this, this.name, read.isolation);
    const level = read.isolation ?? isolationOf(this, this.name) ?? this.defaults.isolation;
    if (level !== 'none') {
      const spec = () => denyFields(level);
      this.networkPolicy = this.inside('NetworkPolicy', 'networking.k8s.io/v1', 'default-deny', spec);
    }
  }

  private inside(kind: string, apiVersion: string, name: string, spec: () => unknown): ApiObject {
    return this.addObject(kind, { apiVersion, kind, metadata: { name, namespace: this.name } }, { spec });
  }
}

/** A policy that selects all Pods and lets nothing through; what others let through is added to it. */
function denyFields(level: Exclude<IsolationLevel, 'none'>): NetworkPolicySpec {
  return { podSelector: {}, policyTypes: level === 'full' ? ['Ingress', 'Egress'] : ['Ingress'] };
}
