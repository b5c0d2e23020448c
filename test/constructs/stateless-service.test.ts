import { StatelessService, type StatelessServiceProps } from '../../lib';
import { appWith, emitted, problems } from '../support/build';
import { HEALTHS } from '../support/samples';
import { WORKLOAD } from './workload-options';

type Props = Partial<StatelessServiceProps>;
const ports = (more: object): Props => ({ ports: [{ name: 'http', port: 80, ...more }] });

describe('what is emitted', () => {
  const objectsOf = (props: Props, namespace?: string) =>
    Object.keys(
      emitted((chart) => new StatelessService(chart, 'web', { ...WORKLOAD, ...props }), { namespace }),
    ).sort();

  test.each<[string, Props, string]>([
    ['a service', {}, 'Deployment NetworkPolicy PodDisruptionBudget Service ServiceAccount'],
    [
      'a worker without ports has no Service',
      { ports: [], health: undefined },
      'Deployment NetworkPolicy PodDisruptionBudget ServiceAccount',
    ],
    ['a single Pod has no budget', { replicas: 1 }, 'Deployment NetworkPolicy Service ServiceAccount'],
    ['a stopped one has no budget', { replicas: 0 }, 'Deployment NetworkPolicy Service ServiceAccount'],
  ])('%s', (_sentence, props, kinds) => {
    const health = 'health' in props ? HEALTHS['Health.none']!.make('none' as never) : WORKLOAD.health;
    expect(objectsOf({ ...props, health: health as never })).toEqual(kinds.split(' ').map((kind) => `${kind}/web`));
  });

  test('a worker does not wait before it stops: nothing sends to it', () => {
    const health = HEALTHS['Health.none']!.make('none' as never) as never;
    const worker = emitted((chart) => new StatelessService(chart, 'web', { ...WORKLOAD, ports: undefined, health }));
    expect(JSON.stringify(worker)).not.toContain('preStop');
    expect(worker['NetworkPolicy/web']).not.toHaveProperty('spec.ingress');
  });

  test.each([
    [undefined, undefined, 'web'],
    ['shop', undefined, 'web.shop.svc.cluster.local'],
    ['shop', 'corp.example', 'web.shop.svc.corp.example'],
  ])('the host in namespace %s of domain %s is %s', (namespace, clusterDomain, host) => {
    const { made } = appWith((chart) => new StatelessService(chart, 'web', WORKLOAD), {
      namespace,
      platform: { clusterDomain },
    });
    expect(made.host).toBe(host);
  });

  test('the Deployment is the default child, and all objects are handles', () => {
    const { made } = appWith((chart) => new StatelessService(chart, 'web', WORKLOAD));
    expect(made.node.defaultChild).toBe(made.deployment);
    const kinds = [made.service, made.serviceAccount, made.podDisruptionBudget, made.networkPolicy].map(
      (one) => one?.kind,
    );
    expect(kinds).toEqual(['Service', 'ServiceAccount', 'PodDisruptionBudget', 'NetworkPolicy']);
  });

  test('a node port needs a Service that has them', () => {
    expect(
      problems((chart) => new StatelessService(chart, 'web', { ...WORKLOAD, ...ports({ nodePort: 30520 }) })),
    ).toMatchObject([
      {
        rule: 'node-port-without-node-port-service',
        got: '30520',
        fix: expect.stringContaining('ServiceType.nodePort()'),
      },
    ]);
  });
});

test('a variable that is undefined is not said', () => {
  const debug: string | undefined = undefined;
  const { 'Deployment/web': web } = emitted(
    (chart) => new StatelessService(chart, 'web', { ...WORKLOAD, env: { A: 'a', DEBUG: debug as never } }),
  );
  expect(web).toHaveProperty('spec.template.spec.containers[0].env', [{ name: 'A', value: 'a' }]);
});
