import { type ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { defaultsOf, type ResolvedDefaults } from '../defaults/resolved';
import type { Problem } from '../errors/problem';
import { ProblemRecorder } from '../errors/recorder';
import { SourceLocation } from '../errors/source-location';
import { SynthesisError } from '../errors/synthesis-error';
import { withoutStackTrace } from '../errors/uncaught';
import { describe } from '../input/describe';
import { Place } from '../input/place';
import type { Manifest } from '../manifests/manifest';
import { LaidOverlays, type OverlayKey, type ReadOverlays } from '../overlay/laid';
import { fieldsOf, overlaid } from '../overlay/merge';
import type { ReadOverlay } from '../overlay/overlay';
import { type PlatformFacts, platformOf } from '../platform/platform';
import { EmittedObject } from '../synth/emitted-object';

/** The base of all our constructs: it records instead of throwing, and knows its defaults and its platform. */
export abstract class StatecraftConstruct extends Construct {
  /** The id as given; the node's differs where that was taken, and such an id must not become a name. @internal */
  protected readonly _givenId: string;
  private readonly recorder: ProblemRecorder;
  private overlays?: LaidOverlays;

  constructor(scope: Construct, id: string) {
    super(scope, freeId(scope, id));
    this.recorder = new ProblemRecorder(this, SourceLocation.capture(new.target));
    this._givenId = typeof id === 'string' && id !== '' ? id : this.node.id;
    this.checkId(scope, id);
  }

  /** Where complaints about the props go. */
  protected get place(): Place {
    return new Place(this.recorder);
  }

  /** Adds a check of what is only known once the app is complete: what others said of this construct. */
  protected whenComplete(check: (place: Place) => void): void {
    this.recorder.whenComplete((recorder) => check(new Place(recorder)));
  }

  /** What holds where the props say nothing. */
  protected get defaults(): ResolvedDefaults {
    return defaultsOf(this);
  }

  /** What the target cluster offers; the default platform has the Kubernetes version of the defaults and nothing else. */
  protected get platform(): PlatformFacts {
    return platformOf(this) ?? { kubernetesVersion: this.defaults.kubernetesVersion, clusterDomain: 'cluster.local' };
  }

  /** The namespace of the chart; undefined where the deployer decides. */
  protected get namespace(): string | undefined {
    return chartAbove(this)?.namespace;
  }

  /** Takes the overlays, before the first object is added. */
  protected layOver(overlays: object | undefined): void {
    if (overlays === undefined) return;
    const laid = new LaidOverlays(overlays as ReadOverlays);
    this.overlays = laid;
    this.whenComplete((place) => laid.check(place.key('overlays')));
  }

  /**
   * Adds a Kubernetes object. Its fields are asked for each time it is rendered, so that what is said later still
   * reaches it. `over` says which overlay is laid over it; without, the one that is called as its id.
   */
  protected addObject(
    id: string,
    head: ObjectHead,
    fields: Readonly<Record<string, () => unknown>>,
    over: OverlayKey = { of: `${id.charAt(0).toLowerCase()}${id.slice(1)}` },
  ): ApiObject {
    const labels = { ...head.metadata.labels, ...this.commonLabels, ...head.metadata.labels };
    const metadata = { ...head.metadata, labels: Object.keys(labels).length > 0 ? labels : undefined };
    const props: ObjectHead & Record<string, unknown> = { ...head, metadata };
    for (const field of Object.keys(fields)) props[field] = Lazy.any({ produce: fields[field]! });
    const laid = this.overlays?.of(over) ?? [];
    return new EmittedObject(this.objectScope(), id, laid.length > 0 ? withOverlays(props, fields, laid) : props);
  }

  /** What every object of ours carries beside its own labels. */
  protected get commonLabels(): Readonly<Record<string, string>> {
    return this.defaults.labels;
  }

  /** Where API objects go: below this construct. Without a chart, which cdk8s throws for, one stands in. */
  protected objectScope(): Construct {
    if (chartAbove(this)) return this;
    const standIn = this.node.tryFindChild('Chart') as Chart | undefined;
    if (standIn) return standIn;
    this.place.complain({
      rule: 'no-chart',
      what: 'there is no chart above this construct, so its objects would go to no file',
      allowed: 'a construct in a Chart',
      fix: "make a chart, new Chart(app, 'backend'), and give it as the scope",
    });
    return new Chart(this, 'Chart');
  }

  private checkId(scope: IConstruct, id: unknown): void {
    if (typeof id !== 'string' || id === '') {
      this.place.complain({
        rule: 'wrong-id',
        what: 'the id is not a text of at least one character',
        got: id,
        allowed: 'a text: it becomes the name of the objects',
        fix: 'give the construct an id',
      });
    } else if ((scope.node.tryFindChild(id) ?? this) !== this) {
      this.place.complain({
        rule: 'duplicate-id',
        what: `the id ${describe(id)} is taken by another construct in ${scope.node.path || 'the app'}`,
        got: id,
        allowed: 'each id once in a scope',
        fix: `choose another id; { name: '${id}' } keeps the objects' name where kind or namespace differ`,
      });
    }
  }
}

/** The metadata is merged at once, because cdk8s looks into it; the fields when they are asked for. */
function withOverlays(
  props: ObjectHead & Record<string, unknown>,
  fields: Readonly<Record<string, () => unknown>>,
  laid: readonly ReadOverlay[],
): ObjectHead & Record<string, unknown> {
  const known = fieldsOf(props.apiVersion, props.kind);
  const merged = [...new Set(laid.flatMap(Object.keys))].map((field) => {
    const over = (base: unknown) => laid.reduce((value, one) => overlaid(value, one[field], known?.get(field)), base);
    return [field, field === 'metadata' ? over(props.metadata) : Lazy.any({ produce: () => over(fields[field]?.()) })];
  });
  return { ...props, ...Object.fromEntries(merged) };
}

function chartAbove(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.findLast((scope): scope is Chart => scope !== construct && Chart.isChart(scope));
}

/** The one mistake that cannot be recorded: there is no tree to record it in. */
function noScope(scope: unknown, id: unknown): Problem {
  return {
    severity: 'invalid',
    rule: 'no-scope',
    what: 'the scope is no construct',
    path: String(id),
    source: SourceLocation.capture(noScope),
    got: describe(scope),
    allowed: 'a Chart, or a construct in one',
    fix: "give the chart as the first argument: new StatelessService(chart, 'web', …)",
  };
}

/** What of an object is known at once. */
export interface ObjectHead extends Pick<Manifest, 'apiVersion' | 'kind'> {
  readonly metadata: {
    readonly name: string;
    /** Where it is another than the chart's. */
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
}

/** `constructs` throws for a taken or an empty id; a free one stands in, and the mistake is recorded. */
function freeId(scope: Construct, id: unknown): string {
  if (!Construct.isConstruct(scope)) throw withoutStackTrace(new SynthesisError([noScope(scope, id)]), 1);
  const wanted = typeof id === 'string' && id !== '' ? id : 'unnamed';
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? wanted : `${wanted}~${n}`;
    if (scope.node.tryFindChild(candidate) === undefined) return candidate;
  }
}
