import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import { entryTitle, type RouteEntry, routeEntries } from '../route-entries';
import type { Rule } from '../rule';

const ALB = 'alb.ingress.kubernetes.io';

function annotation(manifest: Manifest, name: string): string | undefined {
  const value = at(manifest.metadata?.annotations, name);
  return typeof value === 'string' ? value : undefined;
}

function isAlb(manifest: Manifest): boolean {
  return Object.keys(manifest.metadata?.annotations ?? {}).some((key) => key.startsWith(`${ALB}/`));
}

function isGce(manifest: Manifest): boolean {
  return /^gce(-internal)?$/.test(annotation(manifest, 'kubernetes.io/ingress.class') ?? '');
}

function ofIngresses(manifests: readonly Manifest[]): readonly RouteEntry[] {
  return routeEntries(manifests).filter(({ manifest }) => manifests[manifest]!.kind === 'Ingress');
}

/**
 * The name of a host leads to one load balancer. GKE makes one for each Ingress, the AWS Load Balancer Controller one for
 * each Ingress without a group: of two Ingresses with one host, one gets no requests. Sources: GKE, «Ingress for external
 * Application Load Balancers»; «IngressGroup» of the controller's annotations.
 */
export const splitHost: Rule = {
  name: 'split-host',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const first = new Map<string, number>();
    const said = new Set<string>();
    for (const { manifest: index, host, door } of ofIngresses(manifests)) {
      const manifest = manifests[index]!;
      const alone = isGce(manifest) || (isAlb(manifest) && annotation(manifest, `${ALB}/group.name`) === undefined);
      if (host === '' || !alone) continue;
      // A host may lead to one load balancer inside and to another one outside.
      const key = `${door} ${annotation(manifest, `${ALB}/scheme`) ?? ''} ${host}`;
      const also = first.get(key);
      if (also === undefined) first.set(key, index);
      if (also === undefined || also === index || said.has(`${index} ${host}`)) continue;
      said.add(`${index} ${host}`);
      yield {
        manifest: index,
        also,
        what: `${host} is also a host of ${title(manifests[also]!)}, and each of the two gets a load balancer of its own`,
        got: host,
        allowed: 'each host in one Ingress',
        fix: isGce(manifest)
          ? 'put the paths into one IngressRoute, or route by the Gateway API: Routing.gateway'
          : "put them into one group: IngressController.awsAlb({ groupName: '…' })",
      };
    }
  },
};

/**
 * A group of AWS redirects HTTP of all its hosts, or of none: one Ingress with `ssl-redirect` takes the rules for HTTP of all
 * others. Source: «ssl-redirect» of the controller's annotations; pkg/ingress/model_build_listener_rules.go.
 */
export const groupRedirect: Rule = {
  name: 'group-redirect',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const first = new Map<string, number>();
    const groupOf = (manifest: Manifest) =>
      manifest.kind === 'Ingress' ? annotation(manifest, `${ALB}/group.name`) : undefined;
    const redirects = (manifest: Manifest) => annotation(manifest, `${ALB}/ssl-redirect`) !== undefined;
    for (const [index, manifest] of manifests.entries()) {
      const group = groupOf(manifest);
      if (group !== undefined && redirects(manifest) && !first.has(group)) first.set(group, index);
    }
    for (const [index, manifest] of manifests.entries()) {
      const group = groupOf(manifest);
      const also = group === undefined ? undefined : first.get(group);
      if (also === undefined || redirects(manifest)) continue;
      const secured = annotation(manifest, `${ALB}/listen-ports`)?.includes('HTTPS') ?? false;
      yield {
        manifest: index,
        also,
        what: `gets no requests by plain HTTP: ${title(manifests[also]!)} redirects all of group ${group} to HTTPS${secured ? '' : ', where this one is not'}`,
        got: `group ${group}`,
        allowed: 'a redirect to HTTPS for all Ingresses of a group, or for none',
        fix: secured
          ? 'remove httpsRedirect: false, or give this route a platform with another groupName'
          : 'write tls: Tls.platform(), or give this route a platform with another groupName',
      };
    }
  },
};

/**
 * Requests of no host and no path go to one service: of two that are named for one controller, or for one group of AWS, which
 * refuses both, the older Ingress has it.
 */
