import type { GatewayApi } from '../../kubernetes/schema';

export const GROUP = 'gateway.networking.k8s.io';
const V1 = `${GROUP}/v1`;

/**
 * The apiVersion of each kind: the first release that has a version in its standard channel, newest first, and what the
 * experimental channel had before. Source: config/crd of the releases (schemas/).
 */
const VERSIONS: Readonly<
  Record<string, readonly (readonly [since: string, channel: GatewayApi['channel'], apiVersion: string])[]>
> = {
  TLSRoute: [
    ['1.5', 'standard', V1],
    ['1.4', 'experimental', `${GROUP}/v1alpha3`],
  ],
  TCPRoute: [
    ['1.6', 'standard', V1],
    ['1.4', 'experimental', `${GROUP}/v1alpha2`],
  ],
  UDPRoute: [
    ['1.6', 'standard', V1],
    ['1.4', 'experimental', `${GROUP}/v1alpha2`],
  ],
  ReferenceGrant: [
    ['1.5', 'standard', V1],
    ['1.4', 'standard', `${GROUP}/v1beta1`],
  ],
};

/** The apiVersion with which a cluster's Gateway API has a kind; the newest where it does not have it at all. */
export function apiVersionOf(kind: string, { version, channel }: GatewayApi): string {
  const minor = (text: string) => Number(text.split('.')[1]);
  const found = VERSIONS[kind]?.find(
    ([since, of]) => minor(version) >= minor(since) && (of === 'standard' || channel === 'experimental'),
  );
  return found?.[2] ?? V1;
}
