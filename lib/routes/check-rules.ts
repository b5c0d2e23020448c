import { complainTwice } from '../input/names';
import type { Place } from '../input/place';
import { checkHeaders } from './check-headers';
import { checkPatterns } from './check-patterns';
import { urlPath } from './filters';
import { isOneMatchOnly } from './gateway/http-route';
import { isMoreThanPath, samePath } from './match';
import type { RouteModel, RouteRule } from './model';
import type { RouteSettings } from './settings';

/** What the API refuses in Prefix and Exact paths: k8s.io/kubernetes pkg/apis/networking/validation, Gateway API's CEL. */
const UNCLEAR = /\/\/|\/\.\.?(\/|$)|%2f/i;

/** Complains about rules that contradict themselves or each other in any dialect. */
export function checkRules({ rules, hosts, tls }: RouteModel, at: Place): void {
  const place = (index: number) => at.key('routes').item(index);
  rules.forEach((rule, index) => {
    checkPath(rule, place(index).key('path'));
    checkLiteral(rule, place(index).key('path'));
    checkBackends(rule, place(index));
    checkPrefix(rule, place(index));
    const settingAt = (key: keyof RouteSettings) => (Object.hasOwn(rule.own, key) ? place(index) : at).key(key);
    checkSettings(rule, settingAt);
    checkHeaders(rule, place(index), settingAt);
    checkPatterns(rule, place(index));
    checkLoop(rule, { rules, hosts, tls }, place(index).key('redirect'));
  });
  complainTwice(
    rules,
    (rule) => matchKey(rule),
    (index) => place(index).key(rules[index]!.grpc ? 'grpc' : 'path'),
    (_, first) => ({
      rule: 'duplicate-path',
      what: `is also the path of routes[${first}]`,
      fix: 'keep one of the two',
    }),
  );
  if (tls?.kind === 'passthrough') checkPassthrough(rules, at);
}

/** What a rule takes: two of one key take the same requests. */
export function matchKey({ pathType, path, methods, headers, query, grpc }: RouteRule): string {
  const sorted = (values: RouteRule['headers']) =>
    Object.entries(values)
      .map(([name, { type, value }]) => [name.toLowerCase(), type, value])
      .sort();
  const more = [[...methods].sort(), sorted(headers), sorted(query)];
  const plain = more.every((each) => each.length === 0);
  const start = grpc ? `grpc ${grpc.service ?? '*'}/${grpc.method ?? '*'}` : `${pathType} ${samePath(pathType, path)}`;
  return plain ? start : `${start} ${JSON.stringify(more)}`;
}

function checkPath({ path, pathType, grpc }: RouteRule, at: Place): void {
  if (grpc || pathType === 'ImplementationSpecific' || pathType === 'RegularExpression' || !UNCLEAR.test(path)) return;
  at.complain({
    rule: 'wrong-value',
    what: `is not clear enough for pathType ${pathType}`,
    got: path,
    allowed: "a path without '//', '/./', '/../' and '%2f'",
    fix: "write the plain path, or pathType: 'ImplementationSpecific' if the controller understands it",
  });
}

