import * as path from 'node:path';
import { Chart } from 'cdk8s';
import {
  App,
  ConfigFiles,
  Defaults,
  Environment,
  Health,
  Isolation,
  Metric,
  Platform,
  Probe,
  Scaling,
  ScalingPolicy,
  StatefulCluster,
  StatelessService,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

// Only who is stated calls, and calls only what is stated.
const platform = Platform.define({
  kubernetesVersion: '1.35',
  storageClasses: ['standard'],
  isolation: Isolation.full(),
});

const IMAGE = 'docker.io/library/redis:7.4';

/** Programs that take work from a queue. Nobody calls them, so they have no port and no Service. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'worker', { platform });
  const queue = addQueue(new Chart(environment, 'queue', { namespace: 'worker' }));
  addWorker(new Chart(environment, 'worker', { namespace: 'worker' }), queue);
}

/** The queue: Redis with one member, which writes every change down before it answers. */
function addQueue(chart: Chart): StatefulCluster {
  return new StatefulCluster(chart, 'queue', {
    image: IMAGE,
    members: 1,
    ports: [{ name: 'redis', port: 6379 }],
    // Without a password; the NetworkPolicy lets the workers in, and nobody else.
    args: ['--appendonly', 'yes', '--appendfsync', 'always', '--protected-mode', 'no'],
    storage: [Storage.claim('data', { mountPath: '/data', size: '2Gi', storageClass: 'standard' })],
    health: Health.probes({ ready: Probe.exec(['redis-cli', 'ping'], { timeoutSeconds: 5 }), live: Probe.tcp() }),
    resources: { cpu: '50m', memory: '128Mi' },
  });
}

function addWorker(chart: Chart, queue: StatefulCluster): StatelessService {
  const worker = new StatelessService(chart, 'worker', {
    image: IMAGE,
    command: ['sh', '/worker/work.sh'],
    env: { QUEUE_HOST: queue.host },
    files: [ConfigFiles.fromDirectory('/worker', path.join(__dirname, 'program'))],
    writable: ['/tmp'],
    waitFor: [queue],
    // No readiness: nobody sends it anything. It is alive while its loop turns: the file is touched at least every 5 s.
    health: Health.probes({
      live: Probe.exec(['sh', '-c', 'test -n "$(find /tmp/alive -mmin -1)"'], { timeoutSeconds: 5 }),
    }),
    resources: { cpu: '50m', memory: '32Mi' },
    // SIGTERM lets the current job end; this is how long the longest may take.
    terminationGracePeriod: 120,
    scaling: Scaling.on({
      min: 2,
      max: 20,
      // One worker for 30 jobs that wait; the metric comes from an adapter, such as Prometheus's.
      metrics: [Metric.external('redis_list_length', { averageValue: '30', labels: { list: 'jobs' } })],
      scaleUp: { policies: [ScalingPolicy.pods(4, 60)] },
      scaleDown: { stabilization: 600 },
    }),
  });
  worker.connectsTo(queue);
  return worker;
}

if (require.main === module) {
  const app = new App({ name: 'worker', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
