import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import * as lib from '../../lib';
import { StatecraftConstruct } from '../../lib/constructs/statecraft-construct';
import type { Manifest } from '../../lib/manifests/manifest';
import { BESIDE, ROUTINGS } from '../routes/platforms';
import { FEATURE_SAMPLES } from '../routes/samples';
import { acceptIfFound } from '../support/accept';
import { appWith, manifestsOf, type Setting } from '../support/build';
import { GATEWAY_SAMPLES, TCP_SAMPLES, UDP_SAMPLES } from '../support/gateway-samples';
import { differences } from '../support/options';
import { OVERLAYS, overlaysOf } from '../support/overlay-samples';
import { realized } from '../support/sample';
import * as samples from '../support/samples';
import * as storage from '../support/storage-samples';

type Make = (chart: Chart, overlays?: object) => unknown;
type Row = readonly [construct: string, make: Make, settings?: readonly Setting[]];

const job = { image: 'registry.example.com/web:1.0.0', resources: { memory: '256Mi' } };
const running = {
  ...job,
  ports: [{ name: 'http', port: 80 }],
  health: lib.Health.http({ port: 'http', ready: '/ready', live: '/live' }),
  metrics: lib.Metrics.scrape({ port: 'http' }),
};
/** What any workload may say that makes an object. */
const files = () => [
  lib.ConfigFiles.file('/etc/web/a', 'b'),
  lib.ConfigFiles.file('/etc/lasting/a', 'b', { immutable: true }),
];
const shared = () => ({
  files: files(),
  storage: [lib.Storage.claim('data', { mountPath: '/data', size: '1Gi', accessMode: 'ReadWriteMany' })],
});
const OPERATED: Setting = {
  namespace: 'shop',
  platform: { monitoring: lib.Monitoring.prometheusOperator(), storageClasses: undefined },
};
/** All kinds of grants, in all kinds of places. */
function granted<W extends lib.Workload>(workload: W): W {
  for (const scope of [undefined, lib.GrantScope.namespace('other'), lib.GrantScope.cluster()]) {
    workload.grants.read('configmaps', { scope });
    workload.grants.clusterRole('view', { scope });
  }
  workload.grants.role('reader');
  return workload;
}

const withProps = (sample: unknown, overlays?: object) => ({ ...(realized(sample) as object), overlays }) as never;
/** One of each sample: a chart has one object of a name. */
const eachOf = (
  construct: string,
  all: readonly unknown[],
  make: (chart: Chart, props: never) => unknown,
  settings: readonly Setting[],
): readonly Row[] =>
  all.map((sample) => [construct, (chart, overlays) => make(chart, withProps(sample, overlays)), settings]);
const routed = (dialect: string): Setting => ({
  namespace: 'shop',
  platform: { ...BESIDE, routing: ROUTINGS[dialect]! },
});
const onGateway = [routed('gateway')];

const furtherServices = [{ name: 'web-admin', ports: ['http'] }];

const CONSTRUCTS: readonly Row[] = [
  [
    'StatelessService',
    (chart, overlays) => {
      const scaling = lib.Scaling.onCpu({ min: 2, max: 4, targetUtilization: 70 });
      granted(new lib.StatelessService(chart, 'web', { ...running, ...shared(), scaling, furtherServices, overlays }));
    },
    [OPERATED],
  ],
  [
    'StatefulCluster',
    (chart, overlays) =>
      granted(
        new lib.StatefulCluster(chart, 'web', {
          ...running,
          ...shared(),
          members: 3,
          memberServices: {},
          furtherServices,
          overlays,
        }),
      ),
    [OPERATED],
  ],
  [
    'NodeAgent',
    (chart, overlays) => {
      const serviceType = lib.ServiceType.clusterIp();
      granted(new lib.NodeAgent(chart, 'web', { ...running, ...shared(), serviceType, furtherServices, overlays }));
    },
    [OPERATED],
  ],
  [
    'BatchJob',
    (chart, overlays) =>
      granted(new lib.BatchJob(chart, 'web', { ...job, ...shared(), ports: [{ name: 'http', port: 80 }], overlays })),
    [OPERATED],
  ],
  [
    'ScheduledJob',
    (chart, overlays) =>
      granted(new lib.ScheduledJob(chart, 'web', { ...job, ...shared(), schedule: '@daily', overlays })),
    [OPERATED],
  ],
  ...eachOf('Namespace', [samples.NAMESPACE_SAMPLE], (chart, props) => new lib.Namespace(chart, 'x', props), [{}]),
  ...eachOf('ConfigMap', [samples.CONFIG_MAP_SAMPLE], (chart, props) => new lib.ConfigMap(chart, 'x', props), [{}]),
  ...eachOf(
    'ExternalSecret',
    [samples.EXTERNAL_SECRET_SAMPLE],
    (chart, props) => new lib.ExternalSecret(chart, 'x', props),
    [{}],
  ),
  ...eachOf('SealedSecret', [samples.SEALED_SECRET_SAMPLE], (chart, props) => new lib.SealedSecret(chart, 'x', props), [
    {},
  ]),
  ...eachOf('StorageClass', [storage.STORAGE_CLASS_SAMPLE], (chart, props) => new lib.StorageClass(chart, 'x', props), [
    {},
  ]),
  ...eachOf(
    'PersistentVolumePool',
    [storage.POOL_SAMPLE],
    (chart, props) => new lib.PersistentVolumePool(chart, 'x', props),
    [{}],
  ),
  ...eachOf(
    'PersistentVolumeClaim',
    [storage.CLAIM_SAMPLE],
    (chart, props) => new lib.PersistentVolumeClaim(chart, 'x', props),
    [{}],
  ),
  ...eachOf('VolumeSnapshot', [storage.SNAPSHOT_SAMPLE], (chart, props) => new lib.VolumeSnapshot(chart, 'x', props), [
    {},
  ]),
  ...eachOf('Gateway', GATEWAY_SAMPLES, (chart, props) => new lib.Gateway(chart, 'x', props), onGateway),
  ...eachOf(
    'TcpRoute',
    [...TCP_SAMPLES, elsewhere('TCP')],
    (chart, props) => new lib.TcpRoute(chart, 'x', props),
    onGateway,
  ),
  ...eachOf(
    'UdpRoute',
    [...UDP_SAMPLES, elsewhere('UDP')],
    (chart, props) => new lib.UdpRoute(chart, 'x', props),
    onGateway,
  ),
  ...eachOf(
    'IngressRoute',
    [
      ...Object.values(FEATURE_SAMPLES).map(([sample]) => sample),
      { host: 'a.example.com', tls: true, routes: [{ to: WEB() }] },
    ],
    (chart, props) => new lib.IngressRoute(chart, 'x', props),
    Object.keys(ROUTINGS).map(routed),
  ),
];

