/** What `chart` is given to make the objects of `apps/statecraft.ts` from: what a user says of each service, and no more. */
export function chartValues(names: readonly string[]) {
  return { podSecurityContext: POD_SECURITY, securityContext: SECURITY, services: names.map(serviceValues) };
}

const POD_SECURITY = {
  runAsNonRoot: true,
  runAsUser: 10_001,
  runAsGroup: 10_001,
  fsGroup: 10_001,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

const SECURITY = {
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

function serviceValues(name: string) {
  return {
    name,
    namespace: 'shop',
    image: { repository: 'registry.example.com/shop/web', tag: '1.4.2' },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: { ready: '/ready', live: '/healthz', port: 'http' },
    resources: {
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
      limits: { memory: '256Mi', 'ephemeral-storage': '1Gi' },
    },
    env: { LOG_LEVEL: 'info', REGION: 'eu-west-1' },
    writable: ['/tmp'],
    autoscaling: { minReplicas: 2, maxReplicas: 10, targetCPUUtilizationPercentage: 70 },
    ingress: { className: 'nginx', hosts: [{ host: `${name}.example.com`, paths: [{ path: '/', port: 'http' }] }] },
  };
}
