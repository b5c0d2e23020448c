import { Chart } from 'cdk8s';
import {
  App,
  BatchJob,
  CertificateIssuer,
  ConfigMap,
  Environment,
  ExternalSecret,
  Gateway,
  IngressController,
  IngressRoute,
  KubernetesObject,
  Namespace,
  NodeAgent,
  PersistentVolumeClaim,
  PersistentVolumePool,
  Platform,
  type Problem,
  Routing,
  ScheduledJob,
  SealedSecret,
  StatefulCluster,
  StatelessService,
  StorageClass,
  TcpRoute,
  UdpRoute,
  VolumeSnapshot,
} from '../../lib';
import { acceptIfFound } from '../support/accept';
import { newApp, problemsOf } from '../support/build';
import { GATEWAY_SAMPLES, LISTENERS, LISTENERS_BY_LABELS, TCP_SAMPLES, UDP_SAMPLES } from '../support/gateway-samples';
import { isPlain, Raw, realized, replaced, Sample, type Spot, spots } from '../support/sample';
import * as samples from '../support/samples';
import * as storageSamples from '../support/storage-samples';
import { surroundings } from '../support/surroundings';
import { CLAIM_SOURCES, STORAGES } from '../support/volume-samples';
import { NEVER_RIGHT, WRONG_VALUES } from '../support/wrong-values';
import { WORKLOAD } from './workload-options';

type Make = (props: never, chart: Chart, app: App) => unknown;

const stateless: Make = (props, chart) => new StatelessService(chart, 'web', props);
const stateful: Make = (props, chart) => new StatefulCluster(chart, 'web', props);
/** Of a Kubernetes that has volumes of images. */
const volumes: Make = (props, _chart, app) => {
  const environment = new Environment(app, 'env', { platform: Platform.define({ kubernetesVersion: '1.35' }) });
  acceptIfFound(new StatefulCluster(new Chart(environment, 'test'), 'web', props), 'host-path');
};
const on =
  (routing: Routing, make: (props: never, chart: Chart) => unknown): Make =>
  (props, _chart, app) => {
    const certificateIssuer = CertificateIssuer.clusterIssuer('letsencrypt');
    const platform = Platform.define({ kubernetesVersion: '1.36', routing, certificateIssuer });
    const environment = new Environment(app, 'env', { platform });
    return make(props, new Chart(environment, 'routes', { namespace: 'shop' }));
  };
const routeOn = (routing: Routing) => on(routing, (props, chart) => new IngressRoute(chart, 'web', props));
const GATEWAY = Routing.gateway({ name: 'public', namespace: 'infra', version: '1.6', channel: 'experimental' });
const gatewayRoute = routeOn(GATEWAY);
const tcpRoute = on(GATEWAY, (props, chart) => new TcpRoute(chart, 'web', props));
const udpRoute = on(GATEWAY, (props, chart) => new UdpRoute(chart, 'web', props));
const ingressRoute = routeOn(Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }));
const agent: Make = (props, chart) => new NodeAgent(chart, 'web', props);
const job: Make = (props, chart) => new BatchJob(chart, 'web', props);
const scheduled: Make = (props, chart) => new ScheduledJob(chart, 'web', props);
const namespace: Make = (props, chart) => new Namespace(chart, 'web', props);
const storageClass: Make = (props, chart) => new StorageClass(chart, 'web', props);
const gateway: Make = (props, chart) => new Gateway(chart, 'web', props);
const pool: Make = (props, chart) => new PersistentVolumePool(chart, 'web', props);
const claim: Make = (props, chart) => new PersistentVolumeClaim(chart, 'web', props);
const snapshot: Make = (props, chart) => new VolumeSnapshot(chart, 'web', props);
const environment: Make = (props, _chart, app) => new Environment(app, 'env', props);
const config: Make = (props, chart) => new ConfigMap(chart, 'web', props);
const external: Make = (props, chart) => new ExternalSecret(chart, 'web', props);
const sealedSecret: Make = (props, chart) => new SealedSecret(chart, 'web', props);
const object: Make = (props, chart) => new KubernetesObject(chart, 'web', props);
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { a: 'b' } },
  spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }], args: ['a'] }] },
};

/** What a volume needs beside it; each kind with the whole sample would take minutes. */
const SMALL = { ...WORKLOAD, members: 3, storage: [undefined] };
const CLAIMING = { ...SMALL, storage: [STORAGES['Storage.claim']] };
/** Those that the samples of the workloads don't have. */
const others = ({ 'Storage.emptyDir': _, ...rest }: Readonly<Record<string, Sample>>) => rest;

