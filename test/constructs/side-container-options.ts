import { ConfigFiles, EnvFrom, Health, Hook, Probe, SecretFiles } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

export const TOOL = { name: 'tool', image: 'registry.example.com/tool:1.0.0', resources: { memory: '64Mi' } };

/** What every container may say: [option, value, what is emitted]. */
export const containerDetails: readonly (readonly [key: string, value: unknown, emitted?: unknown])[] = [
  ['stdin', true],
  ['stdinOnce', true],
  ['tty', true],
  ['terminationMessagePath', '/tmp/end'],
  ['terminationMessagePolicy', 'FallbackToLogsOnError'],
  ['resizePolicy', { cpu: 'NotRequired' }, [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]],
];

/** What every container beside the main one says. */
export function containerOptions(prop: 'initContainers' | 'sidecars', pod: string): readonly OptionCase[] {
  const container = `${pod}.initContainers[0]`;
  const beside = { [prop]: [TOOL], writable: ['/srv/content'] };
  const row = (key: string, sentence: string, props: object, changes: object) =>
    option(`${prop}[].${key}`, sentence, { [prop]: [{ ...TOOL, ...props }] }, changes, beside);
  const field = (key: string, value: unknown, path = key, emitted: unknown = value) =>
    row(key, `another ${key}`, { [key]: value }, { [`${container}.${path}`]: emitted });
  const security = (key: string, value: unknown, path = key, emitted: unknown = value) =>
    row(
      `security.${key}`,
      `another ${key}`,
      { security: { [key]: value } },
      { [`${container}.securityContext.${path}`]: emitted },
    );
  const mounted = (mount: string | object) => ({ mounts: { 'srv-content': mount } });
  const mount = (more: object) => ({ [`${container}.volumeMounts`]: [{ name: 'srv-content', ...more }] });
  return [
    field('name', 'other'),
    row(
      'image',
      'a digest',
      { image: `tool@sha256:${'a'.repeat(64)}` },
      {
        [`${container}.image`]: `tool@sha256:${'a'.repeat(64)}`,
        [`${container}.imagePullPolicy`]: 'IfNotPresent',
      },
    ),
    row(
      'resources',
      'other resources',
      { resources: { memory: '1Gi' } },
      {
        [`${container}.resources.requests.memory`]: '1Gi',
        [`${container}.resources.limits.memory`]: '1Gi',
      },
    ),
    field('envFrom', [EnvFrom.secret('app')], 'envFrom', [{ secretRef: { name: 'app' } }]),
    field('env', { A: 'b' }, 'env', [{ name: 'A', value: 'b' }]),
    field('command', ['tool']),
    field('args', ['-v']),
    field('workingDir', '/work'),
    row('mounts', 'a volume of the Pod', mounted('/work'), mount({ mountPath: '/work' })),
    row('mounts{}.mountPath', 'the same', mounted({ mountPath: '/work' }), mount({ mountPath: '/work' })),
    row(
      'mounts{}.readOnly',
      'not to be written',
      mounted({ mountPath: '/work', readOnly: true }),
      mount({ mountPath: '/work', readOnly: true }),
    ),
    row(
      'mounts{}.subPath',
      'a folder of it',
      mounted({ mountPath: '/work', subPath: 'a' }),
      mount({ mountPath: '/work', subPath: 'a' }),
    ),
    row('mounts{}', 'at two paths', mounted(['/work', { mountPath: '/content', readOnly: true }]), {
      [`${container}.volumeMounts`]: [
        { name: 'srv-content', mountPath: '/work' },
        { name: 'srv-content', mountPath: '/content', readOnly: true },
      ],
    }),
    row(
      'mounts{}.subPath',
      'a folder after the name of the Pod',
      { ...mounted({ mountPath: '/work', subPath: '$(POD)' }), env: { POD: 'web-0' } },
      {
        ...mount({ mountPath: '/work', subPathExpr: '$(POD)' }),
        [`${container}.env`]: [{ name: 'POD', value: 'web-0' }],
      },
    ),
    row(
      'mounts{}.mountPropagation',
      'what the node mounts later is seen',
      mounted({ mountPath: '/work', mountPropagation: 'HostToContainer' }),
      mount({ mountPath: '/work', mountPropagation: 'HostToContainer' }),
    ),
    row(
      'mounts{}.recursiveReadOnly',
      'read-only to the ground',
      mounted({ mountPath: '/work', readOnly: true, recursiveReadOnly: 'Enabled' }),
      mount({ mountPath: '/work', readOnly: true, recursiveReadOnly: 'Enabled' }),
    ),
    ...containerDetails.map(([key, value, emitted]) => field(key, value, key, emitted)),
    ...(['cpu', 'memory'] as const).map((resourceName) =>
      row(
        `resizePolicy.${resourceName}`,
        'said, as it is',
        { resizePolicy: { [resourceName]: 'NotRequired' } },
        { [`${container}.resizePolicy`]: [{ resourceName, restartPolicy: 'NotRequired' }] },
      ),
    ),
    row(
      'files',
      'a file of configuration of its own, in the ConfigMap of the workload',
      { files: [ConfigFiles.of('/etc/tool', { 'tool.conf': 'a=1' })] },
      (found: object) =>
        expect(found).toMatchObject({
          'ConfigMap/web-files': expect.objectContaining({ data: { 'tool.conf': 'a=1' } }),
          [`${container}.volumeMounts`]: [{ name: 'tool-etc-tool', mountPath: '/etc/tool', readOnly: true }],
          [`${pod}.volumes[1]`]: { name: 'tool-etc-tool', configMap: { name: 'web-files' } },
        }),
    ),
    row(
      'files',
      'a Secret of its own',
      { files: [SecretFiles.from('db', '/run/db')] },
      {
        [`${container}.volumeMounts`]: [{ name: 'tool-run-db', mountPath: '/run/db', readOnly: true }],
        [`${pod}.volumes[1]`]: { name: 'tool-run-db', secret: { secretName: 'db' } },
      },
    ),
    row(
      'writable',
      'a folder of its own',
      { writable: ['/tmp'] },
      {
        [`${container}.volumeMounts`]: [{ name: 'tool-tmp', mountPath: '/tmp' }],
        [`${pod}.volumes[1]`]: { name: 'tool-tmp', emptyDir: {} },
      },
    ),
    field('imagePullPolicy', 'Never'),
    row('security', 'nothing said changes nothing', { security: {} }, {}),
    security('runAsUser', 70),
    security('runAsGroup', 70),
    security('runAsNonRoot', false),
    security('readOnlyRootFilesystem', false),
    security('allowPrivilegeEscalation', true),
    row(
      'security.privileged',
      'like root',
      { security: { privileged: true } },
      {
        [`${container}.securityContext.privileged`]: true,
        [`${container}.securityContext.allowPrivilegeEscalation`]: true,
      },
    ),
    security('dropCapabilities', ['NET_RAW'], 'capabilities.drop[0]', 'NET_RAW'),
    security('addCapabilities', ['NET_BIND_SERVICE'], 'capabilities.add'),
    security('seccompProfile', 'Unconfined', 'seccompProfile', { type: 'Unconfined' }),
    row(
      'security.seccompProfile.localhostProfile',
      'one of the nodes',
      { security: { seccompProfile: { localhostProfile: 'a.json' } } },
      { [`${container}.securityContext.seccompProfile`]: { type: 'Localhost', localhostProfile: 'a.json' } },
    ),
    security('appArmorProfile', 'Unconfined', 'appArmorProfile', { type: 'Unconfined' }),
    security('seLinuxOptions', { level: 's0' }),
    ...(['level', 'role', 'type', 'user'] as const).map((key) =>
      row(
        `security.seLinuxOptions.${key}`,
        `another ${key}`,
        { security: { seLinuxOptions: { [key]: 'a' } } },
        { [`${container}.securityContext.seLinuxOptions`]: { [key]: 'a' } },
      ),
    ),
  ];
}

