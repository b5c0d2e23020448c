import { at, items } from '../../manifests/workloads';

/** Where a Pod's spec breaks a control, and with what. */
export interface Broken {
  readonly path: string;
  readonly got: unknown;
}

/** One control of the Pod Security Standards. */
export interface Control {
  /** The control's name in the standards. */
  readonly name: string;
  readonly level: 'baseline' | 'restricted';
  readonly allowed: string;
  broken(spec: unknown, minor: number): Iterable<Broken>;
}

/** The containers of all three lists, each with its path. */
function* containers(spec: unknown): Iterable<{ readonly path: string; readonly container: unknown }> {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const [index, container] of items(at(spec, list)).entries()) yield { path: `${list}[${index}]`, container };
  }
}

/** The Pod's security context and the containers', with a field of each; only those that say something. */
function* contexts(spec: unknown, ...steps: readonly string[]): Iterable<Broken> {
  const field = `securityContext.${steps.join('.')}`;
  const own = at(spec, 'securityContext', ...steps);
  if (own !== undefined && own !== null) yield { path: field, got: own };
  for (const { path, container } of containers(spec)) {
    const got = at(container, 'securityContext', ...steps);
    if (got !== undefined && got !== null) yield { path: `${path}.${field}`, got };
  }
}

function* containerContexts(spec: unknown, ...steps: readonly string[]): Iterable<Broken> {
  for (const { path, container } of containers(spec)) {
    yield { path: `${path}.securityContext.${steps.join('.')}`, got: at(container, 'securityContext', ...steps) };
  }
}

function control(
  level: Control['level'],
  name: string,
  allowed: string,
  broken: (spec: unknown, minor: number) => Iterable<Broken>,
): Control {
  return { level, name, allowed, broken };
}

const CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];
const VOLUMES = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  'secret',
];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const PROFILES = ['RuntimeDefault', 'Localhost'];
/** Sysctls, each with the minor version since which it is safe. */
const SYSCTLS: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};
const HANDLERS = [
  ...['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => [probe]),
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

const isWindows = (spec: unknown) => at(spec, 'os', 'name') === 'windows';
/** From 1.35 on, users of a namespace of their own may be what they like. */
const hasOwnUsers = (spec: unknown, minor: number) => minor >= 35 && at(spec, 'hostUsers') === false;

/**
 * The controls of the Pod Security Standards, in the order of kubernetes.io/docs/concepts/security/pod-security-standards;
 * the versions are those of k8s.io/pod-security-admission policy/check_*.go.
 */
export const CONTROLS: readonly Control[] = [
  control('baseline', 'HostProcess', 'false, or left out', function* (spec) {
    for (const one of contexts(spec, 'windowsOptions', 'hostProcess')) if (one.got === true) yield one;
  }),
  control('baseline', 'Host Namespaces', 'false, or left out', function* (spec) {
    for (const path of ['hostNetwork', 'hostPID', 'hostIPC']) if (at(spec, path) === true) yield { path, got: true };
  }),
  control('baseline', 'Privileged Containers', 'false, or left out', function* (spec) {
    for (const one of containerContexts(spec, 'privileged')) if (one.got === true) yield one;
  }),
  control('baseline', 'Capabilities', CAPABILITIES.join(', '), function* (spec) {
    for (const { path, got } of containerContexts(spec, 'capabilities', 'add')) {
      for (const [index, name] of items(got).entries()) {
        if (!CAPABILITIES.includes(name as string)) yield { path: `${path}[${index}]`, got: name };
      }
    }
  }),
  control('baseline', 'HostPath Volumes', 'another kind of volume', function* (spec) {
    for (const [index, volume] of items(at(spec, 'volumes')).entries()) {
      const got = at(volume, 'hostPath');
      if (got !== undefined && got !== null) {
        yield { path: `volumes[${index}].hostPath`, got: at(got, 'path') ?? 'a path of the node' };
      }
    }
  }),
  control('baseline', 'Host Ports', 'no hostPort', function* (spec) {
    for (const { path, container } of containers(spec)) {
      for (const [index, port] of items(at(container, 'ports')).entries()) {
        const got = at(port, 'hostPort');
        if (got) yield { path: `${path}.ports[${index}].hostPort`, got };
      }
    }
  }),
  control('baseline', 'Host Probes / Lifecycle Hooks', 'no host: the Pod itself is asked', function* (spec, minor) {
    if (minor < 34) return;
    for (const { path, container } of containers(spec)) {
      for (const handler of HANDLERS) {
        for (const action of ['httpGet', 'tcpSocket']) {
          const got = at(container, ...handler, action, 'host');
          if (got) yield { path: [path, ...handler, action, 'host'].join('.'), got };
        }
      }
    }
  }),
  control('baseline', 'AppArmor', 'RuntimeDefault or Localhost', function* (spec) {
    for (const one of contexts(spec, 'appArmorProfile', 'type')) if (!PROFILES.includes(one.got as string)) yield one;
  }),
  control(
    'baseline',
    'SELinux',
    `no user, no role, and one of ${SELINUX_TYPES.slice(1).join(', ')}`,
    function* (spec, minor) {
      for (const one of contexts(spec, 'seLinuxOptions', 'type')) {
        const known = SELINUX_TYPES.includes(one.got as string) && (minor >= 31 || one.got !== 'container_engine_t');
        if (!known) yield one;
      }
      for (const field of ['user', 'role']) {
        for (const one of contexts(spec, 'seLinuxOptions', field)) if (one.got !== '') yield one;
      }
    },
  ),
  control('baseline', '/proc Mount Type', 'Default', function* (spec, minor) {
    if (hasOwnUsers(spec, minor)) return;
    for (const one of containerContexts(spec, 'procMount')) if ((one.got ?? 'Default') !== 'Default') yield one;
  }),
  control('baseline', 'Seccomp', 'RuntimeDefault or Localhost', function* (spec) {
    for (const one of contexts(spec, 'seccompProfile', 'type')) if (!PROFILES.includes(one.got as string)) yield one;
  }),
  control('baseline', 'Sysctls', Object.keys(SYSCTLS).join(', '), function* (spec, minor) {
    for (const [index, sysctl] of items(at(spec, 'securityContext', 'sysctls')).entries()) {
      const got = at(sysctl, 'name');
      const safe = typeof got === 'string' && Object.hasOwn(SYSCTLS, got) && SYSCTLS[got]! <= minor;
      if (!safe) yield { path: `securityContext.sysctls[${index}].name`, got };
    }
  }),

  control('restricted', 'Volume Types', VOLUMES.join(', '), function* (spec) {
    for (const [index, volume] of items(at(spec, 'volumes')).entries()) {
      if (typeof volume !== 'object' || volume === null) continue;
      for (const kind of Object.keys(volume)) {
        // A hostPath is baseline's already.
        if (kind !== 'name' && kind !== 'hostPath' && !VOLUMES.includes(kind)) {
          yield { path: `volumes[${index}].${kind}`, got: kind };
        }
      }
    }
  }),
  control('restricted', 'Privilege Escalation', 'false, in every container', function* (spec) {
    if (isWindows(spec)) return;
    for (const one of containerContexts(spec, 'allowPrivilegeEscalation')) if (one.got !== false) yield one;
  }),
  control('restricted', 'Running as Non-root', 'true, for the Pod or every container', function* (spec, minor) {
    if (hasOwnUsers(spec, minor)) return;
    const pod = at(spec, 'securityContext', 'runAsNonRoot');
    for (const one of containerContexts(spec, 'runAsNonRoot'))
      if ((one.got ?? pod) !== true) yield { ...one, got: one.got ?? pod };
  }),
  control('restricted', 'Running as Non-root user', 'a user other than 0', function* (spec, minor) {
    if (hasOwnUsers(spec, minor)) return;
    for (const one of contexts(spec, 'runAsUser')) if (one.got === 0) yield one;
  }),
  control('restricted', 'Seccomp', 'RuntimeDefault or Localhost, for the Pod or every container', function* (spec) {
    if (isWindows(spec)) return;
    const pod = at(spec, 'securityContext', 'seccompProfile', 'type');
    for (const one of containerContexts(spec, 'seccompProfile', 'type')) if ((one.got ?? pod) === undefined) yield one;
  }),
  control('restricted', 'Capabilities', 'drop: [ALL]; add at most NET_BIND_SERVICE', function* (spec) {
    if (isWindows(spec)) return;
    for (const one of containerContexts(spec, 'capabilities', 'drop')) {
      if (!items(one.got).includes('ALL')) yield { ...one, got: items(one.got).join(', ') || 'nothing' };
    }
    for (const { path, got } of containerContexts(spec, 'capabilities', 'add')) {
      for (const [index, name] of items(got).entries()) {
        // Others are baseline's already.
        if (name !== 'NET_BIND_SERVICE' && CAPABILITIES.includes(name as string)) {
          yield { path: `${path}[${index}]`, got: name };
        }
      }
    }
  }),
];
