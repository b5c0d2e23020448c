import type { Place } from '../../input/place';
import type { RouteModel, RouteRule, WeightedBackend } from '../model';
import { checkGrpcTls, escaped, joined, NOT_IN_THE_API, OF_THE_API } from './common';
import type { Annotations, IngressCan, IngressCell, IngressDialect, IngressPath } from './ingress-dialect';

const ALB = 'alb.ingress.kubernetes.io';

/** What an Ingress of the AWS Load Balancer Controller says of its load balancer. */
export interface AlbOptions {
  readonly scheme: 'internal' | 'internet-facing';
  readonly targetType: 'ip' | 'instance';
  readonly groupName?: string;
  readonly certificateArns?: readonly string[];
}

const NO_HEADERS: IngressCell = { instead: 'let the service do it, or route by the Gateway API: Routing.gateway' };
const NO_SECRETS: IngressCell = {
  instead:
    'write tls: Tls.platform(): a load balancer of AWS takes certificates of ACM (IngressController.awsAlb({ certificateArns })), or finds them by the host',
};
const CONDITIONS = `${ALB}/conditions.`;
const FORWARD = `${ALB}/actions.`;
const TRANSFORMS = `${ALB}/transforms.`;
const AS_ACTION: IngressCan = { emits: [FORWARD, 'use-annotation', '"weight":'] };
const REDIRECT: IngressCan = { emits: [FORWARD, '"type":"redirect"'] };