/** As of other workloads' Pods, but that functions give their programs, too. */
const MEMBER_SAMPLE = { ...samples.POD_SAMPLE, members: 1 };

/** Every construct with every prop, and with every variant of the props that have several: [name, sample, make, below]. */
const CASES: readonly (readonly [string, unknown, Make, string])[] = [
  ['StatelessService', samples.STATELESS_SAMPLE, stateless, ''],
  ['StatefulCluster', samples.STATEFUL_SAMPLE, stateful, ''],
  ...samples.ROUTE_SAMPLES.map((sample) => ['IngressRoute', sample, gatewayRoute, ''] as const),
  ...samples.INGRESS_SAMPLES.map((sample) => ['IngressRoute', sample, ingressRoute, ''] as const),
  ...TCP_SAMPLES.map((sample) => ['TcpRoute', sample, tcpRoute, ''] as const),
  ...UDP_SAMPLES.map((sample) => ['UdpRoute', sample, udpRoute, ''] as const),
  ['an init container', samples.POD_SAMPLE, stateless, 'initContainers'],
  ['a sidecar', samples.POD_SAMPLE, stateless, 'sidecars'],
  ['an init container of a member', MEMBER_SAMPLE, stateful, 'initContainers'],
  ['a sidecar of a member', MEMBER_SAMPLE, stateful, 'sidecars'],
  ['a lifecycle', samples.POD_SAMPLE, stateless, 'lifecycle'],
  ['NodeAgent', samples.AGENT_SAMPLE, agent, ''],
  ['BatchJob', samples.JOB_SAMPLE, job, ''],
  ['ScheduledJob', samples.SCHEDULED_SAMPLE, scheduled, ''],
  ...GATEWAY_SAMPLES.map((sample) => ['Gateway', sample, gateway, ''] as const),
  ...variants(LISTENERS, GATEWAY_SAMPLES[0], gateway, ['listeners', 0]),
  ...variants(LISTENERS_BY_LABELS, GATEWAY_SAMPLES[0], gateway, ['listeners', 0]),
  ['StorageClass', storageSamples.STORAGE_CLASS_SAMPLE, storageClass, ''],
  ['PersistentVolumePool', storageSamples.POOL_SAMPLE, pool, ''],
  ['PersistentVolumeClaim', storageSamples.CLAIM_SAMPLE, claim, ''],
  ['VolumeSnapshot', storageSamples.SNAPSHOT_SAMPLE, snapshot, ''],
  ...variants(storageSamples.POOL_VOLUMES, storageSamples.POOL_SAMPLE, pool, ['volumes', 0]),
  ['Namespace', samples.NAMESPACE_SAMPLE, namespace, ''],
  ['Environment', samples.ENVIRONMENT_SAMPLE, environment, ''],
  ['Defaults', replaced(samples.ENVIRONMENT_SAMPLE, ['defaults'], samples.DEFAULTS_SAMPLE), environment, 'defaults'],
  ['KubernetesObject', pod, object, ''],
  ['ConfigMap', samples.CONFIG_MAP_SAMPLE, config, ''],
  ['ExternalSecret', samples.EXTERNAL_SECRET_SAMPLE, external, ''],
  ['SealedSecret', samples.SEALED_SECRET_SAMPLE, sealedSecret, ''],
  ...variants(samples.FILE_SETS, samples.CONFIG_MAP_SAMPLE, config, ['files']),
  ...variants(samples.ENV_FROMS, samples.STATELESS_SAMPLE, stateless, ['envFrom', 0]),
  ...variants(samples.CONFIG_FILES, samples.STATELESS_SAMPLE, stateless, ['files', 0]),
  ...variants(samples.FILE_CONTENTS, withFile(), stateless, ['files', 0, 1]),
  ...variants(samples.HEALTHS, samples.STATELESS_SAMPLE, stateless, ['health']),
  ...variants(samples.PROBES, { ...samples.STATEFUL_SAMPLE, health: samples.ONE_PROBE }, stateful, [
    'health',
    0,
    'ready',
  ]),
  ...variants(samples.SERVICE_TYPES, withoutNodePort(), stateless, ['serviceType']),
  ...variants(others(STORAGES), SMALL, volumes, ['storage', 0]),
  ...variants(CLAIM_SOURCES, CLAIMING, stateful, ['storage', 0, 1, 'from'], 'storage[0].from'),
  ...variants(samples.SCALINGS, withScaling(), stateless, ['scaling']),
  ...variants(samples.METRICS, published(), stateful, ['metrics']),
  ...variants(samples.CA_CERTIFICATES, published(), stateful, ['metrics', 0, 'tls', 'ca'], 'metrics.tls.ca'),
  ...variants(samples.QUORUMS, samples.STATEFUL_SAMPLE, stateful, ['quorum']),
  ...variants(samples.NODES, samples.AGENT_SAMPLE, agent, ['nodes']),
  ...variants(samples.COMPLETIONS, samples.JOB_SAMPLE, job, ['completion']),
  ...variants(samples.FAILURE_RULES, samples.JOB_SAMPLE, job, ['failure', 'podFailurePolicy', 0]),
  ...variants(samples.REPLACEMENTS, samples.JOB_SAMPLE, job, ['replacement']),
  ...variants(samples.ISSUERS, samples.ENVIRONMENT_SAMPLE, environment, ['platform', 0, 'certificateIssuer']),
  ...variants(samples.ROUTINGS, samples.ENVIRONMENT_SAMPLE, environment, ['platform', 0, 'routing']),
  ...variants(samples.MONITORINGS, samples.ENVIRONMENT_SAMPLE, environment, ['platform', 0, 'monitoring']),
];

