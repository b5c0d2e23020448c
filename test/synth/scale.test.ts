import { ApiObject, Chart, type IResolver } from 'cdk8s';
import { IngressRoute } from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { synthesize } from '../../lib/synth/synthesize';
import { newApp } from '../support/build';
import { cluster, web } from '../support/objects';
import { counting, lookups } from '../support/work';

interface Work {
  readonly objects: number;
  readonly rendered: number;
  readonly resolved: number;
  readonly validated: number;
  readonly lookups: number;
}

/** The countable work of the synthesis of an app with so many services. */
function work(build: (scope: Construct, count: number) => void, count: number): Work {
  let [resolved, rendered, validated] = [0, 0, 0];
  const counter: IResolver = { resolve: () => void resolved++ };
  const app = newApp({ resolvers: [counter] });
  build(app, count);
  for (const construct of app.node.findAll())
    construct.node.addValidation({ validate: () => [String(validated++)].slice(1) });
  const objects = app.node.findAll().filter(ApiObject.isApiObject).length;
  const restore = counting(ApiObject.prototype, 'toJson', () => rendered++);
  try {
    const looked = lookups(() => synthesize(app, '.k8s.yaml'));
    return { objects, rendered, resolved, validated, lookups: looked };
  } finally {
    restore();
  }
}

const one = (scope: Construct, n: number) => {
  const service = web(scope, `web-${n}`);
  new IngressRoute(scope, `www-${n}`, { host: `a${n}.example.com`, className: 'nginx', routes: [{ to: service }] });
};

const SHAPES: readonly (readonly [string, (scope: Construct, count: number) => void])[] = [
  [
    'services in one chart',
    (scope, count) => {
      const chart = new Chart(scope, 'all', { namespace: 'shop' });
      for (let n = 0; n < count; n++) one(chart, n);
    },
  ],
  [
    'a chart for each service',
    (scope, count) => {
      for (let n = 0; n < count; n++) one(new Chart(scope, `chart-${n}`, { namespace: 'shop' }), n);
    },
  ],
  [
    'charts in a chain of dependencies',
    (scope, count) => {
      let before: Chart | undefined;
      for (let n = 0; n < count; n++) {
        const chart = new Chart(scope, `chart-${n}`, { namespace: 'shop' });
        one(chart, n);
        if (before) chart.addDependency(before);
        before = chart;
      }
    },
  ],
  [
    'stateful clusters, each depending on the one before',
    (scope, count) => {
      const chart = new Chart(scope, 'all', { namespace: 'shop' });
      let before: Construct | undefined;
      for (let n = 0; n < count; n++) {
        const made = cluster(chart, `data-${n}`);
        if (before) made.node.addDependency(before);
        before = made;
      }
    },
  ],
];

describe.each(SHAPES)('synthesis of %s', (_, build) => {
  const [small, large] = [work(build, 50), work(build, 200)];

  test('renders each object once', () => {
    expect([small.rendered, large.rendered]).toEqual([small.objects, large.objects]);
  });

  test('asks each validation once', () => {
    const constructs = (count: number) => {
      const app = newApp();
      build(app, count);
      return app.node.findAll().length;
    };
    expect([small.validated, large.validated]).toEqual([constructs(50), constructs(200)]);
  });

  test.each(['resolved', 'lookups'] as const)('does four times the work for four times as much: %s', (kind) => {
    expect(large[kind] / small[kind]).toBeGreaterThan(3);
    expect(large[kind] / small[kind]).toBeLessThan(4.2);
  });
});
