import { Choice, choice } from '../input/choice';
import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, readable, shape, wrong } from '../input/reader';
import { list, nonEmptyText, textThat } from '../input/readers';
import type { PolicyRule } from '../kubernetes/generated';
import { nearest } from '../kubernetes/nearest';
import { knownResources, type Resource, subresourcesOf } from './resources';
import { risksOf } from './risks';

/** Where rights hold, as read: a namespace by name, the workload's own, or everywhere. */
export type ReadScope = { readonly cluster: true } | { readonly cluster: false; readonly namespace?: string };

/** Where rights hold. */
export class GrantScope extends Choice<ReadScope> {
  /** In one other namespace: a Role and a RoleBinding there. */
  static namespace(name: string): GrantScope {
    return new GrantScope('GrantScope', (at) => ({ cluster: false, namespace: namespaceName.read(name, at) }));
  }

  /** In all namespaces, and for what is in none: a ClusterRole and a ClusterRoleBinding. */
  static cluster(): GrantScope {
    return new GrantScope('GrantScope', () => ({ cluster: true }));
  }
}

const namespaceName = nameOf('dns-1123-label', 'a namespace');
export const OWN_NAMESPACE: ReadScope = { cluster: false };
export const grantScope = choice<ReadScope>('GrantScope', 'GrantScope.cluster()', OWN_NAMESPACE);

/** On which objects rights are given. */
export interface GrantProps {
  /**
   * The API group, for custom resources: `cert-manager.io`.
   * @default - that of the resource in the Kubernetes API
   */
  readonly apiGroup?: string;
  /**
   * The names of the objects. What cannot be limited to names is left out of `write`: `create`.
   * @default - all
   */
  readonly names?: readonly string[];
  /** @default - the workload's own namespace */
  readonly scope?: GrantScope;
}

export const GRANT = shape<GrantProps>()('a grant', {
  apiGroup: optional(textThat("an API group such as 'cert-manager.io', or '' for the core group", isGroup)),
  names: optional(list(nonEmptyText)),
  scope: optional(grantScope),
});

function isGroup(value: string): boolean {
  return value === '' || value === '*' || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(value);
}

const READ = ['get', 'list', 'watch'];
/** What the short words stand for. */
export const VERBS = { read: READ, write: [...READ, 'create', 'update', 'patch', 'delete'] } as const;

/** Verbs that ask for one object by its name. */
const OF_ONE = ['get', 'update', 'patch', 'delete'];

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
const KNOWN_VERBS = [
  ...VERBS.write,
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
  'approve',
  'sign',
  'attest',
  '*',
];

/** A grant as read: the rules of a role, and where they hold. */
export interface ReadGrant {
  readonly rules: readonly PolicyRule[];
  readonly scope: ReadScope;
}

/** Reads what `grants.read`, `write` and `verbs` were given. */
export function readGrant(
  verbs: unknown,
  resources: unknown,
  props: unknown,
  at: Place,
  limitToNames: boolean,
): ReadGrant {
  const { apiGroup, names, scope = OWN_NAMESPACE } = GRANT.read(props ?? {}, at);
  const wanted = verbList.read(verbs, at.key('verbs'));
  checkVerbs(wanted, at.key('verbs'));
  const kept = names && limitToNames ? wanted.filter((verb) => verb !== 'create') : wanted;
  if (names && kept.some((verb) => verb === 'create' || verb === 'deletecollection')) complainOfNames(kept, at);
  const rules = new Map<string, { readonly groups: readonly string[]; readonly resources: string[] }>();
  for (const [index, resource] of resourceList.read(resources, at.key('resources')).entries()) {
    const groups = groupsOf(
      resource,
      apiGroup,
      scope.cluster || isOwnNamespace(resource, kept),
      at.key('resources').item(index),
    );
    const key = JSON.stringify(groups);
    rules.set(key, { groups, resources: [...(rules.get(key)?.resources ?? []), resource] });
  }
  return { rules: [...rules.values()].map((one) => checked(toRule(one, kept, names), at)), scope };
}

function toRule(
  { groups, resources }: { readonly groups: readonly string[]; readonly resources: readonly string[] },
  verbs: readonly string[],
  names: readonly string[] | undefined,
): PolicyRule {
  return { apiGroups: groups, resources, ...(names ? { resourceNames: names } : {}), verbs };
}

/** A rule whose risks are recorded; each can be accepted by its name. */
export function checked(rule: PolicyRule, at: Place): PolicyRule {
  for (const risk of risksOf(rule)) at.complain({ severity: 'unsafe', ...risk });
  return rule;
}

const LIST_ALLOWED = 'a text, or a list of at least one';

