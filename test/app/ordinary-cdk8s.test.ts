import fs from 'node:fs';
import path from 'node:path';
import { ApiObject, Chart, Duration, Include, JsonPatch, Lazy, App as PlainApp, Size, Testing } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import { App, IngressRoute } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import type { Manifest } from '../../lib/manifests/manifest';
import { tempFolder } from '../output/temp-folder';
import { emitted, problems } from '../support/build';
import { cluster, configMap, web } from '../support/objects';

// biome-ignore lint/suspicious/noExplicitAny: the fields under test are deep inside
const fields = (manifest: Manifest | undefined): any => manifest;
const setting = { namespace: 'shop' };

describe('plain cdk8s beside ours', () => {
  test('a JsonPatch on ours adds a field that is newer than cdk8s-plus-28', () => {
    const { 'Service/web': service } = emitted((chart) => {
      web(chart, 'web').service!.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
    }, setting);
    expect(fields(service).spec.trafficDistribution).toBe('PreferClose');
    expect(fields(service).spec.ports).toHaveLength(1);
  });

  test('a JsonPatch with a field that Kubernetes does not have is an error', () => {
    const found = problems((chart) => {
      web(chart, 'web').service!.addJsonPatch(JsonPatch.add('/spec/trafficDistributoin', 'PreferClose'));
    }, setting);
    expect(found.map(({ what, fix }) => `${what} ${fix}`).join()).toMatch(/trafficDistributoin.*trafficDistribution/s);
  });

  test('the default child of ours is its workload, which metadata can be added to', () => {
    const { 'Deployment/web': deployment } = emitted((chart) => {
      ApiObject.of(web(chart, 'web')).metadata.addAnnotation('team', 'shop');
    }, setting);
    expect(deployment?.metadata?.annotations).toMatchObject({ team: 'shop' });
  });

  test('an Include brings its objects as they are', () => {
    const file = path.join(tempFolder(), 'extra.yaml');
    fs.writeFileSync(
      file,
      [
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: closed\nspec:\n  podSelector: {}\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  empty: ""\n',
      ].join('---\n'),
    );
    const objects = emitted((chart) => new Include(chart, 'extra', { url: file }), setting);
    expect(fields(objects['NetworkPolicy/closed']).spec).toEqual({ podSelector: {} });
    expect(fields(objects['ConfigMap/included']).data).toEqual({ empty: '' });
  });

  test('a Lazy is asked at synthesis, not before', () => {
    const { 'ConfigMap/settings': settings } = emitted((chart) => {
      let late = 'early';
      configMap(chart, 'settings', { key: Lazy.any({ produce: () => late }) });
      late = 'late';
    }, setting);
    expect(fields(settings).data).toEqual({ key: 'late' });
  });

  test('resolvers of the App see every value, as in cdk8s', () => {
    const resolve = (context: { value: unknown; replaceValue(value: unknown): void }) => {
      if (context.value === 'SECRET') context.replaceValue('resolved');
    };
    const app = new App({ resolvers: [{ resolve }] });
    const chart = new Chart(app, 'web');
    configMap(chart, 'settings', { key: 'SECRET' });
    expect(app.synthYaml()).toContain('key: resolved');
  });

  test('a class as `cdk8s import` makes it for a CRD works, and its fields are not judged', () => {
    class Certificate extends ApiObject {
      constructor(scope: Construct, id: string, props: { readonly spec: object }) {
        super(scope, id, { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', ...props });
      }
      override toJson() {
        const { metadata, ...rest } = super.toJson() as Manifest;
        return { metadata, ...rest };
      }
    }
    const objects = emitted((chart) => {
      new Certificate(chart, 'web', { spec: { dnsNames: ['a.example.com'] } });
    }, setting);
    const [[name, certificate]] = Object.entries(objects) as [[string, Manifest]];
    // The name is cdk8s's, a hash included: it is not our construct.
    expect(name).toMatch(/^Certificate\/test-web-/);
    expect(fields(certificate).spec).toEqual({ dnsNames: ['a.example.com'] });
  });

  test("a chart's labels and namespace reach our objects, but not their selectors", () => {
    const app = new App({ outdir: Testing.app().outdir });
    const chart = new Chart(app, 'web', { namespace: 'shop', labels: { team: 'shop' } });
    web(chart, 'web');
    for (const manifest of chart.toJson()) {
      expect(manifest.metadata).toMatchObject({ namespace: 'shop', labels: { team: 'shop' } });
      expect(JSON.stringify(manifest.spec?.selector ?? {})).not.toContain('team');
    }
  });
});

describe.each<[string, typeof plus28]>([
  ['cdk8s-plus-28', plus28],
  ['cdk8s-plus-34', plus34 as unknown as typeof plus28],
])('%s beside ours', (_, kplus) => {
  const deployment = (chart: Chart) =>
    new kplus.Deployment(chart, 'plus', {
      metadata: { name: 'plus' },
      replicas: 2,
      containers: [{ image: 'registry.example.com/plus:1.0', portNumber: 8080 }],
    });

  test('Deployment, Service and ConfigMap are emitted as the library makes them', () => {
    const build = (chart: Chart) => {
      web(chart, 'web');
      deployment(chart).exposeViaService({ name: 'plus', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
      new kplus.ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { key: 'on' } });
    };
    const ours = emitted(build, setting);
    const plain = new Chart(new PlainApp(), 'test', setting);
    build(plain);
    const theirs = Object.fromEntries(plain.toJson().map((one) => [`${one.kind}/${one.metadata.name}`, one]));
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(['Deployment/plus', 'Service/plus', 'Deployment/web']));
  });

  test('an IngressRoute sends to its Service', () => {
    const { 'Ingress/www': ingress } = emitted((chart) => {
      const service = deployment(chart).exposeViaService({
        name: 'plus',
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      });
      new IngressRoute(chart, 'www', { host: 'a.example.com', className: 'nginx', routes: [{ to: service }] });
    }, setting);
    expect(fields(ingress).spec.rules[0].http.paths[0].backend.service).toEqual({
      name: 'plus',
      port: { name: 'http' },
    });
  });

  test('an IngressRoute to a port that its Service does not have is an error', () => {
    const found = problems((chart) => {
      const to = deployment(chart).exposeViaService({
        name: 'plus',
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      });
      new IngressRoute(chart, 'www', { host: 'a.example.com', className: 'nginx', routes: [{ to, port: 'web' }] });
    }, setting);
    expect(found.map(({ rule, got }) => `${rule}: ${got}`)).toEqual(['unknown-port: "web"']);
  });

  test('its EnvValues are values of env', () => {
    const { 'Deployment/web': made } = emitted((chart) => {
      const settings = new kplus.ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { key: 'on' } });
      const secret = kplus.Secret.fromSecretName(chart, 'secret', 'passwords');
      web(chart, 'web', {
        env: {
          PLAIN: kplus.EnvValue.fromValue('text'),
          SETTING: kplus.EnvValue.fromConfigMap(settings, 'key'),
          PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'web' }),
          POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
        },
      });
    }, setting);
    expect(fields(made).spec.template.spec.containers[0].env).toEqual([
      { name: 'PLAIN', value: 'text' },
      { name: 'SETTING', valueFrom: { configMapKeyRef: { name: 'settings', key: 'key' } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'passwords', key: 'web' } } },
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ]);
  });

  test("cdk8s's Size and Duration and its Cpu are quantities", () => {
    const { 'Deployment/web': made, 'StatefulSet/database': set } = emitted((chart) => {
      web(chart, 'web', {
        resources: { cpu: kplus.Cpu.millis(250), memory: Size.mebibytes(96) },
        terminationGracePeriod: Duration.minutes(2),
      });
      cluster(chart, 'database', { resources: { cpu: kplus.Cpu.units(2), memory: Size.gibibytes(1) } });
    }, setting);
    const spec = fields(made).spec.template.spec;
    expect(spec.containers[0].resources.requests).toMatchObject({ cpu: '250m', memory: '96Mi' });
    expect(spec.terminationGracePeriodSeconds).toBe(120);
    expect(fields(set).spec.template.spec.containers[0].resources.requests).toMatchObject({ cpu: '2', memory: '1Gi' });
  });
});
