import type { Manifest } from '../../manifests/manifest';
import { at, items, podTemplateOf } from '../../manifests/workloads';
import { type FoundWithin, objectRule } from '../rule';

type Check = (manifest: Manifest) => Iterable<FoundWithin>;

const missing = (path: string, allowed: string, fix: string): FoundWithin => ({
  what: `${path} is missing, without which the API server refuses the object`,
  got: 'nothing',
  allowed,
  fix,
});

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function* workload(manifest: Manifest): Iterable<FoundWithin> {
  if (isEmpty(manifest.spec))
    yield missing('spec', 'a selector and a template', 'write the spec, or remove the object');
  // Where it is missing altogether, the schema says so.
  else if (isSet(at(manifest, 'spec', 'selector')) && isEmpty(at(manifest, 'spec', 'selector'))) {
    yield missing('spec.selector.matchLabels', 'labels of its Pods', 'write labels that the Pods carry');
  }
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function* job(manifest: Manifest): Iterable<FoundWithin> {
  const template = podTemplateOf(manifest);
  if (!template || /^(OnFailure|Never)$/.test(String(template.spec.restartPolicy))) return;
  const { restartPolicy } = template.spec;
  const got = restartPolicy === undefined ? 'nothing' : String(restartPolicy);
  const path = `${template.path}.restartPolicy`;
  yield { ...missing(path, 'OnFailure or Never', 'write restartPolicy: Never'), got };
}

function* ingress(manifest: Manifest): Iterable<FoundWithin> {
  if (isSet(at(manifest, 'spec', 'defaultBackend')) || items(at(manifest, 'spec', 'rules')).length > 0) return;
  yield missing('spec.rules', 'rules, or a defaultBackend', 'add a rule');
}

/** What is not where the volume is. */
const NO_SOURCE = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

function* volume(manifest: Manifest): Iterable<FoundWithin> {
  const { spec } = manifest;
  const keys = Object.keys(typeof spec === 'object' && spec !== null ? spec : {});
  if (isEmpty(at(spec, 'capacity', 'storage'))) yield missing('spec.capacity.storage', 'a size', 'write the size');
  if (isEmpty(at(spec, 'accessModes'))) yield missing('spec.accessModes', 'an access mode', 'write [ReadWriteOnce]');
  if (keys.some((key) => !NO_SOURCE.includes(key) && isSet(at(spec, key)))) return;
  yield missing('spec', 'where the volume is, such as csi or nfs', 'say where it is');
}

function* claim(spec: unknown, path: string): Iterable<FoundWithin> {
  if (isEmpty(at(spec, 'accessModes'))) {
    yield missing(`${path}.accessModes`, 'an access mode', 'write [ReadWriteOnce]');
  }
  if (isEmpty(at(spec, 'resources', 'requests', 'storage'))) {
    yield missing(`${path}.resources.requests.storage`, 'a size', 'write how large it is to be');
  }
}

function* claimTemplates(manifest: Manifest): Iterable<FoundWithin> {
  for (const [index, template] of items(at(manifest, 'spec', 'volumeClaimTemplates')).entries()) {
    yield* claim(at(template, 'spec'), `spec.volumeClaimTemplates[${index}].spec`);
  }
}

/** What a Secret of a type holds; a token's account is told by an annotation. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

function* secret(manifest: Manifest): Iterable<FoundWithin> {
  const type = String(at(manifest, 'type'));
  for (const key of Object.hasOwn(KEYS, type) ? KEYS[type]! : []) {
    if (isSet(at(manifest, 'data', key)) || isSet(at(manifest, 'stringData', key))) continue;
    yield missing(`data["${key}"]`, `the keys of ${type}`, `add ${key}, or write type: Opaque`);
  }
  if (type !== 'kubernetes.io/service-account-token' || !isEmpty(manifest.metadata?.annotations?.[ACCOUNT])) return;
  yield missing(`metadata.annotations["${ACCOUNT}"]`, 'the name of a ServiceAccount', 'name the ServiceAccount');
}

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'v1 Pod': [workload],
  'apps/v1 Deployment': [workload],
  'apps/v1 ReplicaSet': [workload],
  'apps/v1 DaemonSet': [workload],
  'apps/v1 StatefulSet': [workload, claimTemplates],
  'batch/v1 Job': [workload, job],
  'batch/v1 CronJob': [workload, job],
  'networking.k8s.io/v1 Ingress': [ingress],
  'v1 PersistentVolume': [volume],
  'v1 PersistentVolumeClaim': [(manifest) => claim(manifest.spec, 'spec')],
  'v1 Secret': [secret],
};

/**
 * What the API server wants though the API documents call it optional: pkg/apis/*\/validation of k8s.io/kubernetes. Each was
 * sent to API servers of 1.34, 1.35 and 1.36.
 */
export const incompleteObject = objectRule(
  'incomplete-object',
  'invalid',
  function* (manifest) {
    const key = `${manifest.apiVersion} ${manifest.kind}`;
    for (const check of Object.hasOwn(CHECKS, key) ? CHECKS[key]! : []) yield* check(manifest);
  },
  Object.keys(CHECKS).map((key) => key.split(' ')[1]!),
);