function variants(
  of: Readonly<Record<string, Sample>>,
  sample: unknown,
  make: Make,
  steps: readonly (string | number)[],
  below: string = steps.filter((step) => typeof step === 'string').join('.'),
) {
  return Object.entries(of).map(([name, variant]) => [name, replaced(sample, steps, variant), make, below] as const);
}

function withScaling() {
  const { replicas: _, ...rest } = samples.STATELESS_SAMPLE;
  return { ...rest, scaling: samples.SCALINGS['Scaling.onCpu'] };
}

function withFile() {
  return replaced(samples.STATELESS_SAMPLE, ['files', 0], samples.CONFIG_FILES['ConfigFiles.file']);
}

function published() {
  return { ...samples.STATEFUL_SAMPLE, metrics: samples.STATELESS_SAMPLE.metrics };
}

function withoutNodePort() {
  return { ...samples.STATELESS_SAMPLE, ports: [{ name: 'http', port: 80 }], metrics: undefined };
}

function run(props: unknown, make: Make): readonly Problem[] {
  // Nothing is written: without a folder of its own an app is made a good deal faster.
  const app = newApp({ outdir: 'never-written' });
  make(realized(props) as never, new Chart(app, 'test'), app);
  // What a release has switched off by default is no matter of types, nor which objects there are to lay something over.
  return problemsOf(app).filter(({ rule }) => rule !== 'feature-off' && rule !== 'overlay-of-nothing');
}

/** Contradictions between two props, which may be said at the other; and what is checked in the manifest it gives. */
const ELSEWHERE =
  /^(unknown-port|unknown-volume|unmounted-volume|unused-template-value|node-port-without-node-port-service|not-rendered|wrong-field|no-target|no-certificate|contradicting-props|metric-target|metrics-published|pod-only-port|(spread|toleration|colocation|ip-family)-conflict)$/;

/** Whether a problem speaks of a place. What is right alone but contradicts another prop may be said there. */
function names(problem: Problem, path: string): boolean {
  // cdk8s, which resolves instances of classes in raw objects, says of those that it can't only which class it is.
  // A service that is not ours is right or wrong as a whole.
  const whole = path.replace(/\.to\..*/, '.to');
  return path === '' || problem.what.startsWith(whole) || ELSEWHERE.test(problem.rule);
}

/** The kinds of workload share many props, with their readers: each is tried with every value once, then with some. */
const KINDS: readonly unknown[] = [
  samples.STATELESS_SAMPLE,
  samples.STATEFUL_SAMPLE,
  samples.AGENT_SAMPLE,
  samples.JOB_SAMPLE,
  samples.SCHEDULED_SAMPLE,
];

/** The cases whose samples are tried as a whole, too. */
const IN_ALL: ReadonlySet<string> = new Set(['StatelessService', 'IngressRoute']);
const SOME_VALUES = WRONG_VALUES.filter((_, index) => index % 17 === 1);

function valuesFor({ path, value }: Spot, sample: unknown): typeof WRONG_VALUES {
  const earlier = KINDS.slice(0, Math.max(KINDS.indexOf(sample), 0));
  const known = earlier.some((kind) => spots(kind).some((spot) => spot.path === path && spot.value === value));
  return known ? WRONG_VALUES.filter((_, index) => index % 10 === 0) : WRONG_VALUES;
}

