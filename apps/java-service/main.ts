import * as path from 'node:path';
import { Chart, Duration } from 'cdk8s';
import {
  App,
  ConfigFiles,
  Defaults,
  Environment,
  Health,
  Metrics,
  SecretFiles,
  StatelessService,
} from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { ENVIRONMENTS, type ServiceEnvironment } from './environments';

/** A Spring Boot service in three environments. */
export function build(app: Construct): void {
  const service = new Construct(app, 'java-service');
  for (const settings of ENVIRONMENTS) {
    const environment = new Environment(service, settings.name, { platform: settings.platform });
    addOrders(new Chart(environment, 'orders', { namespace: `orders-${settings.name}` }), settings);
  }
}

function addOrders(chart: Chart, settings: ServiceEnvironment): StatelessService {
  return new StatelessService(chart, 'orders', {
    image: `registry.example.com/shop/orders:${settings.version}`,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    replicas: settings.replicas,
    scaling: settings.scaling,
    env: {
      // The heap grows to three quarters of the memory; the rest is for threads, classes and buffers.
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError',
      SPRING_PROFILES_ACTIVE: settings.name,
      SPRING_CONFIG_ADDITIONAL_LOCATION: '/etc/orders/',
      // Each file is a property: `spring.datasource.password`.
      SPRING_CONFIG_IMPORT: 'configtree:/run/secrets/orders/',
    },
    files: [
      ConfigFiles.fromDirectory('/etc/orders', path.join(__dirname, 'config', settings.name)),
      SecretFiles.from('orders', '/run/secrets/orders'),
    ],
    writable: ['/tmp'],
    resources: { cpu: '250m', memory: settings.memory },
    health: Health.http({
      ready: '/actuator/health/readiness',
      live: '/actuator/health/liveness',
      // A JVM on a busy node; a restart in the middle of it would not make it faster.
      startupBudget: Duration.minutes(2),
    }),
    metrics: Metrics.scrape({ port: 'http', path: '/actuator/prometheus' }),
    rollout: {
      // The first requests compile the code: a Pod counts when it has been ready for half a minute.
      minReady: Duration.seconds(30),
      restartToken: settings.restartToken,
    },
    // The drain of 5 seconds, then `spring.lifecycle.timeout-per-shutdown-phase`.
    terminationGracePeriod: Duration.seconds(45),
  });
}

if (require.main === module) {
  const app = new App({ name: 'java-service', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
