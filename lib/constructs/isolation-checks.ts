import type { Place } from '../input/place';
import { type Connection, namesAddresses } from '../network/connection';
import type { Endpoint } from '../network/endpoint';
import { checkCalledNodes, checkCallingNodes, checkHostNetwork } from './host-network-checks';
import { callersOnNodes, type NamedPods, namedPods } from './platform-calls';
import type { IsolationFacts } from './policy-input';

/** Complains about what isolation would close although the workload needs it. */
export function checkIsolation(endpoint: Endpoint, facts: IsolationFacts, at: Place): void {
  if (facts.level === 'none') return;
  checkRoutes(facts, at);
  checkScrapers(facts, at);
  checkOutside(endpoint, facts, at);
  checkHostNetwork(endpoint, at);
  checkCallingNodes(endpoint, at);
  checkPlatformNodes(endpoint, facts, at);
  if (facts.level !== 'full') return;
  checkApiServer(facts, at);
  checkNamespaces(endpoint, at);
  checkCalledNodes(endpoint, at);
  checkWaits(endpoint, facts, at);
  checkResolver(endpoint, facts, at);
}

function checkRoutes({ routeCalls }: IsolationFacts, at: Place): void {
  const unknown = routeCalls.filter(({ callers }) => !callers?.namespace && !callers?.ipBlocks?.length);
  if (unknown.length === 0) return;
  at.key('isolation').complain({
    rule: 'route-not-let-in',
    severity: 'unsafe',
    what: 'keeps a route out: the platform does not say from where its routing calls the Pods',
    got: [...new Set(unknown.map(({ route }) => route))].join(', '),
    allowed: 'a routing with callers',
    fix: "write Routing.ingress({ …, callers: { namespace: 'ingress-nginx' } })",
  });
}

function checkScrapers({ metrics, scrapers }: IsolationFacts, at: Place): void {
  if (!metrics || scrapers?.length) return;
  at.key('metrics').complain({
    rule: 'scraper-not-let-in',
    severity: 'unsafe',
    what: 'are isolated: the platform does not say from where they are asked for',
    got: metrics.scrapes.map(({ port }) => port).join(', '),
    allowed: 'a monitoring with scrapers',
    fix: "write monitoring: Monitoring.annotations({ scrapers: [Target.namespace('monitoring')] }) on the platform",
  });
}

/** A controller or a Prometheus of ours on the node's network is let in by the nodes' addresses alone. */
function checkPlatformNodes(endpoint: Endpoint, facts: IsolationFacts, at: Place): void {
  const { routeCalls, metrics, scrapers = [] } = facts;
  if (endpoint.onHostNetwork) return;
  const routes = routeCalls.flatMap(({ callers }) => (callers && !callers.ipBlocks?.length ? [callers] : []));
  const byAddress = scrapers.some(({ peers = [] }) => peers.some(({ ipBlock }) => ipBlock));
  const scrapes = metrics && !byAddress ? scrapers.flatMap((scraper) => namedPods(scraper, endpoint)) : [];
  const complain = (shut: readonly string[], fix: string) => {
    if (shut.length === 0) return;
    at.key('isolation').complain({
      rule: 'host-network-not-let-in',
      severity: 'unsafe',
      what: "keeps out a caller of the platform whose Pods have the node's network: a policy can't name them by their labels, only the nodes' addresses",
      got: [...new Set(shut)].join(', '),
      allowed: 'the addresses of the nodes, stated on the platform',
      fix,
    });
  };
  const onNodes = (callers: readonly NamedPods[]) => callers.flatMap((one) => callersOnNodes(endpoint.construct, one));
  complain(onNodes(routes), "write callers: { …, ipBlocks: ['<nodes>'] } in the platform's routing");
  complain(onNodes(scrapes), "add Target.cidr('<nodes>') to the scrapers of the platform's monitoring");
}

function checkOutside({ stated }: Endpoint, { outside }: IsolationFacts, at: Place): void {
  if (outside === undefined || stated.callers.some(namesAddresses)) return;
  at.key('isolation').complain({
    rule: 'outside-not-let-in',
    severity: 'unsafe',
    what: `keeps out the callers of ${outside}`,
    got: outside,
    allowed: 'stated addresses of the callers; with externalTrafficPolicy Cluster those are the nodes',
    fix: "write acceptsFrom(Target.cidr('…')), or acceptsFrom(Target.anywhere())",
  });
}

function checkApiServer({ callsApiServer, apiServer }: IsolationFacts, at: Place): void {
  if (!callsApiServer || apiServer?.length) return;
  const isToken = callsApiServer !== 'grants';
  at.key(callsApiServer).complain({
    rule: 'api-server-not-reached',
    severity: 'unsafe',
    what: `${isToken ? 'gives a token for' : 'need'} the Kubernetes API server, which full isolation closes: the platform does not say where it is`,
    allowed: 'a platform with apiServer',
    fix: `write apiServer: [Target.cidr('10.0.0.10/32', { ports: [6443] })] on the platform${isToken ? ', or mount no token' : ''}`,
  });
}

function lets({ ports }: Connection, wanted: number, over = 'TCP'): boolean {
  if (ports === undefined) return true;
  return ports.some(
    ({ protocol = 'TCP', port, endPort = port }) =>
      protocol === over && Number(port) <= wanted && wanted <= Number(endPort),
  );
}

/** The node's own resolvers are in its files; the cluster does not know them. */
function checkResolver({ stated, onHostNetwork }: Endpoint, { asksNode }: IsolationFacts, at: Place): void {
  if (!asksNode || onHostNetwork || stated.calls.some((call) => lets(call, 53, 'UDP'))) return;
  at.key('podNetwork').key('dnsPolicy').complain({
    rule: 'resolver-not-let-out',
    severity: 'unsafe',
    what: 'sends questions for names to the resolver of the node, which full isolation does not let the Pods call',
    got: 'Default',
    allowed: 'the address of the resolver, stated as what is called',
    fix: "write connectsTo(Target.cidr('…', { ports: [{ port: 53, protocol: 'UDP' }, 53] })), or leave dnsPolicy out",
  });
}

/** A wait for a workload states the connection; who stands behind a text is not known. */
function checkWaits({ stated }: Endpoint, { textWaits }: IsolationFacts, at: Place): void {
  const shut = textWaits.filter(
    (address) => !stated.calls.some((call) => lets(call, Number(address.split(':').pop()))),
  );
  if (shut.length === 0) return;
  at.key('waitFor').complain({
    rule: 'wait-not-let-out',
    severity: 'unsafe',
    what: 'waits for what full isolation does not let the Pods call',
    got: shut.join(', '),
    allowed: 'a connection that is stated, with the port',
    fix: "write connectsTo(Target.cidr('…', { ports: […] })), or wait for a workload instead of a text",
  });
}

function checkNamespaces({ stated, namespace }: Endpoint, at: Place): void {
  if (namespace === undefined) return;
  const unknown = stated.calls.flatMap(({ to }) => (to && to.namespace === undefined ? [to.title] : []));
  if (unknown.length === 0) return;
  at.key('connectsTo').complain({
    rule: 'unknown-namespace',
    severity: 'unsafe',
    what: 'goes to a workload whose chart has no namespace: the policy lets through Pods of its labels in all of them',
    got: [...new Set(unknown)].join(', '),
    allowed: 'charts with namespaces, or both without',
    fix: "write new Chart(…, { namespace: '…' })",
  });
}
