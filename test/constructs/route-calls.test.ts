import { IngressRoute, Routing, StatefulCluster, StatelessService } from '../../lib';
import { appWith } from '../support/build';
import { WORKLOAD } from './workload-options';

test('a workload knows which ports the routing controller calls, and from where', () => {
  const callers = { namespace: 'ingress-nginx', podLabels: { app: 'ingress' } };
  const { made } = appWith(
    (chart) => {
      const web = new StatelessService(chart, 'web', WORKLOAD);
      const db = new StatefulCluster(chart, 'db', { ...WORKLOAD, members: 3 });
      const routes = [{ to: web }, { to: db, path: '/db' }];
      new IngressRoute(chart, 'public', { host: 'a.example.com', routes });
      return { web, db };
    },
    { platform: { routing: Routing.ingress({ className: 'nginx', callers }) } },
  );
  const call = { port: 'http', callers, route: 'env/test/public' };
  expect(made.web._routeCalls).toEqual([call]);
  expect(made.db._routeCalls).toEqual([call]);
});
