import { leaveOut, OVERLAY, same, type Words, write } from './word';

const WHY = 'with the reason, in a text';
const aside = (fields: string) => write(`scheduling: { ${fields} }`);
const dns = (fields: string) => write(`podNetwork: { ${fields} }`);
const rare = (fields: string) => write(`container: { ${fields} }`);

export const POD_SPEC: Words = {
  activeDeadlineSeconds: OVERLAY,
  affinity: write(
    'scheduling: { near: […], apartFrom: […], requiredNodes: […], preferredNodes: […] }',
    'its own Pods avoid each other by default: spread',
  ),
  automountServiceAccountToken: same('false, and true where something is granted'),
  containers: leaveOut(
    'image, command, args, env, ports … of the first one stand directly in the props; others are sidecars',
  ),
  dnsConfig: dns('dnsConfig: { … }'),
  dnsPolicy: dns("dnsPolicy: 'Default'"),
  enableServiceLinks: same('false by default'),
  ephemeralContainers: leaveOut('kubectl debug adds them to a Pod that runs'),
  hostAliases: dns("hostAliases: { '10.0.0.5': ['ldap.example.com'] }"),
  hostIPC: write("host: { ipc: '…' }", WHY),
  hostNetwork: write("host: { network: '…' }", WHY),
  hostPID: write("host: { processes: '…' }", WHY),
  hostUsers: write('security: { hostUsers: false }'),
  hostname: dns("hostname: '…'"),
  hostnameOverride: OVERLAY,
  imagePullSecrets: same('the names alone'),
  initContainers: same('those with restartPolicy: Always are sidecars'),
  nodeName: OVERLAY,
  nodeSelector: aside('nodeSelector: { … }'),
  os: OVERLAY,
  overhead: OVERLAY,
  preemptionPolicy: OVERLAY,
  priority: leaveOut('the priority class says it: scheduling.priorityClassName'),
  priorityClassName: aside("priorityClassName: '…'"),
  readinessGates: OVERLAY,
  resourceClaims: OVERLAY,
  resources: OVERLAY,
  restartPolicy: leaveOut('Always is the only one of what runs on; failure.restartPolicy of jobs'),
  runtimeClassName: aside("runtimeClassName: '…'"),
  schedulerName: aside("schedulerName: '…'"),
  schedulingGates: OVERLAY,
  schedulingGroup: OVERLAY,
  securityContext: write('security: { … }', 'restricted by default: say only what differs'),
  serviceAccount: same("ServiceAccount.existing('…'); each workload has one of its own by default"),
  serviceAccountName: write(
    "serviceAccount: ServiceAccount.existing('…')",
    'each workload has one of its own by default',
  ),
  setHostnameAsFQDN: dns('setHostnameAsFQDN: true'),
  shareProcessNamespace: same(),
  subdomain: dns("subdomain: '…'"),
  terminationGracePeriodSeconds: write('terminationGracePeriod: 60'),
  tolerations: aside('tolerations: […]'),
  topologySpreadConstraints: write(
    'spread: Spread.over({ constraints: […] })',
    'zones and nodes are spread over by default',
  ),
  volumes: write("storage: [Storage.emptyDir('…', { mountPath: '…' })]", 'or files, or writable'),
  workloadRef: OVERLAY,
};

/** Of every container, also of further ones. */
const EVERY_CONTAINER: Words = {
  args: same(),
  command: same(),
  env: same("a map: { LOG_LEVEL: 'info', TOKEN: EnvSource.secretKey('web', 'token') }"),
  envFrom: same("EnvFrom.configMap('…'), EnvFrom.secret('…')"),
  image: same(),
  imagePullPolicy: same('Always for a tag, IfNotPresent for a digest'),
  lifecycle: same('Hook.exec([…]), Hook.http(…), Hook.sleep(…); drain for what serves'),
  resources: same("{ memory: '512Mi', cpu: '250m' }"),
  restartPolicyRules: OVERLAY,
  securityContext: write('security: { … }', 'restricted by default: say only what differs'),
  workingDir: same(),
};

