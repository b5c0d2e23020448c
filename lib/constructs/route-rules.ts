import type { Place } from '../input/place';
import type { Backend, Canary, RouteRule, WeightedBackend } from '../routes/model';
import { slugOf } from '../routes/model';
import type { ReadSettings } from '../routes/settings';
import type { RouteBackendFacts } from './route-backend';
import type { ReadRoute } from './route-props';

/** What a route's rules are read with. */
export interface RuleSetting extends BackendSetting {
  /** What holds for all rules that say nothing else. */
  readonly settings: Partial<ReadSettings>;
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  readonly redirectStatusCode: 301 | 302 | 303 | 307 | 308;
}

/** What a route's services are read with. */
export interface BackendSetting {
  /** What their ports have to speak. */
  readonly protocol: 'TCP' | 'UDP';
  /** Told of each port that the route calls. */
  readonly calls: (backend: RouteBackendFacts, port: string) => void;
}

/** Reads a rule into the words of no dialect; what is wrong with it in any dialect is complained about. */
export function ruleOf(read: ReadRoute, setting: RuleSetting, at: Place): RouteRule {
  const { requestHeaders, responseHeaders, timeouts, retries, maxRequestBody, cors, sessionAffinity } = read;
  const all = { requestHeaders, responseHeaders, timeouts, retries, maxRequestBody, cors, sessionAffinity };
  const own: Partial<ReadSettings> = withoutUndefined(all);
  const { path = '/', pathType = setting.pathType } = read;
  checkTarget(read, at);
  return {
    name: read.name,
    slug: read.name ?? slugOf(read.grpc ? `${read.grpc.service ?? ''}/${read.grpc.method ?? ''}` : path),
    // `/api/` is `/api` where paths are compared by their parts, but ingress-nginx and Traefik take the / at its word.
    path: pathType === 'Prefix' ? path.replace(/(?<=[^/])\/$/, '') : path,
    pathType,
    methods: read.methods ?? [],
    headers: read.headers ?? {},
    query: read.query ?? {},
    grpc: read.grpc,
    backends: backendsOf(read, setting, at),
    canary: canaryOf(read, setting, at.key('canary')),
    redirect: read.redirect && {
      ...read.redirect,
      statusCode: read.redirect.statusCode ?? setting.redirectStatusCode,
    },
    rewrite: read.rewrite,
    own,
    settings: { ...setting.settings, ...own },
  };
}

export function withoutUndefined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function backendsOf(read: ReadRoute, setting: RuleSetting, at: Place): readonly WeightedBackend[] {
  if (read.split !== undefined) {
    checkShares(read.split, at.key('split'));
    return read.split.map(({ to, port, weight }, index) => ({
      backend: backendOf(to, port, setting, at.key('split').item(index)),
      weight: weightOf(weight),
    }));
  }
  return read.to === undefined ? [] : [{ backend: backendOf(read.to, read.port, setting, at), weight: 100 }];
}

function canaryOf({ canary }: ReadRoute, setting: RuleSetting, at: Place): Canary | undefined {
  if (canary === undefined) return undefined;
  const { to, port, weight, header, cookie } = canary;
  if (weight === undefined && header === undefined && cookie === undefined) {
    at.complain({
      rule: 'missing-value',
      what: 'does not say which requests get the new version',
      allowed: 'weight, header or cookie, or several of them',
      fix: 'write weight: 10',
    });
  }
  return {
    backend: backendOf(to, port, setting, at),
    weight: weight === undefined ? undefined : weightOf(weight),
    header: header && { name: header.name, value: header.value ?? 'always' },
    cookie,
  };
}

