import { leaveOut, OVERLAY, same, type Words, write } from './word';

const clusterIp = (props: string) => write(`serviceType: ServiceType.clusterIp({ ${props} })`);
const loadBalancer = (props: string) => write(`serviceType: ServiceType.loadBalancer({ ${props} })`);

export const SERVICE_SPEC: Words = {
  allocateLoadBalancerNodePorts: loadBalancer('allocateLoadBalancerNodePorts: false'),
  clusterIP: write('serviceType: ServiceType.headless()', "or ServiceType.clusterIp({ clusterIP: '10.96.0.20' })"),
  clusterIPs: OVERLAY,
  externalIPs: OVERLAY,
  externalName: leaveOut('a KubernetesObject of kind Service says it: it is no workload'),
  externalTrafficPolicy: loadBalancer("externalTrafficPolicy: 'Local'"),
  healthCheckNodePort: OVERLAY,
  internalTrafficPolicy: clusterIp("internalTrafficPolicy: 'Local'"),
  ipFamilies: clusterIp("ipFamilies: ['IPv6']"),
  ipFamilyPolicy: clusterIp("ipFamilyPolicy: 'PreferDualStack'"),
  loadBalancerClass: loadBalancer("loadBalancerClass: '…'"),
  loadBalancerIP: loadBalancer("loadBalancerIP: '…'"),
  loadBalancerSourceRanges: loadBalancer("loadBalancerSourceRanges: ['…']"),
  ports: same(),
  publishNotReadyAddresses: clusterIp('publishNotReadyAddresses: true'),
  selector: leaveOut('it is that of the workload'),
  sessionAffinity: clusterIp("sessionAffinity: 'ClientIP'"),
  sessionAffinityConfig: clusterIp("sessionAffinity: 'ClientIP', sessionAffinityTimeout: 600"),
  trafficDistribution: clusterIp("trafficDistribution: 'PreferSameZone'"),
  type: write('serviceType: ServiceType.nodePort()', 'ServiceType.loadBalancer(), ServiceType.headless()'),
};

export const SERVICE_PORT: Words = {
  appProtocol: same(),
  name: same(),
  nodePort: same(),
  port: same(),
  protocol: same(),
  targetPort: same('its number; the Service asks for the name of the port'),
};

export const NETWORK_POLICY_SPEC: Words = {
  egress: write('web.connectsTo(db)', 'under Isolation.full(); without isolation anything may be called'),
  ingress: write(
    'db.acceptsFrom(web)',
    'or web.connectsTo(db); under isolation, routes and scrapes open their ways themselves',
  ),
  podSelector: leaveOut('it is that of the workload'),
  policyTypes: leaveOut('the isolation says it'),
};

export const POLICY_RULE: Words = {
  apiGroups: write("web.grants.read('certificates', { apiGroup: 'cert-manager.io' })", 'of custom resources alone'),
  nonResourceURLs: write("web.grants.urls('/metrics')"),
  resourceNames: write("web.grants.read('configmaps', { names: ['…'] })"),
  resources: write("web.grants.read(['configmaps', 'pods/log'])"),
  verbs: write("web.grants.verbs(['patch'], 'deployments/scale')", 'grants.read, grants.write'),
};

export const INGRESS_SPEC: Words = {
  defaultBackend: same('{ to: web }'),
  ingressClassName: write("className: '…'", 'of the platform: Routing.ingress({ className })'),
  rules: write("host: 'shop.example.com', routes: [{ path: '/', to: web }]"),
  tls: same("true, or Tls.secret('…')"),
};
