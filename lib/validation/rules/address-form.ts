import { addressRange, isMapped, isWithin, networkOf, strayBits } from '../../kubernetes/addresses';
import { minorOf } from '../../kubernetes/faults';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** One address or range, and where it stands. */
type Placed = readonly [path: string, value: unknown];

/**
 * Addresses and ranges are written so that all read them alike. From 1.36 on the API server refuses a range with bits beyond
 * its prefix, and an address of IPv4 in the form of IPv6: KEP-4858, StrictIPCIDRValidation. What a range of a NetworkPolicy
 * leaves out is always a part of it: pkg/apis/networking/validation, ValidateIPBlock.
 */
export const addressForm = objectRule(
  'address-form',
  'invalid',
  function* (manifest, { kubernetesVersion }) {
    const strict = minorOf(kubernetesVersion) >= 36;
    for (const [path, value] of strict ? addressesOf(manifest) : []) {
      // What is no address at all is said by those who read it.
      const range = typeof value === 'string' ? addressRange(value.trim()) : undefined;
      if (range === undefined) continue;
      const got = String(value);
      if (isMapped(range)) {
        yield {
          what: `${path} is an IPv4 address in the form of IPv6, which Kubernetes ${kubernetesVersion} refuses`,
          got,
          allowed: 'the address as IPv4',
          fix: `write ${got.replace(/^.*:(?=[\d.]+)/, '')}`,
        };
      } else if (strayBits(range)) {
        yield {
          what: `${path} has bits beyond the length of its prefix, which Kubernetes ${kubernetesVersion} refuses`,
          got,
          allowed: 'the first address of the range',
          fix: `write ${networkOf(range)}, or /${range.family === 4 ? 32 : 128} for the one address`,
        };
      }
    }
    for (const { path, cidr, except } of blocksOf(manifest)) {
      const outer = addressRange(String(cidr));
      for (const [index, one] of except.entries()) {
        const inner = addressRange(String(one));
        if (!outer || !inner || isWithin(inner, outer)) continue;
        yield {
          what: `${path}.except[${index}] is no part of ${path}.cidr`,
          got: String(one),
          allowed: `a smaller range within ${String(cidr)}`,
          fix: 'write such a range, or remove it',
        };
      }
    }
  },
  ['Service', 'NetworkPolicy', ...POD_KINDS],
);

function addressesOf(manifest: Manifest): readonly Placed[] {
  if (manifest.kind === 'Service') {
    const lists = ['loadBalancerSourceRanges', 'externalIPs', 'clusterIPs'];
    return [
      ...lists.flatMap((list) => listed(`spec.${list}`, at(manifest, 'spec', list))),
      ['spec.clusterIP', at(manifest, 'spec', 'clusterIP')],
    ];
  }
  if (manifest.kind === 'NetworkPolicy') {
    return blocksOf(manifest).flatMap(({ path, cidr, except }) => [
      [`${path}.cidr`, cidr] as const,
      ...listed(`${path}.except`, except),
    ]);
  }
  const template = podTemplateOf(manifest);
  if (!template) return [];
  const { path, spec } = template;
  return [
    ...items(spec.hostAliases).map((alias, index) => [`${path}.hostAliases[${index}].ip`, at(alias, 'ip')] as const),
    ...listed(`${path}.dnsConfig.nameservers`, at(spec, 'dnsConfig', 'nameservers')),
  ];
}

function listed(path: string, list: unknown): readonly Placed[] {
  return items(list).map((value, index) => [`${path}[${index}]`, value]);
}

function blocksOf(manifest: Manifest) {
  if (manifest.kind !== 'NetworkPolicy') return [];
  return (['ingress', 'egress'] as const).flatMap((way) =>
    items(at(manifest, 'spec', way)).flatMap((rule, index) => {
      const side = way === 'ingress' ? 'from' : 'to';
      return items(at(rule, side)).flatMap((peer, place) => {
        const block = at(peer, 'ipBlock');
        if (typeof block !== 'object' || block === null) return [];
        const path = `spec.${way}[${index}].${side}[${place}].ipBlock`;
        return [{ path, cidr: at(block, 'cidr'), except: items(at(block, 'except')) }];
      });
    }),
  );
}
