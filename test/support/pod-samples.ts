import { Health, Hook, SecretFiles } from '../../lib';
import { ENV_FROMS, files } from './config-samples';
import { http } from './health-samples';
import { Sample } from './sample';

const hooks = {
  preStop: new Sample(Hook.http, [
    ['path', '/stop'],
    ['', { port: 'web', scheme: 'HTTP', headers: { Accept: 'text/plain' } }],
  ]),
  postStart: new Sample(Hook.exec, [['command', ['true']]]),
};

export const containerOptions = {
  stdin: true,
  stdinOnce: true,
  tty: true,
  terminationMessagePath: '/tmp/end',
  terminationMessagePolicy: 'File',
  resizePolicy: { cpu: 'NotRequired', memory: 'NotRequired' },
};

export const seLinuxOptions = { level: 's0:c123,c456', role: 'system_r', type: 'container_t', user: 'system_u' };

export const beside = {
  image: 'registry.example.com/tool:1.0.0',
  resources: {
    memory: '64Mi',
    cpu: '100m',
    cpuLimit: '2',
    memoryRequest: '32Mi',
    ephemeralStorage: '64Mi',
    ephemeralStorageLimit: '1Gi',
    extended: { 'nvidia.com/gpu': 1 },
  },
  envFrom: [ENV_FROMS['EnvFrom.secret']],
  env: { A: 'b' },
  command: ['tool'],
  args: ['--verbose'],
  workingDir: '/work',
  mounts: {
    tmp: {
      mountPath: '/work',
      readOnly: true,
      subPath: 'a',
      mountPropagation: 'None',
      recursiveReadOnly: 'Disabled',
    },
    'run-secrets-db': ['/run/db'],
  },
  files: [files],
  writable: ['/var/run'],
  imagePullPolicy: 'Always',
  security: {
    runAsUser: 70,
    runAsGroup: 70,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    dropCapabilities: ['ALL'],
    addCapabilities: ['NET_BIND_SERVICE'],
    seccompProfile: { localhostProfile: 'profiles/audit.json' },
    appArmorProfile: 'RuntimeDefault',
    seLinuxOptions,
  },
  ...containerOptions,
};

const sidecar = {
  ...beside,
  name: 'proxy',
  ports: [{ name: 'http', port: 8081, servicePort: 81, protocol: 'TCP' }],
  health: http,
  lifecycle: { preStop: new Sample(Hook.sleep, [['seconds', 5]]), postStart: undefined, stopSignal: undefined },
  native: true,
  startsFirst: true,
};

/**
 * What a Pod has beside its main container, apart from the samples of workloads: together they would be so large that a
 * test of each value takes minutes.
 */
export const POD_SAMPLE: Readonly<Record<string, unknown>> = {
  image: 'registry.example.com/web:1.0.0',
  health: new Sample(Health.none, [['reason', 'shown elsewhere']]),
  resources: { memory: '64Mi' },
  ports: [{ name: 'web', port: 80 }],
  files: [
    new Sample(SecretFiles.from, [
      ['secretName', 'web-db'],
      ['mountPath', '/run/secrets/db'],
    ]),
  ],
  writable: ['/tmp'],
  initContainers: [{ ...beside, name: 'fetch' }],
  sidecars: [sidecar],
  lifecycle: { ...hooks, stopSignal: undefined },
};
