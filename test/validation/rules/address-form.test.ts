import { addressForm } from '../../../lib/validation/rules/address-form';
import { object, testRule } from '../../support/rules';

const policy = (cidr: string, except?: readonly string[]) => [
  object('networking.k8s.io/v1', 'NetworkPolicy', 'a', { spec: { egress: [{ to: [{ ipBlock: { cidr, except } }] }] } }),
];
const service = (spec: object) => [object('v1', 'Service', 'a', { spec })];
const pod = (spec: object) => [object('v1', 'Pod', 'a', { spec })];

describe('addresses and ranges are written so that all read them alike', () => {
  testRule(addressForm, {
    kubernetesVersion: '1.36',
    good: [
      ['a range from its beginning', policy('10.0.0.0/8', ['10.1.0.0/16'])],
      ['one address', policy('10.0.0.5/32')],
      ['IPv6', service({ clusterIP: 'fd00::5', loadBalancerSourceRanges: ['2001:db8::/32'] })],
      ['no address at all', service({ clusterIP: 'None' })],
    ],
    bad: [
      [
        'a range from its middle',
        policy('10.0.0.5/8'),
        { got: '10.0.0.5/8', fix: expect.stringContaining('10.0.0.0/8') },
      ],
      ['a part from its middle', policy('10.0.0.0/8', ['10.1.2.3/16']), { what: expect.stringContaining('except[0]') }],
      ['callers', service({ loadBalancerSourceRanges: ['fd00::1/64'] }), { got: 'fd00::1/64' }],
      ['an address in two forms', service({ clusterIP: '::ffff:10.96.0.9' }), { fix: 'write 10.96.0.9' }],
      [
        'of a name',
        pod({ hostAliases: [{ ip: '::ffff:10.0.0.5' }] }),
        { what: expect.stringContaining('hostAliases[0].ip') },
      ],
      ['of a name server', pod({ dnsConfig: { nameservers: ['::ffff:10.0.0.5'] } }), { got: '::ffff:10.0.0.5' }],
      ['what is no part', policy('10.0.0.0/8', ['11.0.0.0/16']), { allowed: 'a smaller range within 10.0.0.0/8' }],
      ['all of it', policy('10.0.0.0/8', ['10.0.0.0/8']), { got: '10.0.0.0/8' }],
    ],
  });
});

describe('before Kubernetes 1.36', () => {
  testRule(addressForm, {
    kubernetesVersion: '1.35',
    good: [
      ['a range may begin in its middle', policy('10.0.0.5/8')],
      ['an address may have two forms', service({ clusterIP: '::ffff:10.96.0.9' })],
    ],
    bad: [['but what is no part is refused', policy('10.0.0.0/8', ['11.0.0.0/16']), { got: '11.0.0.0/16' }]],
  });
});
