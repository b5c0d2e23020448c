import { Chart } from 'cdk8s';
import { type App, Health, StatelessService } from 'cdk8s-statecraft';

/** What differs between the environments. */
interface Settings {
  readonly replicas: number;
}

export function addServices(app: App, { replicas }: Settings): void {
  new StatelessService(new Chart(app, 'web', { namespace: 'shop' }), 'web', {
    image: 'registry.example.com/shop/web:1.4.2',
    replicas,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: Health.http({ ready: '/ready', live: '/healthz' }),
    resources: { memory: '256Mi' },
  });
}
