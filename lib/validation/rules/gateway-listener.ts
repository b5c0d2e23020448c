import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import type { Rule } from '../rule';

const ATTACHED = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet']);

/** What a route is attached to is there: the listener that it names, on a Gateway that lets it in. */
export const gatewayListener: Rule = {
  name: 'unknown-listener',
  severity: 'unsafe',
  kinds: ['Gateway', ...ATTACHED],
  *check({ manifests }) {
    const parents = new Map<string, number>();
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind === 'Gateway' || manifest.kind === 'ListenerSet') parents.set(key(manifest), index);
    }
    for (const [index, manifest] of manifests.entries()) {
      if (!ATTACHED.has(manifest.kind)) continue;
      const parent = at(manifest, 'spec', 'parentRef');
      for (const ref of parent === undefined ? items(at(manifest, 'spec', 'parentRefs')) : [parent]) {
        const also = parents.get(refKey(ref, manifest));
        if (also === undefined) continue;
        const problem = problemOf(manifest, ref, manifests[also]!);
        if (problem) yield { manifest: index, also, ...problem };
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

function problemOf(manifest: Manifest, ref: unknown, parent: Manifest) {
  if (manifest.kind === 'ListenerSet') {
    const from = at(parent, 'spec', 'allowedListeners', 'namespaces', 'from') ?? 'None';
    const same = namespaceOf(manifest) === namespaceOf(parent);
    if (from === 'All' || from === 'Selector' || (from === 'Same' && same)) return undefined;
    return {
      what: `brings listeners to ${title(parent)}, which takes none from this namespace`,
      got: `allowedListeners.namespaces.from: ${from}`,
      allowed: 'All, or Same or Selector where they fit',
      fix: 'allow them on the Gateway, or write tls: Tls.platform()',
    };
  }
  const listeners = items(at(parent, 'spec', 'listeners'));
  const wanted = at(ref, 'sectionName');
  const listener = listeners.find((one) => at(one, 'name') === wanted);
  if (wanted !== undefined && listener === undefined) {
    return {
      what: `is attached to a listener that ${title(parent)} does not have`,
      got: String(wanted),
      allowed: listeners.map((one) => at(one, 'name')).join(', ') || 'none: it has no listeners',
      fix: "name one of them in the platform's Routing.gateway({ listeners }), or add it to the Gateway",
    };
  }
  const from = at(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same';
  if (wanted === undefined || from !== 'Same' || namespaceOf(manifest) === namespaceOf(parent)) return undefined;
  return {
    what: `is attached to a listener of ${title(parent)} that takes routes of its own namespace only`,
    got: `allowedRoutes.namespaces.from: ${from}`,
    allowed: 'All, or Selector where it fits',
    fix: 'allow the namespace at the listener',
  };
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
            ...(also === index ? {} : { also }),
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
