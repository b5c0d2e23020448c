import { isIP } from 'node:net';
import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { flag, list, map, nonEmptyText, oneOf, text, textThat } from '../input/readers';
import type { PodSpec } from '../kubernetes/generated';

/** Who answers a Pod's questions for names. */
export type DnsPolicy = 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';

/** What is added to a Pod's /etc/resolv.conf. */
export interface DnsConfigProps {
  /**
   * Addresses of name servers, at most 3.
   * @default - those of the policy
   */
  readonly nameservers?: readonly string[];
  /**
   * Domains in which short names are looked up, at most 32.
   * @default - those of the policy
   */
  readonly searches?: readonly string[];
  /**
   * Options of the resolver, each with its value, `''` where it has none: `{ ndots: '2', 'single-request-reopen': '' }`.
   * @default - those of the policy
   */
  readonly options?: Readonly<Record<string, string>>;
}

/** The Pod's names and those that it knows. */
export interface PodNetworkProps {
  /**
   * Lines of the Pod's /etc/hosts: names by address, such as `{ '10.0.0.5': ['ldap.example.com'] }`.
   * @default - none
   */
  readonly hostAliases?: Readonly<Record<string, readonly string[]>>;
  /**
   * Who answers questions for names: 'ClusterFirst' the cluster's DNS, 'Default' that of the node, 'None' only what
   * `dnsConfig` names. Full isolation lets the Pods ask the cluster's DNS, unless the policy leaves it out, and the
   * addresses of `dnsConfig`; those of a node are stated with `connectsTo`.
   * @default - Kubernetes' default of 'ClusterFirst'; 'ClusterFirstWithHostNet' with the node's network
   */
  readonly dnsPolicy?: DnsPolicy;
  /** More name servers, search domains and options. @default - those of the policy */
  readonly dnsConfig?: DnsConfigProps;
  /**
   * The Pods' host name.
   * @default - the Pod's name
   */
  readonly hostname?: string;
  /**
   * The name of a headless Service in whose domain the Pods have DNS names: `<hostname>.<subdomain>.<namespace>.svc…`.
   * @default - none
   */
  readonly subdomain?: string;
  /**
   * The Pods' host name is their whole DNS name, for programs that ask the kernel for it. It has at most 64 characters.
   * @default false
   */
  readonly setHostnameAsFQDN?: boolean;
}

const address = textThat('an IP address', (value) => isIP(value) !== 0);
/** The API takes subdomains with a dot at the end, and since 1.34 a single dot: apimachinery ValidatePodDNSConfig. */
const searchDomain = textThat("a DNS domain, such as 'example.com'", (value) =>
  /^(\.|([a-z0-9_]([-a-z0-9_]*[a-z0-9_])?\.)*[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?\.?)$/.test(value),
);
const DNS_CONFIG_FIELDS = {
  nameservers: optional(list(address)),
  searches: optional(list(searchDomain)),
  options: optional(map(text, nonEmptyText)),
} satisfies Record<keyof DnsConfigProps, Field<unknown>>;

const FIELDS = {
  hostAliases: optional(map(list(nameOf('dns-1123-subdomain', 'a host name')), address)),
  dnsPolicy: optional(oneOf<DnsPolicy>('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None')),
  dnsConfig: optional(shape<DnsConfigProps>()('dnsConfig', DNS_CONFIG_FIELDS)),
  hostname: optional(nameOf('dns-1123-label', 'a host name')),
  subdomain: optional(nameOf('dns-1123-label', 'the name of a Service')),
  setHostnameAsFQDN: optional(flag),
} satisfies Record<keyof PodNetworkProps, Field<unknown>>;

export const POD_NETWORK = shape<PodNetworkProps>()('podNetwork', FIELDS);

/** The Pod's network as read. */
export type ReadPodNetwork = Partial<ReadOf<typeof FIELDS>>;

/** k8s.io/kubernetes pkg/apis/core/validation: MaxDNSNameservers, MaxDNSSearchPaths. */
const MOST = { nameservers: 3, searches: 32 };

/** Complains about what the API server refuses. */
export function checkPodNetwork({ dnsPolicy, dnsConfig }: ReadPodNetwork, at: Place): void {
  const nameservers = dnsConfig?.nameservers ?? [];
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    at.key('dnsPolicy').complain({
      rule: 'no-name-server',
      what: 'leaves the Pod without a name server',
      got: 'None',
      allowed: "'None' with dnsConfig.nameservers",
      fix: "write dnsConfig: { nameservers: ['10.96.0.10'] } with the address of yours",
    });
  }
  for (const key of ['nameservers', 'searches'] as const) {
    const count = dnsConfig?.[key]?.length ?? 0;
    if (count <= MOST[key]) continue;
    at.key('dnsConfig')
      .key(key)
      .complain({
        rule: 'too-many',
        what: `has more than ${MOST[key]}`,
        got: count,
        allowed: `at most ${MOST[key]}`,
        fix: 'remove some',
      });
  }
}

/** The Pod's fields. */
export function podNetworkFields(
  read: ReadPodNetwork,
): Pick<PodSpec, 'hostAliases' | 'dnsPolicy' | 'dnsConfig' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN'> {
  const { hostAliases, dnsPolicy, dnsConfig, hostname, subdomain, setHostnameAsFQDN } = read;
  const { nameservers, searches, options } = dnsConfig ?? {};
  return {
    hostname,
    subdomain,
    setHostnameAsFQDN,
    hostAliases: hostAliases && Object.entries(hostAliases).map(([ip, hostnames]) => ({ ip, hostnames })),
    // Left out where nothing is said, so that it does not overwrite what the node's network asks for.
    ...(dnsPolicy === undefined ? {} : { dnsPolicy }),
    dnsConfig: dnsConfig && {
      nameservers,
      searches,
      options:
        options && Object.entries(options).map(([name, value]) => ({ name, ...(value === '' ? {} : { value }) })),
    },
  };
}
