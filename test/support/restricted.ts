// biome-ignore-all lint/suspicious/noExplicitAny: it reads YAML as it comes, without this library's types
/**
 * An independent checker of Pod Security *restricted*: what a Pod's spec violates, in the words of the standard.
 * Source: kubernetes/pod-security-admission, policy/check_*.go of 1.35.
 */
export function restrictedViolations(spec: any): string[] {
  const containers: any[] = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])];
  return [
    ...podViolations(spec),
    ...containers.flatMap((one) => containerViolations(one, spec).map((text) => `${one.name}: ${text}`)),
  ];
}

const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
]);
const PROFILES = ['RuntimeDefault', 'Localhost'];

function podViolations(spec: any): string[] {
  const violations = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field]);
  for (const volume of spec.volumes ?? []) {
    const kinds = Object.keys(volume).filter((key) => key !== 'name' && !VOLUMES.has(key));
    violations.push(...kinds.map((kind) => `volume ${volume.name} is a ${kind}`));
  }
  for (const { name } of spec.securityContext?.sysctls ?? []) if (!SYSCTLS.has(name)) violations.push(`sysctl ${name}`);
  if (spec.securityContext?.runAsUser === 0) violations.push('runAsUser 0');
  if (spec.securityContext?.windowsOptions?.hostProcess) violations.push('hostProcess');
  return violations;
}

function containerViolations(container: any, spec: any): string[] {
  const own = container.securityContext ?? {};
  const pod = spec.securityContext ?? {};
  const added: string[] = own.capabilities?.add ?? [];
  const checks: Record<string, boolean> = {
    privileged: own.privileged !== true,
    'allowPrivilegeEscalation is not false': own.allowPrivilegeEscalation === false,
    'runAsNonRoot is not true': (own.runAsNonRoot ?? pod.runAsNonRoot) === true,
    'runAsUser 0': own.runAsUser !== 0,
    'no seccompProfile': PROFILES.includes((own.seccompProfile ?? pod.seccompProfile)?.type),
    'does not drop ALL': (own.capabilities?.drop ?? []).includes('ALL'),
    'adds capabilities': added.every((capability) => capability === 'NET_BIND_SERVICE'),
    procMount: [undefined, 'Default'].includes(own.procMount),
    hostPort: (container.ports ?? []).every((port: any) => !port.hostPort),
    'a host in a probe': ['livenessProbe', 'readinessProbe', 'startupProbe'].every(
      (probe) => !container[probe]?.httpGet?.host && !container[probe]?.tcpSocket?.host,
    ),
  };
  return Object.entries(checks)
    .filter(([, kept]) => !kept)
    .map(([violation]) => violation);
}