/** One text, or several. */
function textOrList(what: string): Reader<readonly string[]> {
  const allowed = `${what}: ${LIST_ALLOWED}`;
  return {
    allowed,
    fallback: [],
    read: (value, at) =>
      readable(at, allowed, [], () => {
        if (typeof value === 'string' && value !== '') return [value];
        if (!Array.isArray(value) || value.length === 0) return wrong(value, at, allowed, []);
        return list(nonEmptyText)
          .read(value, at)
          .filter((text) => text !== '');
      }),
  };
}

const resourceList = textOrList("resources by their plural names, such as 'configmaps'");
const verbList = textOrList("verbs such as 'get'");
export const urlList = textOrList("paths such as '/metrics'");

export function checkVerbs(verbs: readonly string[], at: Place): void {
  verbs.forEach((verb, index) => {
    if (KNOWN_VERBS.includes(verb)) return;
    const near = nearest(verb, KNOWN_VERBS);
    at.item(index).complain({
      rule: 'unknown-verb',
      severity: 'unsafe',
      what: 'is no verb of the Kubernetes API: a rule with it grants nothing there',
      got: verb,
      allowed: KNOWN_VERBS.join(', '),
      fix: near ? `write ${near}` : 'write one of them',
    });
  });
}

function complainOfNames(verbs: readonly string[], at: Place): void {
  at.key('names').complain({
    rule: 'verb-without-names',
    severity: 'unsafe',
    what: 'cannot limit create and deletecollection: the request carries no name yet, so that the rule grants neither',
    got: verbs.join(', '),
    allowed: 'names with other verbs',
    fix: 'grant create apart, without names',
  });
}

/**
 * Whether a Role grants this though a namespace is in none: what asks for one namespace by its name counts as asked in it
 * (tried on 1.36.3: get of its own namespace is allowed, list and get of another are not).
 */
function isOwnNamespace(resource: string, verbs: readonly string[]): boolean {
  return resource.split('/')[0] === 'namespaces' && verbs.every((verb) => OF_ONE.includes(verb));
}

/** `anywhere`: whether it may be a resource that is in no namespace. */
function groupsOf(resource: string, group: string | undefined, anywhere: boolean, at: Place): readonly string[] {
  const [name = '', part] = resource.split('/');
  const known = knownResources().get(name);
  const isOurs = known !== undefined && (group === undefined || known.groups.includes(group));
  if (resource !== '*' && !isOurs && (group === undefined || isBuiltIn(group))) {
    complainUnknown(resource, name, group, at);
    return [group ?? ''];
  }
  if (!isOurs) return [group ?? '*'];
  if (part !== undefined) checkPart(name, part, at);
  if (known.clusterWide && !anywhere) complainClusterWide(resource, at);
  return group === undefined ? known.groups : [group];
}

function isBuiltIn(group: string): boolean {
  return [...knownResources().values()].some(({ groups }) => groups.includes(group));
}

function complainUnknown(got: string, name: string, group: string | undefined, at: Place): void {
  const candidates = [...knownResources()].filter(
    ([, { groups }]: [string, Resource]) => group === undefined || groups.includes(group),
  );
  const names = candidates.map(([each]) => each).sort();
  const near = nearest(name, names);
  at.complain({
    rule: 'unknown-resource',
    // Without a group there is nothing to write; with one the API server takes it.
    severity: group === undefined ? 'invalid' : 'unsafe',
    what:
      group === undefined
        ? 'is no resource of the Kubernetes API'
        : `is no resource of the API group '${group}': the rule grants nothing`,
    got,
    allowed:
      group === undefined
        ? "plural names such as 'configmaps'; custom resources with their apiGroup"
        : names.join(', '),
    fix: near ? `write '${near}'` : "give the group of a custom resource: { apiGroup: '…' }",
  });
}

function checkPart(resource: string, part: string, at: Place): void {
  const parts = subresourcesOf(resource);
  if (['*', part].some((each) => parts.includes(each)) || part === '*') return;
  const near = nearest(part, parts);
  at.complain({
    rule: 'unknown-resource',
    severity: 'unsafe',
    what: `names a part that ${resource} do not have`,
    got: `${resource}/${part}`,
    allowed: parts.map((each) => `${resource}/${each}`).join(', '),
    fix: near ? `write '${resource}/${near}'` : 'write one of them',
  });
}

function complainClusterWide(got: string, at: Place): void {
  at.complain({
    rule: 'cluster-wide-resource',
    severity: 'unsafe',
    what: 'is in no namespace, so that a Role grants nothing of it',
    got,
    allowed: 'resources that are in a namespace, or the scope of the cluster',
    fix: 'write { scope: GrantScope.cluster() }',
  });
}
