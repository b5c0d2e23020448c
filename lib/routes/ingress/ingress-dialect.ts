import type { Place } from '../../input/place';
import type { Can, Cannot, Dialect } from '../dialect';
import type { FeatureKey } from '../features';
import type { Backend, RouteModel, RouteObject, RouteRule } from '../model';

export type Annotations = Readonly<Record<string, string>>;

/** What a controller of Ingress objects says of one feature; how it says it stands in the same place. */
export type IngressCell = IngressCan | Cannot;

export interface IngressCan extends Can {
  /** What the feature adds to the Ingress of a rule. A rule that says such things itself gets an Ingress of its own. */
  readonly annotate?: (rule: RouteRule, route: RouteModel) => Annotations;
  /** What it adds to the Ingress of a canary. */
  readonly annotateCanary?: (rule: RouteRule) => Annotations;
  /** What it adds to every Ingress of the route. */
  readonly annotateRoute?: (route: RouteModel) => Annotations;
}

/** A path of an Ingress. */
export interface IngressPath {
  readonly path: string;
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  /** A Service; or what a controller takes for one, by name and port name. */
  readonly backend: Backend;
  /** What the path needs beside it. */
  readonly annotations?: Annotations;
}

/** The rules that share an Ingress, and what it has for them. */
export interface IngressPart {
  /** The Ingress's name. */
  readonly name: string;
  readonly rules: readonly RouteRule[];
  readonly annotations: Annotations;
}

/** One controller. */
export interface IngressDialect extends Dialect {
  readonly cells: Readonly<Record<FeatureKey, IngressCell>>;
  /** What every Ingress of the controller has. */
  readonly always?: Annotations;
  /** GKE knows its class by an annotation only. */
  readonly classByAnnotation?: boolean;
  /** Whether Ingresses of one host can stand beside each other; why not, where they cannot. */
  readonly oneIngress?: string;
  /** Certificates come from elsewhere: `spec.tls` has hosts and no Secret. */
  readonly certificatesElsewhere?: boolean;
  /** The service for all the rest needs an Ingress without rules, beside the one that has it for its own hosts. */
  readonly defaultApart?: boolean;
  /** Complains about what the controller refuses although the Ingress API takes it. */
  readonly check?: (route: RouteModel, at: Place) => void;
  /** The order in which rules are written, where the controller compares them in it. */
  readonly order?: (rules: readonly RouteRule[]) => readonly RouteRule[];
  /** A rule's paths, where the controller needs others than the plain one. */
  readonly paths?: (rule: RouteRule, route: RouteModel, plain: IngressPath) => readonly IngressPath[];
  /** A part with what the controller needs beside it: other annotations, further objects. */
  readonly finish?: (part: IngressPart, route: RouteModel) => FinishedPart;
}

/** A part and the objects that it refers to or that stand beside it. */
export interface FinishedPart {
  readonly annotations: Annotations;
  readonly objects: readonly RouteObject[];
  /** The same paths once more, under another name and with other annotations. */
  readonly twins?: readonly { readonly name: string; readonly annotations: Annotations }[];
}
