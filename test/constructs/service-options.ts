import { ServiceType } from '../../lib';
import { type OptionCase, option } from '../support/options';

/** Options of a Service that its type does not decide. */
export function serviceOptions(): readonly OptionCase[] {
  const of = (props: object) => ({ serviceType: ServiceType.clusterIp(props) });
  const row = (
    key: string,
    sentence: string,
    value: unknown,
    changes: object = { [`Service/web spec.${key}`]: value },
  ) => option(`serviceType.${key}`, sentence, of({ [key]: value }), changes, of({}));
  return [
    row('trafficDistribution', 'those of the zone first', 'PreferSameZone'),
    row('publishNotReadyAddresses', 'also before they are ready', true),
    row('ipFamilyPolicy', 'both where there are both', 'PreferDualStack'),
    row('ipFamilies', 'one of them', ['IPv6']),
    row('clusterIP', 'an address that others know', '10.96.0.10'),
    ...Object.entries({ loadBalancerIP: '192.0.2.1', allocateLoadBalancerNodePorts: false }).map(([key, value]) =>
      option(
        `serviceType.${key}`,
        `${key} of a load balancer`,
        { serviceType: ServiceType.loadBalancer({ [key]: value }) },
        { [`Service/web spec.${key}`]: value },
        { serviceType: ServiceType.loadBalancer() },
      ),
    ),
    option(
      'serviceType.ipFamilies',
      'both, in another order',
      of({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6', 'IPv4'] }),
      { 'Service/web spec.ipFamilies': ['IPv6', 'IPv4'] },
      of({ ipFamilyPolicy: 'RequireDualStack' }),
    ),
    option(
      'serviceType',
      'no address of its own',
      { serviceType: ServiceType.headless() },
      { 'Service/web spec.clusterIP': 'None' },
      of({}),
    ),
    option(
      'serviceType',
      'no address of its own, and annotations',
      { serviceType: ServiceType.headless({ annotations: { a: 'b' } }) },
      { 'Service/web metadata.annotations': { a: 'b' } },
      { serviceType: ServiceType.headless() },
    ),
  ];
}
