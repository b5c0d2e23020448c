import { ServiceAccount } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

/** What the Pods may do on their node. */
export function securityOptions(pod: string): readonly OptionCase[] {
  const row = (key: string, sentence: string, props: object, changes: object) =>
    option(`security.${key}`, sentence, props, changes);
  const context = `${pod}.spec.securityContext`;
  const security = (more: object) => ({ security: more });
  const seLinux = (seLinuxOptions: object) => security({ seLinuxOptions });
  return [
    row(
      'seccompProfile',
      'one of the nodes',
      security({ seccompProfile: { localhostProfile: 'profiles/audit.json' } }),
      {
        [`${context}.seccompProfile.type`]: 'Localhost',
        [`${context}.seccompProfile.localhostProfile`]: 'profiles/audit.json',
      },
    ),
    row('appArmorProfile', "the container runtime's", security({ appArmorProfile: 'RuntimeDefault' }), {
      [`${context}.appArmorProfile`]: { type: 'RuntimeDefault' },
    }),
    row(
      'appArmorProfile.localhostProfile',
      'one of the nodes',
      security({ appArmorProfile: { localhostProfile: 'k8s-nginx' } }),
      { [`${context}.appArmorProfile`]: { type: 'Localhost', localhostProfile: 'k8s-nginx' } },
    ),
    ...(['level', 'role', 'type', 'user'] as const).map((key) =>
      row(`seLinuxOptions.${key}`, `another ${key}`, seLinux({ [key]: 'a' }), {
        [`${context}.seLinuxOptions`]: { [key]: 'a' },
      }),
    ),
    row('seLinuxOptions', 'two of them', seLinux({ level: 's0', type: 'container_t' }), {
      [`${context}.seLinuxOptions`]: { level: 's0', type: 'container_t' },
    }),
    row('supplementalGroups', 'two more', security({ supplementalGroups: [4000, 5000] }), {
      [`${context}.supplementalGroups`]: [4000, 5000],
    }),
    row('supplementalGroupsPolicy', 'no others', security({ supplementalGroupsPolicy: 'Strict' }), {
      [`${context}.supplementalGroupsPolicy`]: 'Strict',
    }),
    row('sysctls', 'a safe one', security({ sysctls: { 'net.ipv4.tcp_syncookies': '1' } }), {
      [`${context}.sysctls`]: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
    }),
    row('hostUsers', 'users of its own', security({ hostUsers: false }), { [`${pod}.spec.hostUsers`]: false }),
  ];
}

/** As whom they call the Kubernetes API. */
export function accountOptions(pod: string): readonly OptionCase[] {
  const own = (props: object = {}) => ({ serviceAccount: ServiceAccount.own(props) });
  const role = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web' };
  return [
    option(
      'serviceAccount',
      'one that is there',
      { serviceAccount: ServiceAccount.existing('ci') },
      {
        'ServiceAccount/web': REMOVED,
        [`${pod}.spec.serviceAccountName`]: 'ci',
      },
    ),
    option('serviceAccount.name', 'another name', own({ name: 'shop' }), {
      'ServiceAccount/web': REMOVED,
      'ServiceAccount/shop': expect.anything(),
      [`${pod}.spec.serviceAccountName`]: 'shop',
    }),
    option('serviceAccount.annotations', 'a role of the cloud', own({ annotations: role }), {
      'ServiceAccount/web metadata.annotations': role,
    }),
  ];
}
