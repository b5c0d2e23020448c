import { EnvSource, Health, Probe } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

/** Members always know their name; a variable of the user comes after it. */
export function envChange(kind: string, container: string, variable: object): object {
  return kind === 'StatefulSet' ? { [`${container}.env[1]`]: variable } : { [`${container}.env`]: [variable] };
}

export function envOptions(kind: string, container: string): readonly OptionCase[] {
  const from = (valueFrom: object) => envChange(kind, container, { name: 'A', valueFrom });
  const key = (ref: string, more: object = {}) => from({ [ref]: { name: 'db', key: 'pw', ...more } });
  return [
    option('env{}.key', 'a key of a Secret', { env: { A: EnvSource.secretKey('db', 'pw') } }, key('secretKeyRef')),
    option(
      'env{}.name',
      'a key of a ConfigMap',
      { env: { A: EnvSource.configMapKey('db', 'pw') } },
      key('configMapKeyRef'),
    ),
    option(
      'env{}.optional',
      'a key that may be missing',
      { env: { A: EnvSource.secretKey('db', 'pw', { optional: true }) } },
      key('secretKeyRef', { optional: true }),
    ),
    option(
      'env{}.fieldPath',
      'a field of the Pod',
      { env: { A: EnvSource.field('status.podIP') } },
      from({ fieldRef: { fieldPath: 'status.podIP' } }),
    ),
    option(
      'env{}.resource',
      'a resource of the container',
      { env: { A: EnvSource.resource('limits.memory') } },
      from({ resourceFieldRef: { resource: 'limits.memory' } }),
    ),
    option(
      'env{}.divisor',
      'a resource of the container in its unit',
      { env: { A: EnvSource.resource('limits.memory', { divisor: '1Mi' }) } },
      from({ resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } }),
    ),
  ];
}

export function probeOptions(container: string): readonly OptionCase[] {
  const at = `${container}.readinessProbe`;
  const ready = (probe: Probe) => ({ health: Health.probes({ ready: probe }) });
  const http = (props?: object) => ready(Probe.http('/ready', props));
  const paths = (more: object = {}) => ({ health: Health.http({ ready: '/ready', live: '/live', ...more }) });
  const timed = (question: string, timings: object) => paths({ timings: { [question]: timings } });
  const live = (props?: object) => ({ health: Health.probes({ live: Probe.http('/live', props) }) });
  const two = {
    ports: [
      { name: 'http', port: 80 },
      { name: 'admin', port: 81 },
    ],
  };
  return [
    option('health.ready.path', 'another path', ready(Probe.http('/r')), { [`${at}.httpGet.path`]: '/r' }, http()),
    option(
      'health.ready.port',
      'another port',
      http({ port: 'admin' }),
      { [`${at}.httpGet.port`]: 'admin' },
      { ...http(), ...two },
    ),
    option(
      'health.ready.port',
      'another port over TCP',
      ready(Probe.tcp({ port: 'admin' })),
      { [`${at}.tcpSocket.port`]: 'admin' },
      { ...ready(Probe.tcp()), ...two },
    ),
    option(
      'health.ready.port',
      'another port over gRPC, as a number',
      ready(Probe.grpc({ port: 'admin' })),
      { [`${at}.grpc.port`]: 81 },
      { ...ready(Probe.grpc()), ...two },
    ),
    option(
      'health.ready.port',
      'a port by its number, which needs no name',
      http({ port: 9000 }),
      { [`${at}.httpGet.port`]: 9000 },
      http(),
    ),
    option(
      'health.ready.host',
      'an address of the node',
      http({ host: '127.0.0.1' }),
      { [`${at}.httpGet.host`]: '127.0.0.1' },
      http(),
    ),
    option(
      'health.ready.host',
      'an address of the node over TCP, and a port by its number',
      ready(Probe.tcp({ port: 9000, host: '127.0.0.1' })),
      { [`${at}.tcpSocket`]: { port: 9000, host: '127.0.0.1' }, [`${at}.exec`]: REMOVED },
      ready(Probe.exec(['a'])),
    ),
    option(
      'health.ready.service',
      'a gRPC service',
      ready(Probe.grpc({ service: 'shop' })),
      { [`${at}.grpc.service`]: 'shop' },
      ready(Probe.grpc()),
    ),
    option(
      'health.ready.command',
      'a command',
      ready(Probe.exec(['b'])),
      { [`${at}.exec.command[0]`]: 'b' },
      ready(Probe.exec(['a'])),
    ),
    option('health.ready.scheme', 'HTTPS', http({ scheme: 'HTTPS' }), { [`${at}.httpGet.scheme`]: 'HTTPS' }, http()),
    option(
      'health.ready.headers',
      'a header',
      http({ headers: { Accept: 'a' } }),
      { [`${at}.httpGet.httpHeaders`]: [{ name: 'Accept', value: 'a' }] },
      http(),
    ),
    ...(
      ['periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold', 'initialDelaySeconds'] as const
    ).flatMap((key) => [
      option(`health.ready.${key}`, `another ${key}`, http({ [key]: 7 }), { [`${at}.${key}`]: 7 }, http()),
      option(
        `health.timings.ready.${key}`,
        `another ${key}`,
        timed('ready', { [key]: 7 }),
        { [`${at}.${key}`]: 7 },
        paths(),
      ),
    ]),
    option('health.timings', 'nothing said changes nothing', paths({ timings: {} }), {}, paths()),
    option('health.timings.ready', 'nothing said changes nothing', timed('ready', {}), {}, paths()),
    option(
      'health.timings.live',
      'rarely',
      timed('live', { periodSeconds: 60 }),
      { [`${container}.livenessProbe.periodSeconds`]: 60 },
      paths(),
    ),
    option(
      'health.timings.startup',
      'the live path, before the others',
      timed('startup', { failureThreshold: 60 }),
      {
        [`${container}.startupProbe`]: {
          httpGet: { path: '/live', port: 'http' },
          failureThreshold: 60,
          timeoutSeconds: 3,
        },
      },
      paths(),
    ),
    option(
      'health.ready.terminationGracePeriodSeconds',
      'a liveness probe that ends the container at once',
      live({ terminationGracePeriodSeconds: 5 }),
      { [`${container}.livenessProbe.terminationGracePeriodSeconds`]: 5 },
      live(),
    ),
    option(
      'health.startupBudget',
      'two minutes: 24 times 5 seconds',
      paths({ startupBudget: 120 }),
      {
        [`${container}.startupProbe`]: {
          httpGet: { path: '/live', port: 'http' },
          periodSeconds: 5,
          failureThreshold: 24,
          timeoutSeconds: 3,
        },
      },
      paths(),
    ),
    option(
      'health.scheme',
      'HTTPS',
      paths({ scheme: 'HTTPS' }),
      {
        [`${at}.httpGet.scheme`]: 'HTTPS',
        [`${container}.livenessProbe.httpGet.scheme`]: 'HTTPS',
      },
      paths(),
    ),
    option(
      'health.headers',
      'a header',
      paths({ headers: { Accept: 'a' } }),
      {
        [`${at}.httpGet.httpHeaders`]: [{ name: 'Accept', value: 'a' }],
        [`${container}.livenessProbe.httpGet.httpHeaders`]: [{ name: 'Accept', value: 'a' }],
      },
      paths(),
    ),
  ];
}
