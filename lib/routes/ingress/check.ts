import { complainTwice } from '../../input/names';
import type { Place } from '../../input/place';
import { isElsewhere } from '../features';
import type { RouteModel, RouteObject } from '../model';
import { anyBackend, plainPath } from './emit';
import type { IngressDialect } from './ingress-dialect';

/** Complains about what Ingresses cannot be, whatever their controller understands. */
export function checkIngresses(
  route: RouteModel,
  dialect: IngressDialect,
  planned: readonly RouteObject[],
  at: Place,
): void {
  checkNamespaces(route, at);
  checkRedirects(route, dialect, at);
  checkNames(planned, at);
  const ingresses = planned.filter(({ kind }) => kind === 'Ingress');
  if (dialect.oneIngress !== undefined && ingresses.length > 1) {
    at.key('routes').complain({
      rule: 'several-ingresses',
      what: `needs ${ingresses.length} Ingresses (${ingresses.map(({ name }) => name).join(', ')}), but ${dialect.oneIngress}`,
      allowed: 'settings that are the same for all routes',
      fix: 'say the settings for all routes, beside host; or make a second IngressRoute with another host',
    });
  }
  dialect.check?.(route, at);
  if (dialect.id === 'nginx') checkOrder(route, dialect, at);
  if (dialect.id === 'traefik' && route.namespace === undefined && planned.some(({ kind }) => kind === 'Middleware')) {
    at.complain({
      rule: 'no-namespace',
      what: "the chart has no namespace, but Traefik's annotation names a Middleware with its namespace",
      allowed: 'a chart with a namespace',
      fix: "give it one: new Chart(scope, 'backend', { namespace: 'shop' })",
    });
  }
}

/** An Ingress sends to Services of its own namespace only. */
function checkNamespaces(route: RouteModel, at: Place): void {
  route.rules.forEach(({ backends, canary }, index) => {
    const place = at.key('routes').item(index);
    const all = [
      ...backends.map(({ backend }, share) => ({
        backend,
        to: backends.length === 1 ? place.key('to') : place.key('split').item(share).key('to'),
      })),
      ...(canary ? [{ backend: canary.backend, to: place.key('canary').key('to') }] : []),
    ];
    for (const { backend, to } of all) {
      if (backend.serviceName === '' || !isElsewhere(backend.namespace, route.namespace)) continue;
      to.complain({
        rule: 'backend-in-other-namespace',
        what: 'is in another namespace, which an Ingress cannot send to',
        got: `${backend.serviceName} in ${backend.namespace}`,
        allowed: `a service in ${route.namespace}`,
        fix: "put the route into the service's chart, or route by the Gateway API: Routing.gateway",
      });
    }
  });
}

/** A redirect goes to no Service, but a path of an Ingress has to name one. */
function checkRedirects(route: RouteModel, dialect: IngressDialect, at: Place): void {
  if (dialect.id === 'aws-alb' || anyBackend(route) !== undefined) return;
  route.rules.forEach(({ redirect }, index) => {
    if (redirect === undefined) return;
    at.key('routes').item(index).key('to').complain({
      rule: 'missing-value',
      what: 'is missing: a path of an Ingress has to name a Service, also where it redirects',
      allowed: 'a service, which gets no requests',
      fix: 'state to beside redirect',
    });
  });
}

/** Names come from paths: two rules of one path, told apart by what else they say, need names of their own. */
function checkNames(planned: readonly RouteObject[], at: Place): void {
  const actions = planned.flatMap(({ spec }) => {
    const { rules = [] } = spec as {
      rules?: { http: { paths: { backend: { service: { name: string; port: object } } }[] } }[];
    };
    const services = (rules[0]?.http.paths ?? []).map(({ backend }) => backend.service);
    return services
      .filter(({ port }) => JSON.stringify(port).includes('use-annotation'))
      .map(({ name }) => `action ${name}`);
  });
  complainTwice(
    [...planned.map(({ kind, name }) => `${kind} ${name}`), ...actions],
    (name) => name,
    () => at.key('routes'),
    (name) => ({
      rule: 'duplicate-name',
      what: `gives two objects one name, ${name}: it comes from the path`,
      fix: "give one of the routes a name: { name: '…' }",
    }),
  );
}

/**
 * nginx takes the first regular expression that matches, and ingress-nginx puts the longest first: a path whose own
 * requests go to another one is lost.
 */
function checkOrder(route: RouteModel, dialect: IngressDialect, at: Place): void {
  const all = route.rules.map((rule, index) => {
    const plain = plainPath(rule, route);
    return { index, rule, pattern: dialect.paths!(rule, route, plain)[0]!, plain };
  });
  if (all.every(({ pattern, plain }) => pattern === plain)) return;
  const order = [...all].sort((a, b) => b.pattern.path.length - a.pattern.path.length);
  for (const one of all) {
    if (one.rule.pathType === 'RegularExpression' || one.rule.pathType === 'ImplementationSpecific') continue;
    const first = order.find(({ pattern }) => matchesPath(pattern.path, one.plain.path));
    if (
      first === undefined ||
      first === one ||
      (first.plain.path === one.plain.path && first.rule.pathType === one.rule.pathType)
    )
      continue;
    at.key('routes')
      .item(one.index)
      .key('path')
      .complain({
        rule: 'shadowed-route',
        severity: 'unsafe',
        what: `never gets its requests: nginx compares routes[${first.index}] first, as a regular expression that is longer`,
        got: one.plain.path,
        allowed: 'a path that no longer pattern matches',
        fix: 'give one of the two a host of its own, or route by the Gateway API: Routing.gateway',
      });
  }
}

function matchesPath(pattern: string, path: string): boolean {
  try {
    return new RegExp(`^${pattern}`, 'i').test(path);
  } catch {
    return false; // Not JavaScript's dialect: nothing is known of it.
  }
}