/** The AWS Load Balancer Controller: rules of an Application Load Balancer. */
export function awsAlbDialect({ scheme, targetType, groupName, certificateArns }: AlbOptions): IngressDialect {
  return {
    id: 'aws-alb',
    title: 'Ingress with AWS ALB',
    source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
    certificatesElsewhere: true,
    oneIngress:
      groupName === undefined
        ? "each Ingress gets a load balancer of its own: give the controller a group, IngressController.awsAlb({ groupName: '…' })"
        : undefined,
    always: {
      [`${ALB}/scheme`]: scheme,
      [`${ALB}/target-type`]: targetType,
      ...(groupName === undefined ? {} : { [`${ALB}/group.name`]: groupName }),
    } as Annotations,
    paths: albPaths,
    order: narrowestFirst,
    check: checkConditions,
    cells: {
      ...OF_THE_API,
      ...NOT_IN_THE_API,
      wildcardHost: { emits: ["host: '*."], note: 'one label or more: * stands for any characters' },
      pathRegex: { instead: 'write several paths of type Prefix, or route by the Gateway API: Routing.gateway' },
      methods: { emits: [CONDITIONS, 'http-request-method'] },
      headers: { emits: [CONDITIONS, 'http-header'], note: '* and ? are wildcards; letter case counts for nothing' },
      // With URL rewrites since v2.14.1 of the controller.
      headersRegex: { emits: [CONDITIONS, 'http-header', 'regexValues'], note: 'in the words of the load balancer' },
      query: { emits: [CONDITIONS, 'query-string'], note: '* and ? are wildcards; letter case counts for nothing' },
      grpc: {
        emits: [`${ALB}/backend-protocol-version: GRPC`],
        annotate: () => ({ [`${ALB}/backend-protocol-version`]: 'GRPC' }),
        note: 'with TLS only',
      },
      split: AS_ACTION,
      splitMany: { ...AS_ACTION, note: 'five at most' },
      canaryWeight: AS_ACTION,
      canaryHeader: { emits: [CONDITIONS, 'http-header'] },
      canaryCookie: { emits: [CONDITIONS, '"httpHeaderName":"Cookie"', 'regexValues'] },
      redirectScheme: REDIRECT,
      redirectHost: REDIRECT,
      redirectPort: REDIRECT,
      redirectPath: REDIRECT,
      redirectPrefix: { instead: 'redirect to a path as a whole, or route by the Gateway API: Routing.gateway' },
      redirectStatus: { instead: 'write 301 or 302: a load balancer of AWS has no others' },
      rewriteHost: { emits: [TRANSFORMS, 'host-header-rewrite'] },
      rewritePath: { emits: [TRANSFORMS, 'url-rewrite'] },
      rewritePrefix: { emits: [TRANSFORMS, 'url-rewrite'] },
      setRequestHeaders: NO_HEADERS,
      addRequestHeaders: NO_HEADERS,
      removeRequestHeaders: NO_HEADERS,
      setResponseHeaders: NO_HEADERS,
      addResponseHeaders: NO_HEADERS,
      removeResponseHeaders: NO_HEADERS,
      timeoutRequest: {
        instead: 'let the service end what takes too long, or route by the Gateway API: Routing.gateway',
      },
      timeoutBackend: {
        instead:
          "it is one for the whole load balancer: annotations: { 'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=…' }",
      },
      retries: { instead: 'let clients ask again, or route by the Gateway API: Routing.gateway' },
      retryStatus: { instead: 'let clients ask again, or route by the Gateway API: Routing.gateway' },
      retryBackoff: { instead: 'let clients ask again, or route by the Gateway API: Routing.gateway' },
      maxRequestBody: { instead: 'let the service refuse it, or use AWS WAF' },
      cors: { instead: 'let the service answer, or route by the Gateway API: Routing.gateway' },
      corsExpose: { instead: 'let the service answer, or route by the Gateway API: Routing.gateway' },
      sessionAffinity: {
        emits: [`${ALB}/target-group-attributes`],
        note: "beside the load balancer's own cookie; without maxAge one day",
        annotate: ({ settings: { sessionAffinity } }) => ({
          [`${ALB}/target-group-attributes`]: [
            'stickiness.enabled=true',
            'stickiness.type=app_cookie',
            `stickiness.app_cookie.cookie_name=${sessionAffinity!.cookie}`,
            `stickiness.app_cookie.duration_seconds=${sessionAffinity!.maxAge ?? STICKY.default}`,
          ].join(','),
        }),
      },
      tlsSecret: NO_SECRETS,
      tlsSecrets: NO_SECRETS,
      tlsIssued: NO_SECRETS,
      tlsShared: NO_SECRETS,
      tlsPlatform: {
        emits: [`${ALB}/listen-ports`],
        annotateRoute: () =>
          ({
            ...(certificateArns && certificateArns.length > 0
              ? { [`${ALB}/certificate-arn`]: certificateArns.join(',') }
              : {}),
          }) as Annotations,
      },
      tlsPassthrough: { instead: 'give the service a Network Load Balancer: ServiceType.loadBalancer()' },
      httpsRedirect: {
        emits: [`${ALB}/ssl-redirect`],
        annotateRoute: () => ({ [`${ALB}/listen-ports`]: BOTH_PORTS, [`${ALB}/ssl-redirect`]: '443' }),
      },
      plainHttp: { emits: [`${ALB}/listen-ports`], annotateRoute: () => ({ [`${ALB}/listen-ports`]: BOTH_PORTS }) },
    },
  };
}

const BOTH_PORTS = '[{"HTTP": 80}, {"HTTPS": 443}]';

/** A rule with more to say than a path becomes one with an action: conditions and transforms have the action's name. */
function albPaths(rule: RouteRule, route: RouteModel, plain: IngressPath): readonly IngressPath[] {
  const { canary, backends } = rule;
  const conditions = conditionsOf(rule);
  const base = [route.name, rule.slug].filter((text) => text !== '').join('-');
  const path = (name: string, to: readonly WeightedBackend[], more: readonly Condition[]): IngressPath => ({
    ...plain,
    // The controller looks for the action of this name instead of a Service.
    backend: { serviceName: name, port: { name: 'use-annotation', number: 0 } },
    annotations: {
      [`${FORWARD}${name}`]: JSON.stringify(rule.redirect ? redirectAction(rule) : forwardAction(to, rule)),
      ...list(`${CONDITIONS}${name}`, ofOneKind([...conditions, ...more])),
      ...list(`${TRANSFORMS}${name}`, transformsOf(rule)),
    },
  });
  const chosen = chosenOf(rule).map(({ suffix, condition, backend }) =>
    path(`${base}-${suffix}`, [{ backend, weight: 100 }], [condition]),
  );
  const shares =
    canary?.weight === undefined || backends[0] === undefined
      ? backends
      : [
          { backend: backends[0].backend, weight: 100 - canary.weight },
          { backend: canary.backend, weight: canary.weight },
        ];
  const needs = shares.length > 1 || rule.redirect || rule.rewrite || conditions.length > 0;
  return [...chosen, needs ? path(`${base}-route`, shares, []) : plain];
}

