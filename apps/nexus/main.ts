import { Chart } from 'cdk8s';
import { App, Defaults, Environment, Health, Platform, Probe, StatefulCluster, Storage } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

const data = '/nexus-data';

/** Nexus Repository: one member on one claim, for programs that can't run twice. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'nexus', { platform });
  const chart = new Chart(environment, 'nexus', { namespace: 'nexus' });

  new StatefulCluster(chart, 'nexus', {
    image: 'docker.io/sonatype/nexus3:3.96.2',
    members: 1,
    ports: [{ name: 'http', port: 8081 }],
    storage: [Storage.claim('data', { mountPath: data, subPath: 'nexus', size: '100Gi', storageClass: 'fast' })],
    env: {
      // The vendor's figures for a small instance. To set any of them replaces the image's own, so all are here.
      INSTALL4J_ADD_VM_PARAMS: [
        '-Xms2703m',
        '-Xmx2703m',
        '-XX:MaxDirectMemorySize=2703m',
        `-Djava.util.prefs.userRoot=${data}/javaprefs`,
      ].join(' '),
    },
    health: Health.probes({
      // 503 while it starts, and while its database is read-only.
      ready: Probe.http('/service/rest/v1/status/writable', { timeoutSeconds: 5 }),
      live: Probe.tcp({ failureThreshold: 6 }),
      // Two to three minutes as a rule; an upgrade migrates its database before it listens.
      startupBudget: 1800,
    }),
    // Heap, direct memory, and the JVM's own.
    resources: { cpu: '500m', memory: '8Gi' },
    // The user of the official image, whose program writes beside itself.
    security: { runAsUser: 200, runAsGroup: 200, fsGroup: 200, readOnlyRootFilesystem: false },
    writable: ['/tmp'],
    // It closes its database: at least 120 seconds, says its README.
    terminationGracePeriod: 180,
  });
}

if (require.main === module) {
  const app = new App({ name: 'nexus', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
