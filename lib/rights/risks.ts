import type { PolicyRule } from '../kubernetes/generated';

/** A right that gives more than it seems to. */
export interface Risk {
  readonly rule: string;
  readonly what: string;
  readonly got: string;
  readonly allowed: string;
  readonly fix: string;
}

const WRITES = ['create', 'update', 'patch'];
const ESCALATES = 'rights that cannot be turned into other rights';

/**
 * Rights that can be turned into more rights: [resources, verbs, what they are good for].
 * Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
const ESCALATIONS: readonly (readonly [resources: readonly string[] | 'any', verbs: readonly string[], why: string])[] =
  [
    ['any', ['escalate', 'bind'], 'lets it give itself every right'],
    ['any', ['impersonate'], 'lets it act as somebody else'],
    [
      [
        'pods',
        'deployments',
        'statefulsets',
        'daemonsets',
        'replicasets',
        'replicationcontrollers',
        'jobs',
        'cronjobs',
      ],
      WRITES,
      'lets it run Pods as any ServiceAccount of the namespace, with its Secrets',
    ],
    [
      ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy'],
      ['create', 'get'],
      'lets it act inside other Pods',
    ],
    [['pods/ephemeralcontainers'], ['update', 'patch'], 'lets it act inside other Pods'],
    [['serviceaccounts/token'], ['create'], 'gives it tokens of other ServiceAccounts'],
    [['nodes/proxy'], ['get', 'create'], "gives it kubelet's rights over all Pods of a node"],
    [['certificatesigningrequests/approval'], ['update', 'patch'], 'lets it issue certificates for any user'],
    [['persistentvolumes'], ['create'], "gives it the nodes' file systems"],
    [
      ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
      WRITES,
      'lets it read and change every object that anybody writes',
    ],
    [['namespaces'], ['update', 'patch'], 'lets it change what Pod Security and policies allow in a namespace'],
  ];

/** Roles of Kubernetes' own that contain such rights, with what they give. */
const BROAD_ROLES: Readonly<Record<string, string>> = {
  'cluster-admin': 'gives it every right',
  admin: 'gives it the Secrets, and rights over the roles, of the namespace',
  edit: 'gives it the Secrets of the namespace, and lets it run Pods as any ServiceAccount there',
};

/** What a rule gives that its reader may not see. */
export function risksOf(rule: PolicyRule): readonly Risk[] {
  const { resources = [], verbs, apiGroups = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const got = `${verbs.join(', ')} on ${[...resources, ...nonResourceURLs].join(', ')}`;
  if ([resources, verbs, apiGroups].some((list) => list.includes('*'))) {
    return [
      {
        rule: 'wildcard-grant',
        what: 'has a *: it grants also what will only be added later',
        got,
        allowed: 'verbs, resources and groups by name',
        fix: 'name what is needed',
      },
    ];
  }
  const reads =
    resources.includes('secrets') &&
    resourceNames.length === 0 &&
    ['get', 'list', 'watch'].some((verb) => verbs.includes(verb));
  return [
    ...(reads
      ? [
          {
            rule: 'secrets-grant',
            what: 'gives it all Secrets, with the tokens and passwords of everybody else',
            got,
            allowed: 'Secrets by name',
            fix: "name them: { names: ['…'] }, or mount them with SecretFiles",
          },
        ]
      : []),
    ...ESCALATIONS.filter(([of, dangerous]) => {
      const touched = of === 'any' || of.some((resource) => resources.includes(resource));
      return touched && dangerous.some((verb) => verbs.includes(verb));
    }).map(([, , why]) => ({
      rule: 'escalating-grant',
      what: why,
      got,
      allowed: ESCALATES,
      fix: 'grant less, or accept it with a reason',
    })),
  ];
}

/** What a binding to a role of Kubernetes' own gives. */
export function risksOfRole(name: string): readonly Risk[] {
  const why = Object.hasOwn(BROAD_ROLES, name) ? BROAD_ROLES[name] : undefined;
  if (why === undefined) return [];
  return [
    {
      rule: 'escalating-grant',
      what: why,
      got: name,
      allowed: ESCALATES,
      fix: "grant what is needed by name, or 'view'; or accept it with a reason",
    },
  ];
}
