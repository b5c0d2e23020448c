import { hostsMeet } from '../../manifests/hosts';
import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

const ATTACHED = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet']);

/** What a route is attached to is there: the listener that it names, which speaks its language, serves its hosts, lets it in. */
export const gatewayListener: Rule = {
  name: 'unknown-listener',
  severity: 'unsafe',
  kinds: ['Gateway', ...ATTACHED],
  *check({ manifests, cluster }) {
    const parents = new Map<string, readonly [parent: Manifest, index?: number]>();
    if (cluster.gateway) parents.set(key(cluster.gateway), [cluster.gateway]);
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind === 'Gateway' || manifest.kind === 'ListenerSet') parents.set(key(manifest), [manifest, index]);
    }
    for (const [index, manifest] of manifests.entries()) {
      if (!ATTACHED.has(manifest.kind)) continue;
      const ref = at(manifest, 'spec', 'parentRef');
      for (const one of ref === undefined ? items(at(manifest, 'spec', 'parentRefs')) : [ref]) {
        const [parent, also] = parents.get(refKey(one, manifest)) ?? [];
        const problem = parent && problemOf(manifest, one, parent);
        if (problem) yield { manifest: index, ...(also === undefined ? {} : { also }), ...problem };
      }
    }
  },
};

function key(manifest: Manifest): string {
  return `${manifest.kind} ${namespaceOf(manifest)}/${manifest.metadata?.name}`;
}

function refKey(ref: unknown, manifest: Manifest): string {
  return `${at(ref, 'kind') ?? 'Gateway'} ${at(ref, 'namespace') ?? namespaceOf(manifest)}/${at(ref, 'name')}`;
}

/** Which kinds of routes a listener takes, by its protocol. Source: Gateway API, AllowedRoutes.kinds and the guide on TLS. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

function problemOf(manifest: Manifest, ref: unknown, parent: Manifest) {
  if (manifest.kind === 'ListenerSet') {
    const allowed = at(parent, 'spec', 'allowedListeners', 'namespaces');
    if (letsIn(allowed ?? { from: 'None' }, namespaceOf(manifest), namespaceOf(parent))) return undefined;
    return {
      what: `brings listeners to ${title(parent)}, which takes none from this namespace`,
      got: `allowedListeners.namespaces: ${said(allowed, 'None')}`,
      allowed: 'All, or Same or Selector where they fit',
      fix: 'allow them on the Gateway, or write tls: Tls.platform()',
    };
  }
  const listeners = items(at(parent, 'spec', 'listeners'));
  const wanted = at(ref, 'sectionName');
  if (wanted === undefined) return undefined;
  const listener = listeners.find((one) => at(one, 'name') === wanted);
  if (listener === undefined) {
    return {
      what: `is attached to a listener that ${title(parent)} does not have`,
      got: String(wanted),
      allowed: listeners.map((one) => at(one, 'name')).join(', ') || 'none: it has no listeners',
      fix: "name one of them in the platform's Routing.gateway({ listeners }), or add it to the Gateway",
    };
  }
  return unfit(manifest, listener, parent);
}

function unfit(manifest: Manifest, listener: unknown, parent: Manifest) {
  const here = `listener ${at(listener, 'name')} of ${title(parent)}`;
  const protocol = at(listener, 'protocol');
  const spoken = SPOKEN[manifest.kind] ?? [];
  if (typeof protocol === 'string' && !spoken.includes(protocol)) {
    return {
      what: `is attached to ${here}, which speaks another protocol`,
      got: protocol,
      allowed: spoken.join(', '),
      fix: `attach it to a listener with ${spoken.join(' or ')}`,
    };
  }
  const host = String(at(listener, 'hostname') ?? '');
  const hosts = items(at(manifest, 'spec', 'hostnames')).map(String);
  if (hosts.length > 0 && !hosts.some((one) => hostsMeet(one, host))) {
    return {
      what: `has no host that ${here} serves: it gets no requests there`,
      got: hosts.join(', '),
      allowed: host,
      fix: 'write a host of the listener, or add a listener for the host',
    };
  }
  const namespaces = at(listener, 'allowedRoutes', 'namespaces');
  if (letsIn(namespaces, namespaceOf(manifest), namespaceOf(parent))) return undefined;
  return {
    what: `is attached to ${here}, which takes no routes of this namespace`,
    got: `allowedRoutes.namespaces: ${said(namespaces, 'Same')}`,
    allowed: 'All, or Selector where it fits',
    fix: 'allow the namespace at the listener: allowedNamespaces',
  };
}

/** Whether a namespace is among those that may come; one that is not known may be. A selector is read by names alone. */
function letsIn(namespaces: unknown, own: string, parent: string): boolean {
  const from = at(namespaces, 'from') ?? 'Same';
  if (from === 'Same') return own === parent;
  if (from !== 'Selector') return from === 'All';
  const named = items(at(namespaces, 'selector', 'matchExpressions')).filter(
    (one) => at(one, 'key') === 'kubernetes.io/metadata.name' && at(one, 'operator') === 'In',
  );
  return own === '' || named.every((one) => items(at(one, 'values')).includes(own));
}

function said(namespaces: unknown, otherwise: string): string {
  const values = items(at(namespaces, 'selector', 'matchExpressions')).flatMap((one) => items(at(one, 'values')));
  const from = String(at(namespaces, 'from') ?? otherwise);
  return values.length > 0 ? `${from} ${values.join(', ')}` : from;
}

/** Each host has one listener of a port and a protocol: a second one is refused. Source: «Listener conflict» in Gateway. */
export const duplicateListener: Rule = {
  name: 'duplicate-listener',
  severity: 'unsafe',
  kinds: ['Gateway', 'ListenerSet'],
  *check({ manifests }) {
    const seen = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'Gateway' && manifest.kind !== 'ListenerSet') continue;
      const gateway = manifest.kind === 'Gateway' ? key(manifest) : refKey(at(manifest, 'spec', 'parentRef'), manifest);
      for (const listener of items(at(manifest, 'spec', 'listeners'))) {
        const host = String(at(listener, 'hostname') ?? '*');
        const one = `${gateway} ${at(listener, 'port')} ${at(listener, 'protocol')} ${host}`;
        const also = seen.get(one);
        if (also === undefined) seen.set(one, index);
        else {
          yield {
            manifest: index,
            // Of one object, the API server itself refuses it.
            ...(also === index ? { severity: 'invalid' } : { also }),
            what: `brings a second listener for ${host} on port ${at(listener, 'port')}: ${title(manifests[also]!)} has one`,
            got: String(at(listener, 'name')),
            allowed: 'each host once for a port of a Gateway',
            fix: 'share the certificate of the first: tls: Tls.sharedWith(route), in its namespace; or Tls.platform()',
          };
        }
      }
    }
  },
};