/** A path that looks like a pattern is compared letter by letter, and no request has such letters. */
function checkLiteral({ path, pathType, grpc }: RouteRule, at: Place): void {
  if (grpc || isPattern({ pathType }) || !isMoreThanPath(path)) return;
  const [plain, query] = path.split(/[?#]/, 2) as [string, string?];
  const start = plain.replace(/\/\*{1,2}$/, '') || '/';
  at.complain({
    rule: 'literal-path',
    severity: 'unsafe',
    what:
      query === undefined
        ? `looks like a pattern, but pathType ${pathType} takes it letter by letter: no request has such a path`
        : 'has more than a path: no request has such a one',
    got: path,
    allowed: "a plain path, or a pattern with pathType: 'RegularExpression' where the platform has it",
    fix:
      query !== undefined
        ? `write '${plain}', and match the query by query: { … }`
        : isMoreThanPath(start)
          ? "write its plain beginning, or pathType: 'RegularExpression'"
          : pathType === 'Prefix'
            ? `write '${start}', which also takes all below it`
            : `write '${start}' with pathType: 'Prefix', which also takes all below it`,
  });
}

/** Two shares of one service are one: what was meant to be the other version gets nothing. */
function checkBackends({ backends, canary }: RouteRule, at: Place): void {
  const all = [
    ...backends.map(({ backend }, index) => ({ backend, to: at.key('split').item(index).key('to') })),
    ...(canary ? [{ backend: canary.backend, to: at.key('canary').key('to') }] : []),
  ].filter(({ backend }) => backend.serviceName !== '');
  complainTwice(
    all,
    ({ backend: { serviceName, namespace, port } }) =>
      `${[namespace, serviceName].filter(Boolean).join('/')}:${port.number}`,
    (index) => all[index]!.to,
    () => ({
      rule: 'duplicate-backend',
      severity: 'unsafe',
      what: 'is a service that the route has already: there is only one version',
      fix: 'name the other version, such as web.variant(…)',
    }),
  );
}

/** Only of a path that is compared by its parts is it clear what its beginning is. */
function checkPrefix({ pathType, redirect, rewrite }: RouteRule, at: Place): void {
  for (const [key, change] of Object.entries({ redirect, rewrite })) {
    if (change?.prefix === undefined || pathType === 'Prefix') continue;
    at.key(key)
      .key('prefix')
      .complain({
        rule: 'contradicting-props',
        what: `is given for a path of type ${pathType}`,
        got: change.prefix,
        allowed: "pathType: 'Prefix'",
        fix: `write ${key}: { path: … }, or pathType: 'Prefix'`,
      });
  }
}

function checkSettings({ settings }: RouteRule, at: (key: 'timeouts' | 'cors') => Place): void {
  const { timeouts, cors } = settings;
  if ((timeouts?.backend ?? 0) > (timeouts?.request ?? Number.POSITIVE_INFINITY)) {
    at('timeouts')
      .key('backend')
      .complain({
        rule: 'wrong-value',
        what: 'is longer than timeouts.request, which ends the call before',
        got: timeouts!.backend,
        allowed: `at most ${timeouts!.request}`,
        fix: 'lower it, or raise timeouts.request',
      });
  }
  if (cors === undefined || !cors.allowOrigins.includes('*')) return;
  if (cors.allowOrigins.length > 1) {
    at('cors').key('allowOrigins').complain({
      rule: 'wrong-value',
      what: 'has origins beside *, which is all of them',
      got: cors.allowOrigins,
      allowed: "['*'], or origins without it",
      fix: 'remove the others, or *',
    });
  }
  if (cors.allowCredentials) {
    at('cors').key('allowCredentials').complain({
      rule: 'open-credentials',
      severity: 'unsafe',
      what: 'lets any site act as its visitors: the origins are *',
      got: true,
      allowed: 'credentials with origins that are named',
      fix: 'name the origins, or remove allowCredentials',
    });
  }
}

/** A redirect whose target the same rule takes: the client is sent in a circle until it gives up. */
function checkLoop(rule: RouteRule, route: Pick<RouteModel, 'rules' | 'hosts' | 'tls'>, at: Place): void {
  const { redirect, path, methods, headers, query } = rule;
  const narrowed = methods.length + Object.keys(headers).length + Object.keys(query).length > 0;
  if (redirect === undefined || narrowed || isPattern(rule)) return;
  const own = route.tls === undefined ? 'http' : 'https';
  if (redirect.port !== undefined || (redirect.scheme ?? own) !== own) return;
  if (redirect.host !== undefined && !route.hosts.includes(redirect.host)) return;
  const target = redirect.path ?? redirect.prefix ?? path;
  const taken = route.rules.some(
    (one) => one !== rule && (isPattern(one) || one.path.length >= path.length) && takes(one, target),
  );
  // A path that could not be read is empty here.
  if (taken || !target.startsWith('/') || !takes(rule, target)) return;
  at.complain({
    rule: 'redirect-loop',
    severity: 'unsafe',
    what: 'leads to a request that the same route redirects again: clients go in a circle',
    got: redirect.host === undefined ? target : `${redirect.host}${target}`,
    allowed: 'a host, or a path, of another route',
    fix:
      redirect.scheme === 'https' && own === 'https'
        ? 'remove it: with tls, plain HTTP goes to HTTPS anyway (httpsRedirect)'
        : redirect.host !== undefined
          ? `give ${redirect.host} an IngressRoute of its own`
          : target === path
            ? 'lead to another path or host'
            : `add a route for ${target}`,
  });
}

function isPattern({ pathType }: Pick<RouteRule, 'pathType'>): boolean {
  return pathType === 'RegularExpression' || pathType === 'ImplementationSpecific';
}

/** Whether a rule may take requests of a path: of patterns that is not known. */
function takes(rule: RouteRule, target: string): boolean {
  if (rule.grpc) return false;
  if (isPattern(rule)) return true;
  if (rule.pathType === 'Exact') return rule.path === target;
  const start = rule.path.replace(/\/+$/, '');
  return target === rule.path || target === start || target.startsWith(`${start}/`);
}

/** The proxy sees the host of the TLS handshake, and nothing of the requests in it. */
function checkPassthrough(rules: readonly RouteRule[], at: Place): void {
  rules.forEach((rule, index) => {
    const { slug: _, backends, own: __, settings, path, pathType, name: ___, ...more } = rule;
    const plain = path === '/' && pathType === 'Prefix' && rules.length === 1 && backends.length === 1;
    const rest = Object.values(more).every((value) => value === undefined || Object.keys(value).length === 0);
    if (plain && rest && Object.keys(settings).length === 0) return;
    at.key('routes').item(index).complain({
      rule: 'contradicting-props',
      what: 'says more than a service, but the service ends TLS itself: nobody else sees its paths',
      allowed: 'one route with nothing but to and port',
      fix: 'remove what else it says, or write tls: true',
    });
  });
}

/** Limits of the Gateway API's kinds, and paths that its CEL rules refuse. */
export function checkGatewayLimits({ rules, hosts }: RouteModel, at: Place): void {
  rules.forEach(({ path, pathType }, index) => {
    if (isPattern({ pathType }) || isMoreThanPath(path)) return;
    urlPath.read(path, at.key('routes').item(index).key('path'));
  });
  for (const [prop, list] of [
    ['routes', rules],
    ['hosts', hosts],
  ] as const) {
    if (list.length <= 16) continue;
    at.key(prop).complain({
      rule: 'too-many',
      what: `has ${list.length} entries: one route of the Gateway API has at most 16`,
      got: list.length,
      allowed: 'at most 16',
      fix: 'make a second IngressRoute for the rest',
    });
  }
  checkGrpc(rules, at);
  checkMatches(rules, at);
  const grpc = rules.findIndex((rule) => rule.grpc);
  if (grpc < 0 || rules.every((rule) => rule.grpc)) return;
  at.key('routes').item(grpc).key('grpc').complain({
    rule: 'contradicting-props',
    what: 'stands beside HTTP routes of the same host: a Gateway takes only one of the two kinds for a host',
    allowed: 'gRPC calls or HTTP requests',
    fix: 'give gRPC a host and an IngressRoute of its own',
  });
}

/** What a rule of a GRPCRoute has no field for. */
const NOT_FOR_GRPC = ['timeouts', 'retries', 'cors'] as const;

function checkGrpc(rules: readonly RouteRule[], at: Place): void {
  rules.forEach(({ grpc, settings, own }, index) => {
    if (grpc === undefined) return;
    for (const key of NOT_FOR_GRPC.filter((one) => settings[one] !== undefined)) {
      const here = Object.hasOwn(own, key) ? at.key('routes').item(index) : at;
      here.key(key).complain({
        rule: 'not-in-dialect',
        what: 'is given for gRPC calls: a GRPCRoute has no field for it',
        allowed: 'HTTP requests (path), or gRPC calls without it',
        fix: "write path: '/shop.v1.Orders/Place' instead of grpc, or let clients say it (deadlines, retries)",
      });
    }
  });
}

/** HTTPRoute: at most 16 rules and 128 matches in all; a canary by header or cookie takes rules of its own. */
function checkMatches(rules: readonly RouteRule[], at: Place): void {
  const copies = ({ canary }: RouteRule) =>
    1 + (canary?.header ? 1 : 0) + (canary?.cookie ? (canary.weight === undefined ? 1 : 2) : 0);
  const all = rules.reduce(
    (sum, rule) => sum + copies(rule) * (isOneMatchOnly(rule) ? Math.max(1, rule.methods.length) : 1),
    0,
  );
  const matches = rules.reduce((sum, rule) => sum + copies(rule) * Math.max(1, rule.methods.length), 0);
  if ((all <= 16 || rules.length > 16) && matches <= 128) return;
  at.key('routes').complain({
    rule: 'too-many',
    what:
      matches > 128
        ? `gives ${matches} matches: one route of the Gateway API has at most 128`
        : `gives ${all} rules, with those for who asks for a canary and for each method: one route of the Gateway API has at most 16`,
    got: matches > 128 ? matches : all,
    allowed: matches > 128 ? 'at most 128' : 'at most 16',
    fix: 'make a second IngressRoute for some of them',
  });
}
