import type { Rule } from './rule';
import { addressForm } from './rules/address-form';
import { affinityTerms } from './rules/affinity-terms';
import { ambiguousRoute, regexHost } from './rules/ambiguous-route';
import { annotationsSize } from './rules/annotations-size';
import { capability } from './rules/capability';
import { claimAccessMode } from './rules/claim-access-mode';
import { claimFindsVolume } from './rules/claim-finds-volume';
import { claimOfOne } from './rules/claim-of-one';
import { claimSize } from './rules/claim-size';
import { claimSource } from './rules/claim-source';
import { configKey } from './rules/config-key';
import { containerImage } from './rules/container-image';
import { containerName } from './rules/container-name';
import { dataSize } from './rules/data-size';
import { defaultClasses } from './rules/default-classes';
import { deniedPods } from './rules/denied-pods';
import { duplicateObject } from './rules/duplicate-object';
import { duplicateRoute } from './rules/duplicate-route';
import { failurePolicyContainer } from './rules/failure-policy-container';
import { featureOff } from './rules/feature-off';
import { foreignHost } from './rules/foreign-host';
import { gatewayBackend, noWeight, referenceGrant } from './rules/gateway-backend';
import { duplicateListener, gatewayListener } from './rules/gateway-listener';
import { hookNeeds } from './rules/hook-needs';
import { incompleteObject } from './rules/incomplete-object';
import { ingressBackend } from './rules/ingress-backend';
import { knownKind } from './rules/known-kind';
import { limitRange } from './rules/limit-range';
import { groupRedirect, shadowedInGroup, splitHost, twoDefaults } from './rules/load-balancer';
import { memberGrace } from './rules/member-grace';
import { metadataForm } from './rules/metadata-form';
import { mixedRouteKinds } from './rules/mixed-route-kinds';
import { mixedTls, passthroughHost } from './rules/mixed-tls';
import { mountPath } from './rules/mount-path';
import { namedHost } from './rules/named-host';
import { nodePort, nodePortRange } from './rules/node-port';
import { objectName } from './rules/object-name';
import { objectSchema } from './rules/object-schema';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { plaintextSecret } from './rules/plaintext-secret';
import { podSecurity } from './rules/pod-security';
import { portNumber } from './rules/port-number';
import { quotaRequests } from './rules/quota-requests';
import { quotaTotal } from './rules/quota-total';
import { scaledReplicas } from './rules/scaled-replicas';
import { selectorFindsPods } from './rules/selector-finds-pods';
import { selectorOnPods } from './rules/selector-on-pods';
import { serviceFields } from './rules/service-fields';
import { snapshotSource } from './rules/snapshot-source';
import { statefulSetName } from './rules/stateful-set-name';
import { storageClass } from './rules/storage-class';
import { tlsSecret } from './rules/tls-secret';
import { twoCertificates } from './rules/two-certificates';
import { variableReference } from './rules/variable-reference';
import { mountedVolume, unmountedVolume } from './rules/volume-mounts';
import { volumeTwice } from './rules/volume-twice';

/** All rules, in the order in which their findings are printed. */
export const RULES: readonly Rule[] = [
  knownKind,
  objectName,
  metadataForm,
  annotationsSize,
  portNumber,
  statefulSetName,
  objectSchema,
  selectorOnPods,
  incompleteObject,
  containerImage,
  containerName,
  capability,
  mountPath,
  affinityTerms,
  mountedVolume,
  unmountedVolume,
  featureOff,
  failurePolicyContainer,
  duplicateObject,
  scaledReplicas,
  overlappingSelectors,
  selectorFindsPods,
  storageClass,
  claimAccessMode,
  claimFindsVolume,
  claimOfOne,
  claimSource,
  volumeTwice,
  claimSize,
  defaultClasses,
  snapshotSource,
  memberGrace,
  addressForm,
  serviceFields,
  nodePort,
  nodePortRange,
  ingressBackend,
  gatewayBackend,
  referenceGrant,
  noWeight,
  gatewayListener,
  duplicateListener,
  duplicateRoute,
  ambiguousRoute,
  regexHost,
  mixedRouteKinds,
  mixedTls,
  twoCertificates,
  passthroughHost,
  splitHost,
  groupRedirect,
  twoDefaults,
  shadowedInGroup,
  tlsSecret,
  foreignHost,
  dataSize,
  plaintextSecret,
  configKey,
  hookNeeds,
  variableReference,
  deniedPods,
  namedHost,
  podSecurity,
  quotaRequests,
  quotaTotal,
  limitRange,
];
