import { Chart } from 'cdk8s';
import { BatchJob, Health, IngressRoute, NodeAgent, Scaling, ScheduledJob } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import type { Manifest } from '../../lib/manifests/manifest';
import { resolved } from '../../lib/synth/synthesize';
import { RULES } from '../../lib/validation/rules';
import { validate } from '../../lib/validation/validate';
import { newApp } from '../support/build';
import { cluster, configMap, web } from '../support/objects';

/** One of each of what there may be thousands of in one namespace. */
function one(scope: Construct, n: number): void {
  const service = web(scope, `web-${n}`, { scaling: Scaling.onCpu({ min: 2, max: 4, targetUtilization: 70 }) });
  new IngressRoute(scope, `www-${n}`, { host: `a${n}.example.com`, className: 'nginx', routes: [{ to: service }] });
  cluster(scope, `data-${n}`);
  configMap(scope, `settings-${n}`);
  const image = 'registry.example.com/shop/job:1.4.2';
  const resources = { memory: '64Mi' };
  new BatchJob(scope, `job-${n}`, { image, resources });
  new ScheduledJob(scope, `cron-${n}`, { image, resources, schedule: '0 3 * * *' });
  new NodeAgent(scope, `agent-${n}`, { image, resources, health: Health.none('nothing to ask') });
}

function manifestsOf(count: number): readonly Manifest[] {
  const app = newApp();
  const chart = new Chart(app, 'all', { namespace: 'shop' });
  for (let n = 0; n < count; n++) one(chart, n);
  return resolved(app, '.k8s.yaml').files.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** How often a rule reads a field of a manifest. */
function reads(rule: (typeof RULES)[number], manifests: readonly Manifest[]): number {
  let count = 0;
  const counted = manifests.map(
    (manifest) =>
      new Proxy(manifest, {
        get: (target, key) => {
          count++;
          return Reflect.get(target, key);
        },
      }),
  );
  validate({ manifests: counted, cluster: { kubernetesVersion: '1.35', storageClasses: [], domains: [] } }, [rule]);
  return count;
}

const [SMALL, LARGE] = [manifestsOf(20), manifestsOf(80)];

test.each(RULES.map((rule) => [rule.name, rule] as const))(
  'four times the manifests are four times the work of %s',
  (_, rule) => {
    expect(reads(rule, LARGE)).toBeLessThanOrEqual(4.2 * reads(rule, SMALL));
  },
);
