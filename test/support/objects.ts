import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { StatelessServiceProps } from '../../lib';
import { Health, StatefulCluster, type StatefulClusterProps, StatelessService, Storage } from '../../lib';

/** The smallest object that there is: plain cdk8s. */
export function configMap(scope: Construct, id: string, data: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

/** A StatelessService that needs nothing of its surroundings. */
export function web(scope: Construct, id: string, props: Partial<StatelessServiceProps> = {}): StatelessService {
  return new StatelessService(scope, id, {
    image: 'registry.example.com/web:1.4.2',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: Health.http({ ready: '/ready', live: '/live' }),
    resources: { memory: '64Mi' },
    ...props,
  });
}

/** A StatefulCluster that needs nothing of its surroundings. */
export function cluster(scope: Construct, id: string, props: Partial<StatefulClusterProps> = {}): StatefulCluster {
  return new StatefulCluster(scope, id, {
    image: 'registry.example.com/database:11.4',
    members: 3,
    ports: [
      { name: 'client', port: 2379 },
      { name: 'peer', port: 2380, peersOnly: true },
    ],
    storage: [Storage.claim('data', { mountPath: '/data', size: '1Gi' })],
    args: (own) => own.peers('peer').map(({ address }) => `--peer=${address}`),
    health: Health.http({ ready: '/ready', live: '/live', port: 'client' }),
    resources: { memory: '64Mi' },
    ...props,
  });
}
