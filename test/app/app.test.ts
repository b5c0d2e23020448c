import fs from 'node:fs';
import path from 'node:path';
import { ApiObject, Chart, App as PlainApp, Testing } from 'cdk8s';
import { App, Environment, Platform } from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { tree } from '../output/temp-folder';
import { configMap, web } from '../support/objects';
import { outdir } from '../support/outdir';

const platform = Platform.define({ kubernetesVersion: '1.35' });

/** What a chart `web` with one object gives, with the props of an App. */
function files(build: (app: App) => void, props: ConstructorParameters<typeof App>[0] = {}): string[] {
  const folder = outdir();
  const app = new App({ outdir: folder, ...props });
  build(app);
  app.synth();
  return Object.keys(tree(folder, { state: true })).filter((file) => !file.endsWith('.inventory'));
}

describe('where files go', () => {
  test('CDK8S_OUTDIR, which the CLIs set, wins over outdir', () => {
    const [mine, theirs] = [outdir(), outdir()];
    process.env.CDK8S_OUTDIR = theirs;
    const app = new App({ outdir: mine });
    configMap(new Chart(app, 'web'), 'settings');
    app.synth();
    expect(tree(mine)).toEqual({});
    expect(Object.keys(tree(theirs))).toEqual(['web.k8s.yaml']);
    expect(app.outdir).toBe(theirs);
  });

  test('without either it is dist', () => {
    expect(new App().outdir).toBe('dist');
  });

  test.each<[string, (app: App) => void, string[]]>([
    ["a chart's file is its id", (app) => configMap(new Chart(app, 'web'), 'a'), ['web.k8s.yaml']],
    [
      'folders are the constructs above a chart',
      (app) => {
        const shop = new Construct(app, 'shop');
        for (const name of ['staging', 'production']) {
          configMap(new Chart(new Environment(shop, name, { platform }), 'backend'), 'a');
        }
      },
      ['shop/production/backend.k8s.yaml', 'shop/staging/backend.k8s.yaml'],
    ],
    [
      'a chart in a chart has a file of its own, in a folder of the outer',
      (app) => {
        const outer = new Chart(app, 'outer');
        configMap(outer, 'a');
        configMap(new Chart(outer, 'inner'), 'b');
      },
      ['outer.k8s.yaml', 'outer/inner.k8s.yaml'],
    ],
    [
      'dependencies between charts rename nothing',
      (app) => {
        const [front, back] = [new Chart(app, 'front'), new Chart(app, 'back')];
        configMap(front, 'a').addDependency(configMap(back, 'b'));
      },
      ['back.k8s.yaml', 'front.k8s.yaml'],
    ],
    [
      'a chart without objects gives no file',
      (app) => {
        new Chart(app, 'empty');
        new Construct(new Chart(app, 'hollow'), 'nothing');
        configMap(new Chart(app, 'web'), 'a');
      },
      ['web.k8s.yaml'],
    ],
    ['an app without charts gives none', () => undefined, []],
  ])('%s', (_, build, expected) => {
    expect(files(build)).toEqual(expected);
  });

  test('the ending can be another one', () => {
    expect(files((app) => configMap(new Chart(app, 'web'), 'a'), { outputFileExtension: '.yml' })).toEqual(['web.yml']);
  });
});

describe('a second run', () => {
  const run = (folder: string, ids: readonly string[]) => {
    const app = new App({ outdir: folder });
    for (const id of ids) configMap(new Chart(app, id), `settings-of-${id}`);
    app.synth();
    return tree(folder, { state: true });
  };

  test('gives the same bytes', () => {
    const folder = outdir();
    expect(run(folder, ['web', 'data'])).toEqual(run(folder, ['web', 'data']));
    expect(run(outdir(), ['web', 'data'])).toEqual(run(outdir(), ['web', 'data']));
  });

  test('leaves an unchanged file untouched, and removes the file of a chart that is gone', () => {
    const folder = outdir();
    run(folder, ['web', 'old']);
    const past = new Date('2020-01-01');
    fs.utimesSync(path.join(folder, 'web.k8s.yaml'), past, past);
    fs.writeFileSync(path.join(folder, 'README.md'), 'not ours');
    run(folder, ['web', 'new']);
    expect(Object.keys(tree(folder))).toEqual(['README.md', 'new.k8s.yaml', 'web.k8s.yaml']);
    expect(fs.statSync(path.join(folder, 'web.k8s.yaml')).mtime).toEqual(past);
  });

  test('leaves the files of another app in the same folder', () => {
    const folder = outdir();
    for (const name of ['one', 'two', 'one']) {
      const app = new App({ name, outdir: folder });
      configMap(new Chart(app, name), 'settings');
      app.synth();
    }
    expect(Object.keys(tree(folder))).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  });

  test('of the same App gives the same too', () => {
    const folder = outdir();
    const app = new App({ outdir: folder });
    web(new Chart(app, 'web', { namespace: 'shop' }), 'web');
    app.synth();
    const first = tree(folder, { state: true });
    app.synth();
    expect(tree(folder, { state: true })).toEqual(first);
  });
});

test('each object is rendered once, however many charts there are', () => {
  let rendered = 0;
  class Counted extends ApiObject {
    override toJson() {
      rendered++;
      return super.toJson();
    }
  }
  const build = (app: PlainApp) => {
    for (let n = 0; n < 20; n++) {
      const chart = new Chart(app, `chart-${n}`);
      for (const id of ['a', 'b']) {
        new Counted(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${id}-${n}` } });
      }
    }
  };
  files(build);
  expect(rendered).toBe(40);
});

describe('what cdk8s offers around synth', () => {
  test('synthYaml gives the objects of all charts as one text, dependencies first', () => {
    const app = new App();
    const [front, back] = [new Chart(app, 'front'), new Chart(app, 'back')];
    new Chart(app, 'empty');
    configMap(front, 'a').addDependency(configMap(back, 'b'));
    expect(app.synthYaml()).toBe(
      [
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndata: {}\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: {}\n',
      ].join('---\n'),
    );
  });

  test('charts come after those that they depend on', () => {
    const app = new App();
    const [front, back] = [new Chart(app, 'front'), new Chart(app, 'back')];
    front.addDependency(back);
    expect(app.charts).toEqual([back, front]);
  });

  test('CDK8S_RECORD_CONSTRUCT_METADATA says which construct an object comes from, for validation plugins', () => {
    const folder = outdir();
    process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
    try {
      const app = new App({ outdir: folder });
      configMap(new Chart(app, 'web'), 'settings');
      app.synth();
    } finally {
      delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
    }
    const { resources } = JSON.parse(tree(folder)['construct-metadata.json']!);
    expect(resources).toEqual({ settings: { path: 'web/settings' } });
  });

  test('Testing.synth renders a chart of our App as it renders one of its own', () => {
    const render = (app: PlainApp) => {
      const chart = new Chart(app, 'web', { namespace: 'shop' });
      web(chart, 'web');
      return Testing.synth(chart);
    };
    const ours = render(new App());
    expect(ours.map(({ kind }) => kind)).toContain('Deployment');
    expect(ours).toEqual(render(Testing.app()));
  });
});
