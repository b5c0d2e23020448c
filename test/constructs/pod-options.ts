import { Duration } from 'cdk8s';
import { Hook } from '../../lib';
import { type OptionCase, option } from '../support/options';
import { containerDetails, containerOptions, sidecarOptions, TOOL } from './side-container-options';

/** Options of containers beside the main one that are read and emitted as the main one's, where they are shown. */
const AS_IN_MAIN =
  /^((initContainers|sidecars)\[\]\.(resources|health|env|envFrom|files)|waiting\.resources)(\.|\{|\[).*/;
/** The same hooks as preStop. */
const AS_IN_PRE_STOP = /(^|\.)lifecycle\.postStart\.|^sidecars\[\]\.lifecycle\./;

/** The same timings as those of readiness. */
const AS_IN_READY = /^health\.timings\.(live|startup)\./;

/** Held by test/constructs/pod.test.ts: they need acceptance or a newer Kubernetes, or are always refused. */
const SPECIAL = /^ports\[\]\.hostPort$|lifecycle\.stopSignal$|^health\.timings\.ready\.terminationGracePeriodSeconds$/;

/** Held by storage.test.ts, for every kind of volume on every kind of workload. */
const VOLUMES = /^storage\b/;

/** Whether an option is shown at another place that is the same. */
export function isShownElsewhere(path: string): boolean {
  return (
    AS_IN_MAIN.test(path) ||
    AS_IN_PRE_STOP.test(path) ||
    AS_IN_READY.test(path) ||
    SPECIAL.test(path) ||
    VOLUMES.test(path)
  );
}

/** The same of the main container. */
function mainContainerOptions(container: string): readonly OptionCase[] {
  const row = (key: string, value: unknown, emitted: unknown = value) =>
    option(`container.${key}`, `another ${key}`, { container: { [key]: value } }, { [`${container}.${key}`]: emitted });
  return [
    option('container', 'nothing said changes nothing', { container: {} }, {}),
    row('name', 'main'),
    ...containerDetails.map(([key, value, emitted]) => row(key, value, emitted)),
    ...(['cpu', 'memory'] as const).map((resourceName) =>
      option(
        `container.resizePolicy.${resourceName}`,
        'said, as it is',
        { container: { resizePolicy: { [resourceName]: 'NotRequired' } } },
        { [`${container}.resizePolicy`]: [{ resourceName, restartPolicy: 'NotRequired' }] },
      ),
    ),
  ];
}

function lifecycleOptions(container: string): readonly OptionCase[] {
  const at = `${container}.lifecycle`;
  const before = (preStop: Hook) => ({ lifecycle: { preStop } });
  const http = (path: string, props?: object) => before(Hook.http(path, props));
  const get = `${at}.preStop.httpGet`;
  const two = {
    ports: [
      { name: 'http', port: 80 },
      { name: 'admin', port: 81 },
    ],
  };
  return [
    option(
      'lifecycle.preStop',
      'a sleep, instead of the drain',
      before(Hook.sleep(Duration.seconds(9))),
      (found: object) => expect(Object.values(found)).toEqual([expect.anything()]),
    ),
    option(
      'lifecycle.preStop.seconds',
      'longer',
      before(Hook.sleep(9)),
      { [`${at}.preStop.sleep.seconds`]: 9 },
      before(Hook.sleep(8)),
    ),
    option(
      'lifecycle.preStop.command',
      'a command',
      before(Hook.exec(['b'])),
      { [`${at}.preStop.exec.command[0]`]: 'b' },
      before(Hook.exec(['a'])),
    ),
    option('lifecycle.preStop.path', 'another path', http('/b'), { [`${get}.path`]: '/b' }, http('/a')),
    option(
      'lifecycle.preStop.port',
      'another port',
      http('/a', { port: 'admin' }),
      { [`${get}.port`]: 'admin' },
      { ...http('/a'), ...two },
    ),
    option(
      'lifecycle.preStop.scheme',
      'HTTPS',
      http('/a', { scheme: 'HTTPS' }),
      { [`${get}.scheme`]: 'HTTPS' },
      http('/a'),
    ),
    option(
      'lifecycle.preStop.headers',
      'a header',
      http('/a', { headers: { A: 'b' } }),
      { [`${get}.httpHeaders`]: [{ name: 'A', value: 'b' }] },
      http('/a'),
    ),
    option(
      'lifecycle.postStart',
      'a command after the start',
      { lifecycle: { postStart: Hook.exec(['warm']) } },
      (found: object) => expect(JSON.stringify(found)).toContain('{"exec":{"command":["warm"]}}'),
    ),
  ];
}

/** Options of the Pod beside its main container. */
export function podOptions(kind: string, pod: string): readonly OptionCase[] {
  const detailed = kind === 'Deployment' || kind === 'StatefulSet';
  const network = (podNetwork: object) => ({ podNetwork });
  const config = (dnsConfig: object) => network({ dnsConfig });
  return [
    ...(['initContainers', 'sidecars'] as const).flatMap((prop) => [
      option(
        prop,
        prop === 'sidecars' ? 'a native one' : 'one',
        { [prop]: [TOOL] },
        {
          [`${pod}.initContainers`]: [
            expect.objectContaining({ name: 'tool', ...(prop === 'sidecars' ? { restartPolicy: 'Always' } : {}) }),
          ],
        },
      ),
      ...(detailed ? containerOptions(prop, pod) : []),
    ]),
    ...(detailed ? [...sidecarOptions(kind, pod), ...lifecycleOptions(`${pod}.containers[0]`)] : []),
    ...mainContainerOptions(`${pod}.containers[0]`),
    option('lifecycle', 'nothing said changes nothing', { lifecycle: {} }, {}),
    option(
      'waitFor',
      'an address',
      { waitFor: ['db:5432'] },
      {
        [`${pod}.initContainers`]: [expect.objectContaining({ name: 'wait-for', args: ['300', 'db:5432'] })],
      },
    ),
    option('waiting', 'nothing to wait for: nothing changes', { waiting: { timeLimit: 60 } }, {}),
    option(
      'waiting.image',
      "a registry of one's own",
      { waiting: { image: 'registry.example.com/busybox:1.37' } },
      { [`${pod}.initContainers[0].image`]: 'registry.example.com/busybox:1.37' },
      { waitFor: ['db:5432'] },
    ),
    option(
      'waiting.timeLimit',
      'a cdk8s Duration',
      { waiting: { timeLimit: Duration.minutes(1) } },
      { [`${pod}.initContainers[0].args[0]`]: '60' },
      { waitFor: ['db:5432'] },
    ),
    option(
      'waiting.resources',
      'more memory',
      { waiting: { resources: { memory: '32Mi' } } },
      {
        [`${pod}.initContainers[0].resources.requests.memory`]: '32Mi',
        [`${pod}.initContainers[0].resources.limits.memory`]: '32Mi',
      },
      { waitFor: ['db:5432'] },
    ),
    option('workingDir', 'another folder', { workingDir: '/srv' }, { [`${pod}.containers[0].workingDir`]: '/srv' }),
    option('host', 'nothing said changes nothing', { host: {} }, {}),
    option(
      'host.network',
      "the node's network, with the DNS policy that it needs",
      { host: { network: 'why' } },
      { [`${pod}.hostNetwork`]: true, [`${pod}.dnsPolicy`]: 'ClusterFirstWithHostNet' },
    ),
    option('host.processes', "the node's processes", { host: { processes: 'why' } }, { [`${pod}.hostPID`]: true }),
    option('host.ipc', "the node's memory", { host: { ipc: 'why' } }, { [`${pod}.hostIPC`]: true }),
    option('podNetwork', 'nothing said changes nothing', network({}), {}),
    option('podNetwork.hostAliases', 'names for an address', network({ hostAliases: { '10.0.0.5': ['ldap'] } }), {
      [`${pod}.hostAliases`]: [{ ip: '10.0.0.5', hostnames: ['ldap'] }],
    }),
    option(
      'podNetwork.hostAliases{}',
      'two names',
      network({ hostAliases: { '10.0.0.5': ['ldap', 'directory'] } }),
      { [`${pod}.hostAliases[0].hostnames[1]`]: 'directory' },
      network({ hostAliases: { '10.0.0.5': ['ldap'] } }),
    ),
    option('podNetwork.dnsPolicy', "the node's", network({ dnsPolicy: 'Default' }), {
      [`${pod}.dnsPolicy`]: 'Default',
    }),
    option('podNetwork.dnsConfig', 'one option', config({ options: { ndots: '2' } }), {
      [`${pod}.dnsConfig`]: { options: [{ name: 'ndots', value: '2' }] },
    }),
    option('podNetwork.dnsConfig.options', 'without a value', config({ options: { 'use-vc': '' } }), {
      [`${pod}.dnsConfig`]: { options: [{ name: 'use-vc' }] },
    }),
    option('podNetwork.dnsConfig.nameservers', 'a name server', config({ nameservers: ['10.0.0.1'] }), {
      [`${pod}.dnsConfig`]: { nameservers: ['10.0.0.1'] },
    }),
    option('podNetwork.dnsConfig.searches', 'a domain', config({ searches: ['example.com'] }), {
      [`${pod}.dnsConfig`]: { searches: ['example.com'] },
    }),
    option('podNetwork.hostname', 'a name', network({ hostname: 'a' }), { [`${pod}.hostname`]: 'a' }),
    option('podNetwork.setHostnameAsFQDN', 'its whole name', network({ setHostnameAsFQDN: true }), {
      [`${pod}.setHostnameAsFQDN`]: true,
    }),
    option('podNetwork.subdomain', 'a domain', network({ subdomain: 'a' }), { [`${pod}.subdomain`]: 'a' }),
    option(
      'shareProcessNamespace',
      'shared',
      { shareProcessNamespace: true },
      { [`${pod}.shareProcessNamespace`]: true },
    ),
    option(
      'imagePullSecrets',
      'one',
      { imagePullSecrets: ['registry'] },
      {
        [`${pod}.imagePullSecrets`]: [{ name: 'registry' }],
      },
    ),
  ];
}