/** The port that is meant: the only one, or the one called `http`, where none is named. */
export function backendOf(
  facts: RouteBackendFacts,
  wanted: string | undefined,
  setting: BackendSetting,
  at: Place,
): Backend {
  const { serviceName, namespace, noService = `give ${serviceName} a port` } = facts;
  const ports = facts.ports.filter(({ protocol = 'TCP' }) => protocol === setting.protocol);
  const custom = ports.length === 1 ? ports[0] : ports.find(({ name }) => name === 'http');
  const port = wanted === undefined ? custom : ports.find(({ name }) => name === wanted);
  if (!port && serviceName !== '' && wanted !== '') {
    const names = ports.map(({ name }) => name).filter((name) => name !== undefined);
    at.key('port').complain({
      rule: 'unknown-port',
      what:
        facts.ports.length === 0
          ? `is no port: ${serviceName} has no Service`
          : ports.length === 0
            ? `is no port: ${serviceName} has none with protocol ${setting.protocol}`
            : wanted === undefined
              ? 'is missing: which of the ports is not clear'
              : `is no port of ${serviceName}`,
      ...(wanted === undefined ? {} : { got: wanted }),
      allowed: names.join(', ') || (facts.ports.length > 0 ? 'none' : `none: ${serviceName} has no Service`),
      fix: names.length > 0 ? `write port: '${names[0]}'` : noService,
    });
  }
  if (port?.name !== undefined) setting.calls(facts, port.name);
  return { serviceName, namespace, port: { name: port?.name, number: port?.port ?? 0 } };
}

/** A rule leads to a service, to several, or elsewhere. */
function checkTarget(read: ReadRoute, at: Place): void {
  const { to, split, redirect, canary, rewrite, grpc, path } = read;
  const contradictions: readonly (readonly [wrong: boolean, prop: string, beside: string])[] = [
    [to !== undefined && split !== undefined, 'split', 'to'],
    [canary !== undefined && split !== undefined, 'canary', 'split'],
    [redirect !== undefined && split !== undefined, 'split', 'redirect'],
    [redirect !== undefined && canary !== undefined, 'canary', 'redirect'],
    [redirect !== undefined && rewrite !== undefined, 'rewrite', 'redirect'],
    [grpc !== undefined && path !== undefined, 'path', 'grpc'],
    [grpc !== undefined && redirect !== undefined, 'redirect', 'grpc'],
    [grpc !== undefined && rewrite !== undefined, 'rewrite', 'grpc'],
    [grpc !== undefined && read.methods !== undefined, 'methods', 'grpc, whose calls are all POST'],
    [grpc !== undefined && read.query !== undefined, 'query', 'grpc, whose calls have none'],
    [canary !== undefined && to === undefined, 'canary', 'no service (to)'],
  ];
  for (const [wrong, prop, beside] of contradictions) {
    if (!wrong) continue;
    at.key(prop).complain({
      rule: 'contradicting-props',
      what: `is given beside ${beside}`,
      allowed: 'one of the two',
      fix: `remove ${prop}, or ${beside}`,
    });
  }
  if (to === undefined && split === undefined && redirect === undefined) {
    at.key('to').complain({
      rule: 'no-target',
      what: 'is missing: the route leads nowhere',
      allowed: 'a service: a StatelessService, a StatefulCluster, one of its members, or a cdk8s-plus Service',
      fix: 'state to, split or redirect',
    });
  }
  if (grpc?.method !== undefined && grpc.service === undefined) {
    at.key('grpc').key('service').complain({
      rule: 'missing-value',
      what: 'is missing beside method',
      allowed: "a service such as 'shop.v1.Orders'",
      fix: 'state the service, or remove method',
    });
  }
}

/** A share that could not be read contradicts nothing. */
export function weightOf(share: number): number {
  return Number.isNaN(share) ? 1 : share;
}

export function checkShares(split: readonly { readonly weight: number }[], at: Place): void {
  const sum = split.reduce((total, { weight }) => total + weight, 0);
  // Of a share that could not be read, that has been said.
  if (Number.isNaN(sum) || (split.length > 1 && sum === 100)) return;
  at.complain({
    rule: 'wrong-weights',
    what: split.length < 2 ? 'has one service or none' : `has shares that sum up to ${sum}`,
    got: split.map(({ weight }) => weight).join(' + '),
    allowed: 'two services or more, whose shares sum up to 100',
    fix: split.length < 2 ? 'write to instead' : `change the last to ${Math.max(0, 100 - sum + split.at(-1)!.weight)}`,
  });
}
