import type { Chart } from 'cdk8s';
import {
  BatchJob,
  Health,
  IngressController,
  IngressRoute,
  Namespace,
  NodeAgent,
  Routing,
  ScheduledJob,
  StatefulCluster,
  StatelessService,
  Storage,
} from '../../lib';
import type { DefaultIn, DefaultRow } from '../../lib/defaults/table/row';
import type { Setting } from '../support/build';

export const workload = {
  image: 'registry.example.com/web:1.0.0',
  ports: [{ name: 'http', port: 80 }],
  health: Health.http({ ready: '/ready', live: '/live' }),
  resources: { memory: '256Mi' },
};
const job = { image: workload.image, resources: workload.resources };
const storage = [Storage.claim('data', { mountPath: '/data', size: '1Gi' })];
export const to = { name: 'web', ports: [{ name: 'http', port: 80 }] };

/** Each construct with what it has no default for. */
export const MAKE: Readonly<Record<DefaultIn, (chart: Chart, props: object) => unknown>> = {
  StatelessService: (chart, props) => new StatelessService(chart, 'web', { ...workload, ...props }),
  StatefulCluster: (chart, props) => new StatefulCluster(chart, 'web', { ...workload, members: 5, storage, ...props }),
  NodeAgent: (chart, props) => new NodeAgent(chart, 'web', { ...workload, ...props }),
  BatchJob: (chart, props) => new BatchJob(chart, 'web', { ...job, ...props }),
  ScheduledJob: (chart, props) => new ScheduledJob(chart, 'web', { ...job, schedule: '@daily', ...props }),
  Namespace: (chart, props) => new Namespace(chart, 'web', props),
  IngressRoute: (chart, props) => new IngressRoute(chart, 'web', { host: 'a.example.com', routes: [{ to }], ...props }),
};

/** The platform on which a default is seen: routes speak the dialect of the object that has it. */
export function settingOf({ of, emitted }: DefaultRow): Setting {
  if (!of.includes('IngressRoute')) return {};
  const routing = Object.keys(emitted)[0]?.startsWith('HTTPRoute')
    ? Routing.gateway({ name: 'public', namespace: 'infra' })
    : Routing.ingress({ className: 'nginx', controller: IngressController.nginx() });
  return { namespace: 'shop', platform: { routing } };
}
