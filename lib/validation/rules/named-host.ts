import { namespaceOf, title } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { Policies, type Policy, selects } from '../../manifests/policies';
import { at, items, matches, POD_KINDS, type PodTemplate, podTemplateOf } from '../../manifests/workloads';
import type { Rule } from '../rule';

type Labels = Readonly<Record<string, string>>;

/**
 * What a program is told to call, the policies of its Pods let it call: under full isolation, a host of another workload in a
 * variable or a file needs a stated connection, or the program waits for an answer that never comes.
 */
export const namedHost: Rule = {
  name: 'host-not-let-out',
  severity: 'unsafe',
  kinds: ['NetworkPolicy', 'Service', 'ConfigMap', ...POD_KINDS],
  *check({ manifests }) {
    const policies = new Policies(manifests);
    const isolated = manifests.flatMap((manifest, index) => {
      const template = podTemplateOf(manifest);
      const own = template && egressPolicies(manifest, template, policies);
      return own ? [{ index, manifest, template, own }] : [];
    });
    if (isolated.length === 0) return;
    const known = knownHosts(manifests);
    const configMaps = new Map(
      manifests
        .filter(({ kind }) => kind === 'ConfigMap')
        .map((map) => [`${namespaceOf(map)}/${map.metadata?.name}`, map]),
    );
    for (const { index, manifest, template, own } of isolated) {
      const said = new Set<string>();
      for (const { path, text } of texts(manifest, template, configMaps)) {
        for (const host of hostsIn(text)) {
          const service = known.find(host, namespaceOf(manifest));
          const target = service && known.podsOf(service);
          if (!target || said.has(target.key) || matches(target.selector, template.labels)) continue;
          const isOpen = own.some(({ rules }) =>
            rules.Egress!.some((rule) => letsOut(rule, target, namespaceOf(manifest))),
          );
          if (isOpen) continue;
          said.add(target.key);
          yield {
            manifest: index,
            also: manifests.indexOf(service),
            what: `${path} names the host of ${title(service)}, which the policies of the Pods do not let them call`,
            got: host.name,
            allowed: 'hosts of workloads that it connects to',
            fix: `state the connection: connectsTo(${service.metadata?.name}), by the construct of ${service.metadata?.name}`,
          };
        }
      }
    }
  },
};

/** The policies that hold for what the Pods call; undefined where none does, so that they may call anything. */
function egressPolicies(
  manifest: Manifest,
  { labels, spec }: PodTemplate,
  policies: Policies,
): readonly Policy[] | undefined {
  if (spec.hostNetwork === true) return undefined;
  const own = policies.for(namespaceOf(manifest), labels, 'Egress');
  const isOpen = own.some(({ rules }) =>
    rules.Egress!.some((rule) => at(rule, 'to') === undefined && at(rule, 'ports') === undefined),
  );
  return own.length === 0 || isOpen ? undefined : own;
}

interface Text {
  readonly path: string;
  readonly text: string;
}

/** What a container is told: its variables, its arguments, and the ConfigMaps that it mounts or takes variables from. */
function* texts(
  manifest: Manifest,
  { path, spec }: PodTemplate,
  configMaps: ReadonlyMap<string, Manifest>,
): Iterable<Text> {
  const maps = new Set<unknown>();
  for (const volume of items(spec.volumes)) {
    maps.add(at(volume, 'configMap', 'name'));
    for (const source of items(at(volume, 'projected', 'sources'))) maps.add(at(source, 'configMap', 'name'));
  }
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [c, container] of items(spec[list]).entries()) {
      for (const source of items(at(container, 'envFrom'))) maps.add(at(source, 'configMapRef', 'name'));
      for (const [index, variable] of items(at(container, 'env')).entries()) {
        const value = at(variable, 'value');
        if (typeof value === 'string') yield { path: `${path}.${list}[${c}].env[${index}].value`, text: value };
      }
      for (const field of ['command', 'args']) {
        for (const [index, value] of items(at(container, field)).entries()) {
          if (typeof value === 'string') yield { path: `${path}.${list}[${c}].${field}[${index}]`, text: value };
        }
      }
    }
  }
  for (const name of maps) {
    const data = at(configMaps.get(`${namespaceOf(manifest)}/${name}`), 'data');
    for (const [key, value] of Object.entries((data as object | undefined | null) ?? {})) {
      if (typeof value === 'string') yield { path: `the ConfigMap ${name}, key ${key},`, text: value };
    }
  }
}

interface Host {
  readonly name: string;
  /** Whether it stands where nothing but a host can: after `//` or `@`, or before a port. */
  readonly certain: boolean;
}

const WORD = /([\w.-]+)(:\d{1,5}\b)?/g;

/** Whole words only: `web` in `my-web` or `com.web.Main` is no host. */
function* hostsIn(text: string): Iterable<Host> {
  for (const match of text.matchAll(WORD)) {
    const [, word = '', port] = match;
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    yield { name: word.replace(/\.+$/, ''), certain: port !== undefined || /(\/\/|@)$/.test(before) };
  }
}

interface Target {
  readonly key: string;
  readonly namespace: string;
  readonly selector: Labels;
}

/** The Services by the names that the DNS gives them. */
function knownHosts(manifests: readonly Manifest[]) {
  const services = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (manifest.kind === 'Service') services.set(`${namespaceOf(manifest)}/${manifest.metadata?.name}`, manifest);
  }
  const serviceAt = (labels: readonly string[], from: number, own: string): Manifest | undefined => {
    const [service, namespace = own, ...rest] = labels.slice(from);
    const isService = rest.length === 0 || rest[0] === 'svc';
    return isService ? services.get(`${namespace}/${service}`) : undefined;
  };
  return {
    find({ name, certain }: Host, own: string): Manifest | undefined {
      const labels = name.split('.');
      if (labels.length === 1 && !certain) return undefined;
      const found = serviceAt(labels, 0, own);
      if (found) return found;
      // A member's: `db-0.db-headless.shop`.
      const headless = labels.length > 1 ? serviceAt(labels, 1, own) : undefined;
      return at(headless, 'spec', 'clusterIP') === 'None' ? headless : undefined;
    },
    podsOf(service: Manifest): Target | undefined {
      const selector = at(service, 'spec', 'selector');
      if (typeof selector !== 'object' || selector === null || Object.keys(selector).length === 0) return undefined;
      const namespace = namespaceOf(service);
      return { key: JSON.stringify([namespace, selector]), namespace, selector: selector as Labels };
    },
  };
}

/** Whether a rule may let through to the Pods: addresses and expressions count as if they did. */
function letsOut(rule: unknown, { namespace, selector }: Target, own: string): boolean {
  const to = at(rule, 'to');
  if (to === undefined) return true;
  return items(to).some((peer) => {
    if (at(peer, 'ipBlock') !== undefined) return true;
    const namespaces = at(peer, 'namespaceSelector');
    const inNamespace =
      namespaces === undefined ? namespace === own : selects(namespaces, { 'kubernetes.io/metadata.name': namespace });
    return inNamespace && mayBe(at(peer, 'podSelector'), selector);
  });
}

/** Pods of a Service may carry more labels than it asks for: only another value of the same label is another Pod. */
function mayBe(podSelector: unknown, labels: Labels): boolean {
  const wanted = Object.entries((at(podSelector, 'matchLabels') as Labels | undefined | null) ?? {});
  return wanted.every(([key, value]) => labels[key] === undefined || labels[key] === value);
}
