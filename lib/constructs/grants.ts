import type { ApiObject } from 'cdk8s';
import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import { optional, shape } from '../input/reader';
import type { PolicyRule, RoleRef, Subject } from '../kubernetes/generated';
import {
  checked,
  checkVerbs,
  type GrantProps,
  type GrantScope,
  grantScope,
  OWN_NAMESPACE,
  type ReadScope,
  readGrant,
  urlList,
  VERBS,
} from '../rights/grant';
import { risksOfRole } from '../rights/risks';

const RBAC = 'rbac.authorization.k8s.io';

/** Where the rights of an existing role hold. */
export interface RoleGrantProps {
  /** @default - the workload's own namespace */
  readonly scope?: GrantScope;
}

const ROLE_GRANT = shape<RoleGrantProps>()('a grant', { scope: optional(grantScope) });
const roleName = nameOf('path-segment', "a role's name");

/** What the rights of a workload are made with. @internal */
export interface GrantsHost {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly account: string;
  readonly place: Place;
  addObject(id: string, kind: string, head: { name: string; namespace?: string }, fields: Fields): ApiObject;
}

type Fields = Readonly<Record<string, () => unknown>>;

/**
 * What a workload may do with the Kubernetes API. The first grant also mounts the token that it needs.
 *
 * Emits a Role and a RoleBinding of the workload's name, or a ClusterRole and a ClusterRoleBinding `<namespace>:<name>`;
 * all grants of one scope are in one role. Wildcards, Secrets that are not named and rights that can be turned into more
 * rights are unsafe: `Unsafe.accept` takes the responsibility.
 */
export class Grants {
  private readonly roles = new Map<string, PolicyRule[]>();
  private readonly bound = new Set<string>();

  /** @internal */
  static _of(host: () => GrantsHost): Grants {
    return new Grants(host);
  }

  private constructor(private readonly host: () => GrantsHost) {}

  /** Whether anything was granted. @internal */
  get _given(): boolean {
    return this.roles.size > 0 || this.bound.size > 0;
  }

  /** get, list and watch: `grants.read('configmaps')`, `grants.read(['pods', 'pods/log'])`. */
  read(resources: string | readonly string[], props?: GrantProps): void {
    this.grant('read', VERBS.read, resources, props);
  }

  /** What `read` gives, and create, update, patch and delete. */
  write(resources: string | readonly string[], props?: GrantProps): void {
    this.grant('write', VERBS.write, resources, props);
  }

  /** Any verbs: `grants.verbs(['get', 'patch'], 'deployments/scale', { names: ['web'] })`. */
  verbs(verbs: readonly string[], resources: string | readonly string[], props?: GrantProps): void {
    this.grant('verbs', verbs, resources, props);
  }

  /** Paths of the API server that are no resources, such as `/metrics`; in the whole cluster. */
  urls(paths: string | readonly string[], verbs: readonly string[] = ['get']): void {
    const at = this.at('urls');
    const nonResourceURLs = urlList.read(paths, at);
    const wanted = urlList.read(verbs, at.key('verbs'));
    checkVerbs(wanted, at.key('verbs'));
    this.add({ cluster: true }, [checked({ nonResourceURLs, verbs: wanted }, at)], at);
  }

  /** The rights of a Role that is there already. */
  role(name: string, props?: RoleGrantProps): void {
    const at = this.at('role');
    const { scope = OWN_NAMESPACE } = ROLE_GRANT.read(props ?? {}, at);
    if (scope.cluster) {
      at.key('scope').complain({
        rule: 'role-without-namespace',
        what: 'is the cluster, but a Role is in a namespace',
        got: 'GrantScope.cluster()',
        allowed: "a namespace; or grants.clusterRole('…')",
        fix: 'write grants.clusterRole',
      });
      return;
    }
    this.bindExisting('Role', name, scope, at);
  }

  /** The rights of a ClusterRole that is there already, such as `view`: in a namespace, or in the cluster. */
  clusterRole(name: string, props?: RoleGrantProps): void {
    const at = this.at('clusterRole');
    const { scope = OWN_NAMESPACE } = ROLE_GRANT.read(props ?? {}, at);
    this.bindExisting('ClusterRole', name, scope, at);
  }

