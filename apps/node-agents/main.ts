import { Chart } from 'cdk8s';
import { App, Defaults, Environment, Namespace, Platform } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import { addLogCollector } from './log-collector';
import { addNodeExporter } from './node-exporter';
import { addStorageDaemon } from './storage-daemon';

const platform = Platform.define({ kubernetesVersion: '1.35' });

/** What runs on every node: a collector of logs, an exporter of the node's metrics, the node part of a storage driver. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'node-agents', { platform });

  // Paths of the node pass no level of Pod Security, so the agents have a namespace of their own, and nothing else is in it.
  const namespace = new Namespace(new Chart(environment, 'namespace'), 'node-agents', {
    podSecurity: { enforce: 'privileged' },
  });
  const chart = new Chart(environment, 'agents', { namespace: namespace.name });
  addLogCollector(chart);
  addNodeExporter(chart);
  addStorageDaemon(chart);
}

if (require.main === module) {
  const app = new App({ name: 'node-agents', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