function list(name: string, items: readonly object[]): Annotations {
  return items.length === 0 ? {} : { [name]: JSON.stringify(items) };
}

function chosenOf({ canary, backends }: RouteRule) {
  if (canary === undefined) return [];
  const { header, cookie, weight, backend } = canary;
  const stable = backends[0]?.backend;
  // Whole cookies: one of several, which another's name may end like.
  const asked = (value: string) => patternCondition('Cookie', `^(.*; *)?${escaped(cookie!)}=${value} *(;.*)?$`);
  return [
    ...(header ? [{ suffix: 'canary-header', condition: headerCondition(header.name, header.value), backend }] : []),
    ...(cookie ? [{ suffix: 'canary-cookie', condition: asked('always'), backend }] : []),
    ...(cookie && weight !== undefined && stable
      ? [{ suffix: 'stable-cookie', condition: asked('never'), backend: stable }]
      : []),
  ];
}

/**
 * Of rules with one path the load balancer takes the first that holds: those with more conditions stand before. By path the
 * controller sorts them itself (`sortIngressPaths`).
 */
function narrowestFirst(rules: readonly RouteRule[]): readonly RouteRule[] {
  const narrowness = ({ methods, headers, query }: RouteRule) => [
    methods.length > 0 ? 1 : 0,
    Object.keys(headers).length,
    Object.keys(query).length,
  ];
  const compare = (a: readonly number[], b: readonly number[]) =>
    a.map((n, index) => b[index]! - n).find((difference) => difference !== 0) ?? 0;
  return [...rules].sort((a, b) => compare(narrowness(a), narrowness(b)));
}

/** Quotas for Application Load Balancers: «condition values per rule: 5», of which host and path take some. */
const MOST_VALUES = 5;

function checkConditions(route: RouteModel, at: Place): void {
  checkGrpcTls(route, at);
  route.rules.forEach((rule, index) => {
    const here = Object.hasOwn(rule.own, 'sessionAffinity') ? at.key('routes').item(index) : at;
    checkAffinity(rule, here.key('sessionAffinity'));
    const { path, pathType, grpc, methods, headers, query } = rule;
    const paths = pathType === 'Prefix' && path !== '/' && !grpc ? 2 : 1;
    const asked = chosenOf(rule).length > 0 ? 1 : 0;
    const values = 1 + paths + methods.length + Object.keys(headers).length + Object.keys(query).length + asked;
    if (values <= MOST_VALUES) return;
    at.key('routes')
      .item(index)
      .complain({
        rule: 'too-many',
        what: `has ${values} values to compare with host (1) and path (${paths}): a rule of an AWS load balancer has at most 5`,
        got: values,
        allowed: `at most ${MOST_VALUES}`,
        fix: 'make several routes of it, or compare less',
      });
  });
}

function checkAffinity({ settings: { sessionAffinity } }: RouteRule, at: Place): void {
  const { maxAge = 0 } = sessionAffinity ?? {};
  if (maxAge <= STICKY.most) return;
  at.key('maxAge').complain({
    rule: 'not-in-dialect',
    what: 'is longer than a load balancer of AWS keeps clients',
    got: maxAge,
    allowed: `at most ${STICKY.most}: seven days`,
    fix: `write ${STICKY.most}`,
  });
}

interface HeaderValues {
  readonly httpHeaderName: string;
  readonly values?: readonly string[];
  readonly regexValues?: readonly string[];
}

interface Condition {
  readonly field: string;
  readonly httpHeaderConfig?: HeaderValues;
  readonly httpRequestMethodConfig?: object;
  readonly queryStringConfig?: object;
}