export const CONTAINER: Words = {
  ...EVERY_CONTAINER,
  livenessProbe: write("health: Health.probes({ live: Probe.http('…') })"),
  name: rare("name: '…'"),
  ports: same(),
  readinessProbe: write("health: Health.probes({ ready: Probe.http('…') })"),
  resizePolicy: rare("resizePolicy: { memory: 'RestartContainer' }"),
  restartPolicy: OVERLAY,
  startupProbe: write("health: Health.probes({ startup: Probe.http('…'), startupBudget: 60 })"),
  stdin: rare('stdin: true'),
  stdinOnce: rare('stdinOnce: true'),
  terminationMessagePath: rare("terminationMessagePath: '…'"),
  terminationMessagePolicy: rare("terminationMessagePolicy: 'FallbackToLogsOnError'"),
  tty: rare('tty: true'),
  volumeDevices: write("storage: [Storage.claim('…', { volumeMode: 'Block', mountPath: '/dev/…', … })]"),
  volumeMounts: write("storage: [Storage.emptyDir('…', { mountPath: '…' })]", 'where the volume is said'),
};

export const FURTHER_CONTAINER: Words = {
  ...EVERY_CONTAINER,
  livenessProbe: write("health: Health.probes({ live: Probe.http('…') })", 'sidecars alone'),
  name: same(),
  ports: same('sidecars alone; servicePort where it is in the Service'),
  readinessProbe: write("health: Health.probes({ ready: Probe.http('…') })", 'sidecars alone'),
  resizePolicy: same("{ memory: 'RestartContainer' }"),
  restartPolicy: leaveOut('sidecars are restarted (native), initContainers are not'),
  startupProbe: write("health: Health.probes({ startup: Probe.http('…') })", 'sidecars alone'),
  stdin: same(),
  stdinOnce: same(),
  terminationMessagePath: same(),
  terminationMessagePolicy: same(),
  tty: same(),
  volumeDevices: write("mounts: { '<volume>': '/dev/…' }"),
  volumeMounts: write("mounts: { '<volume>': '/path' }"),
};

export const RESOURCES: Words = {
  claims: OVERLAY,
  limits: write("memory: '512Mi', cpuLimit: '1'", 'there is no CPU limit by default'),
  requests: write("cpu: '250m', memoryRequest: '256Mi'", 'the memory request is the limit by default'),
};

export const CONTAINER_PORT: Words = {
  containerPort: write(
    'port: 80, targetPort: 8080',
    "port is the Service's, and the container's where targetPort is left out",
  ),
  hostIP: OVERLAY,
  hostPort: same(),
  name: same(),
  protocol: same(),
};

export const SECURITY_CONTEXT: Words = {
  allowPrivilegeEscalation: same(),
  appArmorProfile: same("'RuntimeDefault' or { localhostProfile: '…' }"),
  capabilities: write("addCapabilities: ['NET_BIND_SERVICE']", 'all others are dropped: dropCapabilities'),
  fsGroup: same(),
  fsGroupChangePolicy: same(),
  privileged: same(),
  procMount: OVERLAY,
  readOnlyRootFilesystem: same('true by default; writable says which paths are not'),
  runAsGroup: same(),
  runAsNonRoot: same(),
  runAsUser: same(),
  seLinuxChangePolicy: OVERLAY,
  seLinuxOptions: same(),
  seccompProfile: same("'RuntimeDefault' or { localhostProfile: '…' }"),
  supplementalGroups: same(),
  supplementalGroupsPolicy: same(),
  sysctls: same("a map: { 'net.ipv4.tcp_syncookies': '1' }"),
  windowsOptions: OVERLAY,
};

export const PROBE: Words = {
  exec: write("Probe.exec(['…'])"),
  failureThreshold: same(),
  grpc: write('Probe.grpc({ port: … })'),
  httpGet: write("Probe.http('/ready', { port: … })", 'Health.http where all three ask over HTTP'),
  initialDelaySeconds: same('a startupBudget needs none'),
  periodSeconds: same(),
  successThreshold: same(),
  tcpSocket: write('Probe.tcp({ port: … })'),
  terminationGracePeriodSeconds: same(),
  timeoutSeconds: same(),
};

export const ENV_SOURCE: Words = {
  configMapKeyRef: write("EnvSource.configMapKey('…', '…')", 'config.key(…) of a ConfigMap of ours'),
  fieldRef: write("EnvSource.field('status.podIP')"),
  fileKeyRef: OVERLAY,
  resourceFieldRef: write("EnvSource.resource('limits.memory')"),
  secretKeyRef: write("EnvSource.secretKey('…', '…')", 'secret.key(…) of an ExternalSecret or SealedSecret'),
};
