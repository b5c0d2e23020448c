import * as cdk8s from 'cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import {
  App,
  Namespace,
  PersistentVolumeClaim,
  PersistentVolumePool,
  PoolVolume,
  Pruning,
  VolumeSnapshot,
} from 'cdk8s-statecraft';
import type { IConstruct } from 'constructs';
import { formatProblem } from '../../lib/errors/problem';
import { appWith } from '../support/build';
import { cluster } from '../support/objects';
import { outdir } from '../support/outdir';
import { refused, rules } from '../support/refused';

const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/** The annotations of all objects that the construct has. */
const annotations = (make: (chart: Chart) => IConstruct) =>
  appWith((chart) => {
    const made = make(chart);
    Pruning.never(made);
    return made;
  })
    .made.node.findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson().metadata.annotations);

describe('Pruning.never', () => {
  test.each<[string, (chart: Chart) => IConstruct, number]>([
    ['a namespace', (chart) => new Namespace(chart, 'shop'), 1],
    ['what a namespace has beside', (chart) => new Namespace(chart, 'shop', { quota: { pods: 5 } }), 2],
    ['a claim', (chart) => new PersistentVolumeClaim(chart, 'media', { size: '1Gi' }), 1],
    ['a snapshot', (chart) => new VolumeSnapshot(chart, 'monday', { claim: 'data-etcd-0' }), 1],
    ['the StatefulSet of a cluster, and nothing else of it', (chart) => cluster(chart, 'kv').statefulSet, 1],
    [
      'each volume of a pool',
      (chart) =>
        new PersistentVolumePool(chart, 'slow', {
          volumes: [0, 1].map((n) => PoolVolume.nfs({ server: 'nfs.example.com', path: `/${n}` })),
          size: '1Gi',
          accessModes: ['ReadWriteMany'],
          storageClass: 'slow',
        }),
      2,
    ],
    [
      'all of a chart, also what is not ours',
      (chart) => {
        new ApiObject(chart, 'raw', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'raw' } });
        new PersistentVolumeClaim(chart, 'media', { size: '1Gi' });
        return chart;
      },
      2,
    ],
  ])('keeps %s', (_sentence, make, count) => {
    expect(annotations(make)).toEqual(Array.from({ length: count }, () => KEPT));
  });

  test.each<[string, string, string]>([
    ['leaves other options', 'ServerSideApply=true', 'ServerSideApply=true,Prune=false,Delete=false'],
    ['has the last word on its own', 'Prune=confirm, Validate=false', 'Validate=false,Prune=false,Delete=false'],
    ['is not said twice', 'Prune=false,Delete=false', 'Prune=false,Delete=false'],
  ])('%s', (_sentence, given, expected) => {
    const own = { 'argocd.argoproj.io/sync-options': given, 'shop.example.com/owner': 'media' };
    expect(
      annotations((chart) => new PersistentVolumeClaim(chart, 'media', { size: '1Gi', annotations: own })),
    ).toEqual([{ ...own, ...KEPT, 'argocd.argoproj.io/sync-options': expected }]);
  });

  test('that keeps nothing is an error, under a plain cdk8s App, too', () => {
    const build = (app: cdk8s.App) => {
      const chart = new Chart(app, 'data', { namespace: 'shop' });
      Pruning.never(chart);
      new PersistentVolumeClaim(chart, 'media', { size: '1Gi' });
    };
    const problems = refused((app: App) => build(app));
    expect(rules(problems)).toEqual(['nothing-to-keep at data']);
    expect(formatProblem(problems[0]!)).toMatch(/pruning\.test\.ts:\d+[\s\S]*fix: +move the line down/);
    const plain = new cdk8s.App({ outdir: outdir() });
    build(plain);
    expect(() => plain.synth()).toThrow(/nothing-to-keep/);
  });
});
