import type { IngressSpec } from '../../kubernetes/generated';
import { isCannot } from '../dialect';
import { type FeatureKey, featuresOfRoute, featuresOfRule } from '../features';
import type { Backend, HostSecret, RouteModel, RouteObject, RouteRule } from '../model';
import type { Annotations, IngressCan, IngressDialect, IngressPart, IngressPath } from './ingress-dialect';

/**
 * The Ingresses of a route. Annotations hold for a whole Ingress, so that a rule which says something by annotation
 * itself gets one of its own, named after its path: `public`, `public-api`, `public-api-canary`. That depends on the rule
 * alone, so a further rule renames nothing.
 */
export function ingressObjects(route: RouteModel, dialect: IngressDialect): readonly RouteObject[] {
  const parts = partsOf(route, dialect);
  return [
    ...parts.flatMap((part, index) => {
      const { annotations, objects, twins = [] } = dialect.finish?.(part, route) ?? { ...part, objects: [] };
      const rules = dialect.order?.(part.rules) ?? part.rules;
      const paths = rules.flatMap((rule) => pathsOf(rule, route, dialect));
      const spec = specOf(route, dialect, paths, part.name === route.name);
      const ofPaths = paths.map((path) => path.annotations ?? {});
      const all = merged([classOf(route, dialect), dialect.always ?? {}, annotations, ...ofPaths]);
      return [
        ingress(part.name, merged([index === 0 ? issuerOf(route) : {}, all, route.annotations]), spec),
        ...twins.map((twin) => {
          const { tls: _, defaultBackend: __, ...plain } = spec;
          return ingress(twin.name, merged([classOf(route, dialect), twin.annotations]), plain);
        }),
        ...canaries(part, route, dialect),
        ...objects,
      ];
    }),
    ...defaultApart(route, dialect),
  ];
}

function defaultApart(route: RouteModel, dialect: IngressDialect): readonly RouteObject[] {
  const { defaultBackend, rules, name, className } = route;
  if (!dialect.defaultApart || defaultBackend === undefined || rules.length === 0) return [];
  const spec = { ingressClassName: className, defaultBackend: backendFields(defaultBackend) };
  return [ingress(`${name}-default`, {}, spec)];
}

function partsOf(route: RouteModel, dialect: IngressDialect): readonly IngressPart[] {
  const own = route.rules.filter((rule) => hasOwnAnnotations(rule, route, dialect));
  const common = route.rules.filter((rule) => !own.includes(rule));
  const shared = annotationsOf(common[0], route, dialect);
  const main = { name: route.name, rules: common, annotations: shared };
  const others = own.map((rule) => ({
    name: `${route.name}-${rule.slug || 'root'}`,
    rules: [rule],
    annotations: annotationsOf(rule, route, dialect),
  }));
  return [...(common.length > 0 || route.defaultBackend || own.length === 0 ? [main] : []), ...others];
}

/** Whether a rule itself says something that stands in annotations of its Ingress. */
function hasOwnAnnotations(rule: RouteRule, route: RouteModel, dialect: IngressDialect): boolean {
  return featuresOfRule({ ...rule, settings: rule.own }, route).some(
    (feature) => canOf(dialect, feature)?.annotate !== undefined,
  );
}

/** What the annotations of a rule's Ingress say for it and for the route. */
function annotationsOf(rule: RouteRule | undefined, route: RouteModel, dialect: IngressDialect): Annotations {
  const ofRoute = featuresOfRoute(route).map((feature) => canOf(dialect, feature)?.annotateRoute?.(route) ?? {});
  if (rule === undefined) return merged(ofRoute);
  const ofRule = featuresOfRule(rule, route).map((feature) => canOf(dialect, feature)?.annotate?.(rule, route) ?? {});
  return merged([...ofRoute, ...ofRule]);
}

