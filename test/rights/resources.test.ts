import { knownResources } from '../../lib/rights/resources';

test('the resources of the API are known by the names that it gives them', () => {
  const groups = (name: string) => knownResources().get(name)?.groups;
  expect(groups('ingressclasses')).toEqual(['networking.k8s.io']);
  expect(groups('networkpolicies')).toEqual(['networking.k8s.io']);
  expect(groups('endpoints')).toEqual(['']);
  expect(groups('csistoragecapacities')).toEqual(['storage.k8s.io']);
  expect(groups('horizontalpodautoscalers')).toEqual(['autoscaling']);
  expect(groups('gateways')).toEqual(['gateway.networking.k8s.io']);
  expect(groups('scales')).toBeUndefined();
});
