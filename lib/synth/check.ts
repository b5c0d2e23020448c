import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { defaultsOf } from '../defaults/resolved';
import { messageOf } from '../errors/message';
import { formatProblem, type Problem } from '../errors/problem';
import { nearestRecorder, ProblemRecorder } from '../errors/recorder';
import { isAccepted, wrongAcceptances } from '../errors/unsafe';
import type { Manifest } from '../manifests/manifest';
import { type PlatformFacts, platformHolder, platformOf } from '../platform/platform';
import type { GatewayFacts } from '../platform/routing';
import type { ClusterFacts, Finding } from '../validation/rule';
import { validate } from '../validation/validate';
import { isConsequence } from './consequence';
import type { Tree } from './tree';

/** A manifest and the construct that it comes from. */
export interface Rendered {
  readonly object: ApiObject;
  readonly chart: Chart;
  readonly manifest: Manifest;
}

/** A problem of a construct that is not ours, or not in its props. */
export function problemAt(construct: IConstruct, complaint: Omit<Problem, 'path' | 'source'>): Problem {
  return { ...complaint, path: construct.node.path, source: nearestRecorder(construct)?.source };
}

/** What constructs recorded, ours in five parts, others' as the text that their validation gives. */
export function recordedProblems(tree: Tree): readonly Problem[] {
  return tree.placed.flatMap(({ construct }) => {
    // Our recorder and Unsafe.accept are among the validations too, for plain cdk8s Apps.
    const texts = validationsOf(construct);
    if (texts.length === 0) return [];
    const own = [...(ProblemRecorder.find(construct)?.problems ?? []), ...wrongAcceptances(construct)];
    const known = new Set(own.map(formatProblem));
    const others = texts.filter((text) => !known.has(text));
    return [...own, ...others.map((what) => problemAt(construct, { ...VALIDATION, what }))];
  });
}

const VALIDATION = {
  severity: 'invalid',
  rule: 'construct-validation',
  allowed: 'what the construct accepts',
  fix: 'mend what the message says',
} as const;

function validationsOf(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [`the construct's validation threw: ${messageOf(error)}`];
  }
}

/** What the rules find, environment by environment. */
export function foundProblems(rendered: readonly Rendered[]): readonly Problem[] {
  return byEnvironment(rendered).flatMap((objects) => {
    const set = { manifests: objects.map(({ manifest }) => manifest), cluster: clusterFacts(objects[0]!.chart) };
    const recorded = new Map<ProblemRecorder | undefined, readonly Problem[]>();
    const recordedAt = (finding: Finding) => {
      const recorder = nearestRecorder(objects[finding.manifest]!.object);
      if (!recorded.has(recorder)) recorded.set(recorder, recorder?.problems ?? []);
      return recorded.get(recorder)!;
    };
    const findings = validate(set)
      .filter((finding) => !isConsequence(finding, recordedAt(finding)))
      .filter((finding) => recordedAt(finding).length === 0 || !withinOne(finding, objects))
      .filter((finding) => !isAccepted(objects[finding.manifest]!.object, finding))
      .map((finding) => toProblem(finding, objects));
    return mergeDuplicates(findings);
  });
}

function byEnvironment(rendered: readonly Rendered[]): readonly (readonly Rendered[])[] {
  const environments = new Map<IConstruct | undefined, Rendered[]>();
  for (const one of rendered) {
    const holder = platformHolder(one.chart);
    const known = environments.get(holder);
    if (known) known.push(one);
    else environments.set(holder, [one]);
  }
  return [...environments.values()];
}

function clusterFacts(chart: Chart): ClusterFacts {
  const { kubernetesVersion, ...platform } = platformOf(chart) ?? {
    kubernetesVersion: defaultsOf(chart).kubernetesVersion,
  };
  const { storageClasses, routing, domains, tlsSecrets }: Partial<PlatformFacts> = platform;
  const gatewayApi = routing?.dialect === 'gateway' ? routing : undefined;
  return {
    kubernetesVersion,
    storageClasses,
    gatewayApi,
    gateway: gatewayManifest(gatewayApi?.own),
    domains,
    tlsSecrets,
  };
}

function gatewayManifest(own: GatewayFacts | undefined): Manifest | undefined {
  if (own === undefined) return undefined;
  const { name, namespace, spec } = own;
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name, namespace }, spec };
}

function toProblem({ manifest, also, ...complaint }: Finding, objects: readonly Rendered[]): Problem {
  const { object } = objects[manifest]!;
  const problem = { ...problemAt(object, complaint), path: ownerPath(object) };
  if (also === undefined) return problem;
  const other = objects[also]!.object;
  const line = nearestRecorder(other)?.source.toString();
  return { ...problem, also: line ? `${ownerPath(other)}  (${line})` : ownerPath(other) };
}

/** Two objects of one construct collide: where the construct has an error, that says why. */
function withinOne({ manifest, also }: Finding, objects: readonly Rendered[]): boolean {
  if (also === undefined) return false;
  const [object, other] = [objects[manifest]!.object, objects[also]!.object];
  return ownerPath(object) === ownerPath(other);
}

/** The construct that the user made: the ids of the objects below it are no API. */
function ownerPath(object: ApiObject): string {
  const scope = object.node.scope;
  return (scope && ProblemRecorder.find(scope) ? scope : object).node.path;
}

/**
 * Two constructs of one name collide in all their objects, and a wrong namespace stands in all objects of a construct:
 * each is one mistake.
 */
function mergeDuplicates(problems: readonly Problem[]): readonly Problem[] {
  const merged = new Map<string, Problem>();
  for (const problem of problems) {
    const { rule, path, also, what, got } = problem;
    const key = JSON.stringify(rule === 'duplicate-object' ? [rule, path, also] : [rule, path, also, what, got]);
    const known = merged.get(key);
    merged.set(key, known && rule === 'duplicate-object' ? { ...known, got: `${known.got}, ${got}` } : problem);
  }
  return [...merged.values()];
}