/** What sidecars say beside that. */
export function sidecarOptions(kind: string, pod: string): readonly OptionCase[] {
  const container = `${pod}.initContainers[0]`;
  const port = { name: 'admin', port: 9901 };
  const row = (key: string, sentence: string, props: object, changes: object, before: object = {}) =>
    option(`sidecars[]${key}`, sentence, { sidecars: [{ ...TOOL, ...before, ...props }] }, changes, {
      sidecars: [{ ...TOOL, ...before }],
    });
  const services = kind === 'StatefulSet' ? ['Service/web', 'Service/web-headless'] : ['Service/web'];
  const inServices = (entry: unknown) =>
    Object.fromEntries(services.map((service) => [`${service} spec.ports[1]`, entry]));
  return [
    row(
      '.ports',
      'a port, which only the NetworkPolicy knows',
      { ports: [port] },
      {
        [`${container}.ports`]: [{ name: 'admin', containerPort: 9901, protocol: 'TCP' }],
        'NetworkPolicy/web spec.ingress[0].ports[1]': { protocol: 'TCP', port: 9901 },
      },
    ),
    row(
      '.ports[].name',
      'another name',
      { ports: [{ ...port, name: 'other' }] },
      {
        [`${container}.ports[0].name`]: 'other',
      },
      { ports: [port] },
    ),
    row(
      '.ports[].port',
      'another port',
      { ports: [{ ...port, port: 9902 }] },
      {
        [`${container}.ports[0].containerPort`]: 9902,
        'NetworkPolicy/web spec.ingress[0].ports[1].port': 9902,
      },
      { ports: [port] },
    ),
    row(
      '.ports[].servicePort',
      'a port of the Service',
      { ports: [{ ...port, servicePort: 81 }] },
      inServices({ name: 'admin', protocol: 'TCP', port: 81, targetPort: 'admin' }),
      { ports: [port] },
    ),
    row(
      '.ports[].protocol',
      'UDP',
      { ports: [{ ...port, protocol: 'UDP' }] },
      {
        [`${container}.ports[0].protocol`]: 'UDP',
        'NetworkPolicy/web spec.ingress[0].ports[1].protocol': 'UDP',
      },
      { ports: [port] },
    ),
    row(
      '.health',
      'a probe',
      { health: Health.probes({ ready: Probe.exec(['true']) }) },
      {
        [`${container}.readinessProbe`]: { exec: { command: ['true'] }, timeoutSeconds: 3 },
      },
    ),
    row(
      '.lifecycle',
      'a hook',
      { lifecycle: { preStop: Hook.sleep(5) } },
      {
        [`${container}.lifecycle`]: { preStop: { sleep: { seconds: 5 } } },
      },
    ),
    row(
      '.native',
      'one more container',
      { native: false },
      {
        [`${pod}.initContainers`]: REMOVED,
        [`${pod}.containers[1]`]: expect.objectContaining({ name: 'tool' }),
      },
    ),
    option(
      'sidecars[].startsFirst',
      'before the init containers',
      { sidecars: [{ ...TOOL, startsFirst: true }] },
      (found: object) => {
        expect(found).toMatchObject({
          [`${pod}.initContainers[0].name`]: 'tool',
          [`${pod}.initContainers[1].name`]: 'init',
        });
      },
      { sidecars: [TOOL], initContainers: [{ ...TOOL, name: 'init' }] },
    ),
  ];
}