/** Controllers with canary objects: the same paths, another Service. */
function canaries(part: IngressPart, route: RouteModel, dialect: IngressDialect): readonly RouteObject[] {
  return part.rules.flatMap((rule) => {
    const backend = rule.canary?.backend ?? rule.backends[1]?.backend;
    if (backend === undefined) return [];
    const found = featuresOfRule(rule, route).flatMap((feature) => {
      const cell = canOf(dialect, feature);
      return cell?.annotateCanary ? [cell.annotateCanary(rule)] : [];
    });
    if (found.length === 0) return [];
    const paths = pathsOf(rule, route, dialect).map((path) => ({ ...path, backend }));
    const name = [route.name, rule.slug, 'canary'].filter((text) => text !== '').join('-');
    const spec = specOf(route, dialect, paths, false);
    return [ingress(name, merged([classOf(route, dialect), ...found]), spec)];
  });
}

function canOf(dialect: IngressDialect, feature: FeatureKey): IngressCan | undefined {
  const cell = dialect.cells[feature];
  return isCannot(cell) ? undefined : cell;
}

function ingress(name: string, annotations: Annotations, spec: IngressSpec): RouteObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name,
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    spec,
  };
}

function specOf(route: RouteModel, dialect: IngressDialect, paths: readonly IngressPath[], main: boolean): IngressSpec {
  const written = paths.map(({ path, pathType, backend }) => ({ path, pathType, backend: backendFields(backend) }));
  return {
    ingressClassName: dialect.classByAnnotation ? undefined : route.className,
    defaultBackend: main && route.defaultBackend ? backendFields(route.defaultBackend) : undefined,
    tls: tlsFields(route, dialect),
    rules: written.length > 0 ? route.hosts.map((host) => ({ host, http: { paths: written } })) : undefined,
  };
}

function backendFields({ serviceName, port }: Backend) {
  return {
    service: { name: serviceName, port: port.name === undefined ? { number: port.number } : { name: port.name } },
  };
}

function tlsFields({ tls, hosts }: RouteModel, dialect: IngressDialect): IngressSpec['tls'] {
  if (tls === undefined || tls.kind === 'passthrough') return undefined;
  if (tls.kind === 'platform' || dialect.certificatesElsewhere) return [{ hosts }];
  return secretsOf(tls).map(({ hosts, secretName }) => ({ hosts, secretName }));
}

/** The Secrets that a route's TLS refers to. */
export function secretsOf(tls: RouteModel['tls']): readonly HostSecret[] {
  if (tls === undefined || tls.kind === 'platform' || tls.kind === 'passthrough') return [];
  return tls.kind === 'issued' ? [tls.secret] : tls.secrets;
}

/** One Ingress alone asks cert-manager for the certificate: it belongs to whom has asked, and no two may share it. */
function issuerOf({ tls }: RouteModel): Annotations {
  return tls?.kind === 'issued' ? { [tls.issuer.annotation]: tls.issuer.name } : {};
}

function classOf({ className }: RouteModel, dialect: IngressDialect): Annotations {
  return dialect.classByAnnotation && className !== undefined ? { 'kubernetes.io/ingress.class': className } : {};
}

/** A rule as the dialect says it. */
function pathsOf(rule: RouteRule, route: RouteModel, dialect: IngressDialect): readonly IngressPath[] {
  const plain = plainPath(rule, route);
  return dialect.paths?.(rule, route, plain) ?? [plain];
}

/** A rule as Ingress itself says it. A redirect goes to no Service, but a path has to name one. */
export function plainPath(rule: RouteRule, route: RouteModel): IngressPath {
  const backend = rule.backends[0]?.backend ?? anyBackend(route) ?? { serviceName: '', port: { number: 0 } };
  if (rule.grpc) {
    const { service, method } = rule.grpc;
    if (service === undefined) return { path: '/', pathType: 'Prefix', backend };
    if (method === undefined) return { path: `/${service}`, pathType: 'Prefix', backend };
    return { path: `/${service}/${method}`, pathType: 'Exact', backend };
  }
  const pathType = rule.pathType === 'RegularExpression' ? 'ImplementationSpecific' : rule.pathType;
  return { path: rule.path, pathType, backend };
}

/** Some Service of the route; undefined where it has none. */
export function anyBackend({ rules, defaultBackend }: RouteModel): Backend | undefined {
  return rules.flatMap(({ backends }) => backends)[0]?.backend ?? defaultBackend;
}

function merged(all: readonly Annotations[]): Annotations {
  return Object.assign({}, ...all);
}
