import fs from 'node:fs';
import path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import {
  App,
  Environment,
  Health,
  PersistentVolumeClaim,
  Platform,
  Pruning,
  StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { parse, parseAllDocuments } from 'yaml';
import { tempFolder, tree } from '../output/temp-folder';

const ROOT = path.join(__dirname, '../..');
const page = fs.readFileSync(path.join(ROOT, 'docs/gitops.md'), 'utf8');
const KEEP = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

/** The page's database, changed as the page shows it. */
function build(change: (database: StatefulCluster, data: Chart) => void = () => {}): Record<string, string> {
  const outdir = tempFolder();
  const app = new App({ outdir });
  const environment = new Environment(app, 'production', { platform: Platform.define({ kubernetesVersion: '1.35' }) });
  const data = new Chart(new Construct(environment, 'database'), 'data', { namespace: 'shop' });
  const database = new StatefulCluster(data, 'database', {
    image: 'docker.io/library/mariadb:11.4',
    members: 1,
    ports: [{ name: 'mysql', port: 3306 }],
    storage: [Storage.claim('data', { mountPath: '/var/lib/mysql', size: '50Gi', annotations: KEEP })],
    health: Health.none('not of interest here'),
    resources: { memory: '1Gi' },
  });
  change(database, data);
  app.synth();
  return tree(outdir);
}

const FILE = 'production/database/data.k8s.yaml';
const objects = (files: Record<string, string>) => parseAllDocuments(files[FILE]!).map((document) => document.toJS());
const statefulSet = (files: Record<string, string>) => objects(files).find(({ kind }) => kind === 'StatefulSet');

test('the YAML of the page is YAML, and points to directories that the shop gives', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text!));
  const paths = blocks.flatMap(({ spec }) => spec?.path ?? spec?.source.path ?? []);
  expect(paths).toEqual(['dist/shop/production', './dist/shop/production']);
  for (const folder of paths) expect(fs.existsSync(path.join(ROOT, folder))).toBe(true);
});

test('the tree of the page is the shop’s', () => {
  const files = Object.keys(tree(path.join(ROOT, 'dist/shop')));
  const shown = page.split('```')[1]!.match(/\w+\.k8s\.yaml/g)!;
  expect(shown).toEqual(files.map((file) => path.basename(file)));
});

test('the claim of the page carries the annotations that the page shows', () => {
  const files = build((_, data) => Pruning.never(new PersistentVolumeClaim(data, 'media', { size: '100Gi' })));
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text!));
  const { kind, metadata } = shown.find((block) => block.kind === 'PersistentVolumeClaim');
  const claim = objects(files).find((object) => object.kind === kind);
  expect(claim.metadata).toMatchObject(metadata);
});

test('a construct above a chart is a directory', () => {
  expect(Object.keys(build())).toEqual([FILE]);
});

test('the annotations of a claim stand in its template, and nowhere else', () => {
  const { metadata, spec } = statefulSet(build());
  expect(spec.volumeClaimTemplates[0].metadata.annotations).toEqual(KEEP);
  expect(metadata.annotations).toBeUndefined();
});

test('the annotations of a StatefulSet change nothing that restarts Pods or cannot be changed', () => {
  const plain = statefulSet(build());
  const kept = statefulSet(
    build((database) => {
      Pruning.never(database.statefulSet);
    }),
  );
  expect(kept.metadata.annotations).toEqual({ ...KEEP, 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  expect(kept.spec).toEqual(plain.spec);
});

test('the loop over a chart gives every object its wave', () => {
  const files = build((_, data) => {
    for (const object of data.node.findAll().filter(ApiObject.isApiObject)) {
      object.metadata.addAnnotation('argocd.argoproj.io/sync-wave', '-1');
    }
  });
  const waves = objects(files).map(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-wave']);
  expect(waves.length).toBeGreaterThan(3);
  expect(new Set(waves)).toEqual(new Set(['-1']));
});