export const twoDefaults: Rule = {
  name: 'two-default-backends',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const first = new Map<string, number>();
    const said = new Set<string>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Ingress' || at(manifest, 'spec', 'defaultBackend') === undefined) continue;
      const group = annotation(manifest, `${ALB}/group.name`);
      // Each has a load balancer of its own.
      if (isGce(manifest) || (isAlb(manifest) && group === undefined)) continue;
      const key = `${at(manifest, 'spec', 'ingressClassName')} ${group ?? ''}`;
      const also = first.get(key);
      const service = defaultOf(manifest);
      const once = `${also} ${service}`;
      if (also === undefined) first.set(key, index);
      // The same service is no contradiction, but a group takes one Ingress only that says so.
      else if ((group !== undefined || service !== defaultOf(manifests[also]!)) && !said.has(once)) {
        said.add(once);
        yield {
          manifest: index,
          also,
          what: `has a default backend for any host, as ${title(manifests[also]!)} has`,
          got: String(at(manifest, 'spec', 'defaultBackend', 'service', 'name')),
          allowed: 'one default backend for an Ingress class',
          fix: "keep one of the two; for the rest of a host's paths write { path: '/', to: … }",
        };
      }
    }
  },
};

function defaultOf(manifest: Manifest): string {
  return JSON.stringify([namespaceOf(manifest), at(manifest, 'spec', 'defaultBackend', 'service')]);
}

/**
 * A load balancer of AWS takes the first rule that holds, and of a group's Ingresses those of the lower `group.order`, then
 * of the lower namespace and name, stand first, whatever their paths. Source: «group.order» of the controller's annotations,
 * and kubernetes-sigs/aws-load-balancer-controller#1638.
 */
export const shadowedInGroup: Rule = {
  name: 'shadowed-in-group',
  severity: 'unsafe',
  kinds: ['Ingress'],
  *check({ manifests }) {
    const groups = new Map<string, RouteEntry[]>();
    for (const entry of ofIngresses(manifests)) {
      const group = annotation(manifests[entry.manifest]!, `${ALB}/group.name`);
      if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), entry]);
    }
    for (const entries of groups.values()) {
      // What takes all requests of a path; a rule with conditions lets some pass.
      const whole = entries.filter(({ headers, pathType }) => headers.length === 0 && pathType === 'Prefix');
      const said = new Set<string>();
      for (const entry of entries) {
        const manifest = manifests[entry.manifest]!;
        const before = whole.find(
          (one) =>
            one.manifest !== entry.manifest && covers(one, entry) && isBefore(manifests[one.manifest]!, manifest),
        );
        const once = `${entry.manifest} ${entryTitle(entry)}`;
        if (before === undefined || said.has(once)) continue;
        said.add(once);
        yield {
          manifest: entry.manifest,
          also: before.manifest,
          what: `${entryTitle(entry)} never gets a request: ${entryTitle(before)} of ${title(manifests[before.manifest]!)} stands before it in the group`,
          got: `${namespaceOf(manifest)}/${manifest.metadata?.name}`,
          allowed: 'wider paths in an Ingress that comes later, by its name or its group.order',
          fix: `give the wider path an IngressRoute of its own with annotations: { '${ALB}/group.order': '100' }`,
        };
      }
    }
  },
};

function isBefore(one: Manifest, other: Manifest): boolean {
  const order = (manifest: Manifest) => Number(annotation(manifest, `${ALB}/group.order`) ?? 0);
  const name = (manifest: Manifest) => `${namespaceOf(manifest)}/${manifest.metadata?.name}`;
  return order(one) === order(other) ? name(one) < name(other) : order(one) < order(other);
}

/** Whether a beginning takes all requests of a narrower path; the same path twice is the rule `duplicate-route`. */
function covers(wide: RouteEntry, narrow: RouteEntry): boolean {
  const hosts =
    wide.host === '' ||
    wide.host === narrow.host ||
    (wide.host.startsWith('*.') && narrow.host.endsWith(wide.host.slice(1)));
  if (!hosts || !/^(Exact|Prefix)$/.test(narrow.pathType)) return false;
  const [start, path] = [wide, narrow].map((one) => one.path.replace(/\/+$/, '')) as [string, string];
  if (path === start) {
    return wide.host !== narrow.host || narrow.pathType === 'Exact' || narrow.headers.length > 0;
  }
  return path.startsWith(`${start}/`);
}