/** What rules find beside a wrong prop is a mistake of its own: of these samples, that nothing makes the Secret. */
function expectNoConsequences(found: readonly Problem[]): void {
  if (!found.some(({ prop }) => prop !== undefined)) return;
  const others = found.filter(({ prop, rule }) => prop === undefined && rule !== 'missing-tls-secret');
  if (others.length > 0) expect(others.map(({ rule, what }) => `${rule}: ${what}`)).toEqual([]);
}

/** A wrong value is an error at its prop and nothing else, or may be taken. */
function expectSaid(sentence: string, found: readonly Problem[], spot: Spot, make: Make): void {
  expectUseful(found);
  expectNoConsequences(found);
  const said = found.length > 0 ? found.some((one) => names(one, spot.path)) : isRight(sentence, spot, make);
  // Asked first, because an expectation takes about as long as reading the props.
  if (!said) expect([sentence, found]).toEqual([sentence, `a problem of ${spot.path}`]);
}

function expectUseful(found: readonly Problem[]): void {
  for (const problem of found) {
    const { severity, rule, what, allowed, fix, source } = problem;
    const complete =
      says(severity, /^(invalid|unsafe)$/) &&
      says(rule, /^[a-z]+(-[a-z]+)*$/) &&
      says(what, /\w/) &&
      says(allowed, /\S/) &&
      says(fix, /\S/) &&
      !says(`${what} ${fix}`, /undefined is not|Cannot (read|convert)|is not a function|not iterable/) &&
      says(source?.toString(), /^test\/constructs\/wrong-types\.ts:\d+:\d+$/);
    if (!complete) expect(problem).toBe('a problem with all parts, in our words, at the line of the construct');
  }
}

function says(text: unknown, pattern: RegExp): boolean {
  return typeof text === 'string' && pattern.test(text);
}

/** The props that samples of one construct give an object at one path: those that exclude each other stand in several. */
function propsAt(name: string, path: string): string[] {
  const same = CASES.filter(([other]) => other === name).flatMap(([, sample]) => spots(sample));
  // The items of other lists are variants of a class, each with props of its own.
  const alike = name === 'IngressRoute' ? /\[\d+\]/g : /(?<=^(ports|furtherServices))\[\d+\]/;
  const anyItem = (text: string) => text.replace(alike, '[]');
  const values = same.filter((spot) => anyItem(spot.path) === anyItem(path) && isPlain(spot.value));
  return [...new Set(values.flatMap(({ value }) => Object.keys(value as object)))].sort();
}

/**
 * Whether a value may be taken. In raw objects null is what is left out, as it is for the API server; the content of a
 * file may be any data, and values of a template any number.
 */
function isRight(sentence: string, { path, value: instead }: Spot, make: Make): boolean {
  if (!NEVER_RIGHT.has(sentence)) return true;
  if (/\.(content|values|templates)\b/.test(path) && /^(null|-1|1\.5)$/.test(sentence)) return true;
  return make === object && (sentence === 'null' || (typeof instead === 'number' && sentence === '-1'));
}

/**
 * Each place of each prop, with every wrong value. The cases are dealt out to several test files, so that they run beside
 * each other.
 */
export function describeWrongTypes(part: number, of: number): void {
  describe.each(CASES.filter((_, index) => index % of === part))('%s', (name, sample, make, below) => {
    const places = spots(sample).filter(({ path }) => path.startsWith(below));
    const around = surroundings(sample, (small) => run(small, make).length === 0);

    test('takes the sample that the wrong values are put into', () => {
      expect(run(sample, make)).toEqual([]);
    });

    test.each(places.map((spot) => [spot.path || 'the props', spot] as const))(
      'wrong values for %s are errors in our words',
      (_path, spot: Spot) => {
        const small = around(spot);
        for (const [sentence, value] of valuesFor(spot, sample)) {
          expectSaid(sentence, run(replaced(small, spot.steps, new Raw(value())), make), spot, make);
        }
        // Consequences at other props show where there are others.
        for (const [sentence, value] of IN_ALL.has(name) && small !== sample ? SOME_VALUES : []) {
          expectSaid(sentence, run(replaced(sample, spot.steps, new Raw(value())), make), spot, make);
        }
      },
    );

    test('has a sample of every prop: what an unknown prop is told to be allowed', () => {
      for (const { steps, value, path } of places) {
        if (!isPlain(value)) continue;
        const found = run(replaced(around({ steps, value, path }), steps, { ...value, zzz: 1 }), make).find(
          ({ rule }) => rule === 'unknown-prop',
        );
        if (!found) continue; // a map
        expect([path, found.allowed?.split(', ').sort()]).toEqual([path, propsAt(name, path)]);
      }
    });
  });
}