function headerCondition(httpHeaderName: string, value: string): Condition {
  return { field: 'http-header', httpHeaderConfig: { httpHeaderName, values: [value] } };
}

function patternCondition(httpHeaderName: string, pattern: string): Condition {
  return { field: 'http-header', httpHeaderConfig: { httpHeaderName, regexValues: [pattern] } };
}

/** A rule has patterns for all headers or for none: «Considerations when using regexValues» of the annotations. */
function ofOneKind(conditions: readonly Condition[]): readonly Condition[] {
  if (!conditions.some(({ httpHeaderConfig }) => httpHeaderConfig?.regexValues)) return conditions;
  return conditions.map((condition) => {
    const { httpHeaderName, values } = condition.httpHeaderConfig ?? {};
    if (httpHeaderName === undefined || values === undefined) return condition;
    // * and ? stay what they are in a plain value.
    const pattern = escaped(values[0]!).replaceAll('\\*', '.*').replaceAll('\\?', '.');
    return patternCondition(httpHeaderName, `^${pattern}$`);
  });
}

function conditionsOf({ methods, headers, query }: RouteRule): readonly Condition[] {
  return [
    ...(methods.length > 0 ? [{ field: 'http-request-method', httpRequestMethodConfig: { Values: methods } }] : []),
    ...Object.entries(headers).map(([name, { type, value }]) =>
      type === 'RegularExpression' ? patternCondition(name, value) : headerCondition(name, value),
    ),
    ...Object.entries(query).map(([key, { value }]) => ({
      field: 'query-string',
      queryStringConfig: { values: [{ key, value }] },
    })),
  ];
}

/** How long a client stays with its Pod where nobody says, in seconds; and at most. Source: `stickiness.app_cookie` of AWS. */
const STICKY = { default: 86_400, most: 604_800 };

/** With session affinity a client stays with one of several services too: each knows its own cookies only. */
function forwardAction(to: readonly WeightedBackend[], { settings: { sessionAffinity } }: RouteRule) {
  const targetGroups = to.map(({ backend: { serviceName, port }, weight }) => ({
    serviceName,
    servicePort: port.name ?? port.number,
    weight,
  }));
  if (sessionAffinity === undefined || to.length === 1) return { type: 'forward', forwardConfig: { targetGroups } };
  const targetGroupStickinessConfig = { enabled: true, durationSeconds: sessionAffinity.maxAge ?? STICKY.default };
  return { type: 'forward', forwardConfig: { targetGroups, targetGroupStickinessConfig } };
}

function redirectAction({ redirect }: RouteRule) {
  const { scheme, host, port, path, statusCode = 302 } = redirect!;
  return {
    type: 'redirect',
    redirectConfig: {
      ...(host === undefined ? {} : { host }),
      ...(path === undefined ? {} : { path }),
      ...(scheme === undefined ? {} : { protocol: scheme.toUpperCase(), port: scheme === 'https' ? '443' : '80' }),
      ...(port === undefined ? {} : { port: String(port) }),
      statusCode: `HTTP_${statusCode}`,
    },
  };
}

/** Rewrites of rules: «URL rewrite» of the controller's guide. */
function transformsOf({ path, rewrite }: RouteRule): readonly object[] {
  const url = rewrite?.path ?? rewrite?.prefix;
  const start = escaped(joined(path));
  const to = joined(rewrite?.prefix ?? '');
  const regex = rewrite?.path !== undefined ? '^[^?]*' : to === '' ? `^${start}/?(.*)$` : `^${start}(.*)$`;
  const replace = rewrite?.path ?? (to === '' ? '/$1' : `${to}$1`);
  return [
    ...(rewrite?.host === undefined
      ? []
      : [
          {
            type: 'host-header-rewrite',
            hostHeaderRewriteConfig: { rewrites: [{ regex: '^.*$', replace: rewrite.host }] },
          },
        ]),
    ...(url === undefined ? [] : [{ type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex, replace }] } }]),
  ];
}
