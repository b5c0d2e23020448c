import { Chart, type App as PlainApp } from 'cdk8s';
import type { App } from 'cdk8s-statecraft';
import { newApp } from '../support/build';
import { configMap } from '../support/objects';

/** What the ConfigMaps of a test say. */
export interface Contents {
  readonly settings?: Record<string, unknown>;
  readonly more?: readonly string[];
}

/** Two charts: `web` with the ConfigMaps `settings` and `more`, `data` with `tables`. */
export function addShop<A extends PlainApp>(app: A, { settings, more = [] }: Contents = {}): A {
  const web = new Chart(app, 'web', { namespace: 'shop' });
  configMap(web, 'settings', settings ?? { level: 'info', url: 'http://shop' });
  for (const id of more) configMap(web, id);
  configMap(new Chart(app, 'data', { namespace: 'shop' }), 'tables', { orders: 'yes' });
  return app;
}

export function shop(contents?: Contents): App {
  return addShop(newApp({ name: 'shop' }), contents);
}