  private at(method: 'read' | 'write' | 'verbs' | 'urls' | 'role' | 'clusterRole'): Place {
    return this.host().place.ofCall(this[method]).key('grants').key(method);
  }

  private grant(word: 'read' | 'write' | 'verbs', verbs: unknown, resources: unknown, props: unknown): void {
    const at = this.at(word);
    const { rules, scope } = readGrant(verbs, resources, props, at, word !== 'verbs');
    this.add(scope, rules, at);
  }

  private add(scope: ReadScope, rules: readonly PolicyRule[], at: Place): void {
    const kind = scope.cluster ? 'ClusterRole' : 'Role';
    const id = kind + keyOf(scope);
    const known = this.roles.get(id);
    if (known) {
      known.push(...rules);
      return;
    }
    const all = [...rules];
    this.roles.set(id, all);
    const { addObject } = this.host();
    const head = this.headIn(scope);
    addObject(id, kind, head, { rules: () => merged(all) });
    this.bind(`${id}Binding`, head, { apiGroup: RBAC, kind, name: head.name }, scope, at);
  }

  private bindExisting(kind: 'Role' | 'ClusterRole', given: unknown, scope: ReadScope, at: Place): void {
    const name = roleName.read(given, at.key('name'));
    const risks = kind === 'ClusterRole' ? risksOfRole(name) : [];
    for (const risk of risks) at.complain({ severity: 'unsafe', ...risk });
    const key = `${kind}${scope.cluster ? '' : 'In'}${keyOf(scope)}:${name}`;
    if (name === '' || this.bound.has(key)) return;
    this.bound.add(key);
    const head = this.headIn(scope);
    this.bind(key, { ...head, name: `${head.name}:${name}` }, { apiGroup: RBAC, kind, name }, scope, at);
  }

  private bind(
    id: string,
    head: { name: string; namespace?: string },
    roleRef: RoleRef,
    scope: ReadScope,
    at: Place,
  ): void {
    const { addObject, account, namespace } = this.host();
    // In the account's own namespace a RoleBinding needs not name it (kubernetes/kubernetes, plugin/pkg/auth/authorizer/rbac).
    if (namespace === undefined && (scope.cluster || scope.namespace !== undefined)) complainNamespace(at);
    const subject: Subject = { kind: 'ServiceAccount', name: account, namespace };
    addObject(id, scope.cluster ? 'ClusterRoleBinding' : 'RoleBinding', head, {
      roleRef: () => roleRef,
      subjects: () => [subject],
    });
  }

  /** Elsewhere than at home the name says whose role it is; a colon is in no name of a namespace or workload. */
  private headIn(scope: ReadScope): { name: string; namespace?: string } {
    const { name, namespace } = this.host();
    const full = namespace === undefined ? name : `${namespace}:${name}`;
    if (scope.cluster) return { name: full };
    if (scope.namespace === undefined || scope.namespace === namespace) return { name };
    return { name: full, namespace: scope.namespace };
  }
}

function keyOf(scope: ReadScope): string {
  return scope.cluster || scope.namespace === undefined ? '' : `:${scope.namespace}`;
}

function complainNamespace(at: Place): void {
  at.complain({
    rule: 'unknown-namespace',
    what: "is for more than the workload's own namespace, but the chart has none: the binding has to name it",
    allowed: 'a chart with a namespace',
    fix: "write new Chart(…, { namespace: '…' })",
  });
}

/** Rules that differ in their resources only are one. */
function merged(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const byRest = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { resources, ...rest } = rule;
    const key = JSON.stringify([rest.apiGroups, rest.resourceNames, rest.verbs, rest.nonResourceURLs]);
    const known = byRest.get(key);
    const all = [...new Set([...(known?.resources ?? []), ...(resources ?? [])])];
    byRest.set(key, { ...rest, ...(resources ? { resources: all } : {}) });
  }
  return [...byRest.values()];
}
