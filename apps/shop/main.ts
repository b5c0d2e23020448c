import { Chart } from 'cdk8s';
import { App, Defaults, Environment, IngressRoute } from 'cdk8s-statecraft';
import { Construct } from 'constructs';
import { addDatabase } from './database';
import { ENVIRONMENTS, type ShopEnvironment } from './platforms';
import { addApi, addWeb, addWorker } from './services';

/** A web shop in two environments: a site, an API, a worker and a database. */
export function build(app: Construct): void {
  const shop = new Construct(app, 'shop');
  for (const environment of ENVIRONMENTS) buildEnvironment(shop, environment);
}

function buildEnvironment(shop: Construct, settings: ShopEnvironment): void {
  const environment = new Environment(shop, settings.name, { platform: settings.platform });

  // A chart for what changes with every release, and one for what should change rarely and with care.
  const data = new Chart(environment, 'data', { namespace: 'shop' });
  const database = addDatabase(data, settings);

  const backend = new Chart(environment, 'backend', { namespace: 'shop' });
  const api = addApi(backend, settings, database);
  const web = addWeb(backend, settings);
  addWorker(backend, settings, api);

  new IngressRoute(backend, 'public', {
    host: settings.host,
    tls: true,
    routes: [
      { path: '/', to: web },
      { path: '/api', to: api },
    ],
  });
}

if (require.main === module) {
  const app = new App({ name: 'shop', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