function WEB(protocol?: string, namespace?: string): object {
  return { name: 'web', ports: [{ name: 'http', port: 80, protocol }], metadata: { namespace } };
}

function elsewhere(protocol: string): object {
  return { listener: 'db', to: WEB(protocol, 'infra') };
}

/** What is emitted; undefined where the platform cannot have it. */
function emittedOf(make: Make, setting: Setting, overlays?: object): Readonly<Record<string, Manifest>> | undefined {
  const { app } = appWith((chart) => {
    const construct = make(chart, overlays);
    if (construct instanceof StatecraftConstruct) acceptIfFound(construct, 'missing-tls-secret');
    return construct;
  }, setting);
  try {
    return Object.fromEntries(
      manifestsOf(app).map((one) => [
        `${one.kind}/${one.metadata?.namespace ?? ''}.${one.metadata?.name}`,
        JSON.parse(JSON.stringify(one)),
      ]),
    );
  } catch (error) {
    const cannot = /^(not-in-dialect|backend-in-other-namespace)$/;
    if (!(error instanceof lib.SynthesisError && error.problems.some(({ rule }) => cannot.test(rule)))) throw error;
    return undefined;
  }
}

const note = (overlay: string) => ({ metadata: { annotations: { 'example.com/overlay': overlay } } });
const ALL = CONSTRUCTS.flatMap(([construct, make, settings = [{}]]) =>
  settings.map((setting) => ({ construct, make, setting })),
);

test('every construct that emits objects has overlays, but for the one whose props are the whole object', () => {
  const emitting = Object.entries(lib).filter(([, value]) => {
    return typeof value === 'function' && value.prototype instanceof StatecraftConstruct;
  });
  const without = ['Workload', 'SecretSource', 'TransportRoute', 'Environment'];
  const names = emitting.map(([name]) => name).filter((name) => ![...without, 'KubernetesObject'].includes(name));
  expect(Object.keys(OVERLAYS).sort()).toEqual(names.sort());
});

test.each(Object.entries(OVERLAYS))('docs/overlays.md has the overlays of a %s', (construct, { fields }) => {
  const page = readFileSync(join(__dirname, '../../docs/overlays.md'), 'utf8');
  const row = page.split('\n').find((line) =>
    line
      .split('|')[1]
      ?.split(', ')
      .some((name) => name.trim() === `\`${construct}\``),
  );
  const shared = /(?<=\| every workload \|).*/.exec(page)![0];
  const text = ('serviceAccount' in fields ? shared : '') + (row?.split('|')[2] ?? '');
  const named = [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  expect(named.sort()).toEqual(Object.keys(fields).sort());
});

test.each(Object.keys(OVERLAYS))('every object of a %s takes an overlay, which changes nothing else', (construct) => {
  const seen = new Set<string>();
  for (const { make, setting } of ALL.filter((one) => one.construct === construct)) {
    const plain = emittedOf(make, setting);
    if (plain === undefined) continue;
    const laid = emittedOf(make, setting, overlaysOf(construct, note))!;
    const changed = differences(plain, laid);
    const annotations = Object.values(laid).map(({ metadata }) => metadata?.annotations?.['example.com/overlay']);
    expect(Object.keys(laid).filter((_, index) => annotations[index] === undefined)).toEqual([]);
    expect(Object.keys(changed)).toHaveLength(Object.keys(plain).length);
    for (const path of Object.keys(changed)) expect(path).toMatch(/ metadata\.annotations(\.example\.com\/overlay)?$/);
    for (const overlay of annotations) seen.add(overlay!);
  }
  expect([...seen].sort()).toEqual(Object.keys(OVERLAYS[construct]!.fields).sort());
});
