import { IngressRoute, Isolation, Routing, StatelessService } from '../../lib';
import { emitted, problems } from '../support/build';
import { changesOf, option } from '../support/options';
import { WORKLOAD } from './workload-options';

const objects = emitted(
  (chart) => {
    const web = new StatelessService(chart, 'web', { ...WORKLOAD, replicas: 3, env: { A: '1', B: '2' } });
    const next = web.variant('web-next', { image: 'registry.example.com/web:2.0.0', env: { B: '3' } });
    return new IngressRoute(chart, 'public', {
      host: 'a.example.com',
      routes: [{ to: web, canary: { to: next, weight: 10 } }],
    });
  },
  { namespace: 'shop', platform: { routing: Routing.gateway({ name: 'public', namespace: 'infra' }) } },
);

test('a variant has the application of the service and an instance of its own', () => {
  const labels = (name: string) => objects[`Deployment/${name}`]!.metadata!.labels!;
  expect(labels('web-next')['app.kubernetes.io/name']).toBe(labels('web')['app.kubernetes.io/name']);
  expect(labels('web-next')['app.kubernetes.io/instance']).toBe('web-next');
});

test('a variant differs in what it states, and in its name', () => {
  const spec = (name: string) => JSON.stringify(objects[`Deployment/${name}`]!.spec);
  const renamed = spec('web')
    .replaceAll('"app.kubernetes.io/instance":"web"', '"app.kubernetes.io/instance":"web-next"')
    .replaceAll('"serviceAccountName":"web"', '"serviceAccountName":"web-next"')
    .replace(/"image":"[^"]+"/, '"image":"registry.example.com/web:2.0.0"')
    .replace('{"name":"B","value":"2"}', '{"name":"B","value":"3"}')
    .replace('"containers":[{"name":"web"', '"containers":[{"name":"web-next"');
  expect(JSON.parse(spec('web-next'))).toEqual(JSON.parse(renamed));
});

test('the route sends its share to the variant', () => {
  expect(objects['HTTPRoute/public']).toMatchObject({
    spec: {
      rules: [
        {
          backendRefs: [
            { name: 'web', weight: 90 },
            { name: 'web-next', weight: 10 },
          ],
        },
      ],
    },
  });
});

test('adding a variant changes nothing of the service', () => {
  const make = (chart: never, { more }: { more?: boolean }) => {
    const web = new StatelessService(chart, 'web', WORKLOAD);
    if (more) web.variant('web-next', { image: 'registry.example.com/web:2.0.0' });
    return web;
  };
  const changes = changesOf(make as never, {}, option('', '', { more: true }, {}));
  expect(Object.keys(changes).filter((path) => !path.includes('/web-next'))).toEqual([]);
});

test('a variant reaches what the service reaches, said before or after', () => {
  const found = emitted(
    (chart) => {
      const make = (name: string) => new StatelessService(chart, name, WORKLOAD);
      const [web, db, cache] = [make('web'), make('db'), make('cache')];
      web!.connectsTo(db!);
      web!.variant('web-next', { image: 'registry.example.com/web:2.0.0' });
      web!.connectsTo(cache!);
    },
    { namespace: 'shop', platform: { isolation: Isolation.full() } },
  );
  const policy = (name: string) => found[`NetworkPolicy/${name}`]!.spec as { egress?: unknown };
  expect(policy('web-next').egress).toEqual(policy('web').egress);
  for (const name of ['db', 'cache']) {
    expect(JSON.stringify(policy(name))).toContain('"app.kubernetes.io/instance":"web-next"');
  }
});

test('what is wrong with a connection is said once', () => {
  const found = problems((chart) => {
    const web = new StatelessService(chart, 'web', WORKLOAD);
    const db = new StatelessService(chart, 'db', WORKLOAD);
    web.variant('web-next', { image: 'registry.example.com/web:2.0.0' });
    web.connectsTo(db, { ports: ['nope'] });
  });
  expect(found).toMatchObject([{ rule: 'unknown-port', path: 'test/web' }]);
});
