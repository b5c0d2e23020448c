import { claimSize } from '../../../lib/validation/rules/claim-size';
import { defaultClasses } from '../../../lib/validation/rules/default-classes';
import { memberGrace } from '../../../lib/validation/rules/member-grace';
import { snapshotSource } from '../../../lib/validation/rules/snapshot-source';
import { object, testRule } from '../../support/rules';

const set = (replicas: number, pod: object = {}, storage: unknown = '1Gi') =>
  object('apps/v1', 'StatefulSet', 'db', {
    spec: {
      replicas,
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }],
      template: { spec: { containers: [{ name: 'db' }], ...pod } },
    },
  });
const snapshot = (persistentVolumeClaimName: string) =>
  object('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', 'before', { spec: { source: { persistentVolumeClaimName } } });
const storageClass = (name: string, isDefault?: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name, annotations: isDefault ? { 'storageclass.kubernetes.io/is-default-class': isDefault } : {} },
  provisioner: 'csi.example.com',
});

describe('claims have a size with its unit', () => {
  testRule(claimSize, {
    good: [
      ['gibibytes', [set(1, {}, '20Gi')]],
      ['bytes that are many', [set(1, {}, '21474836480')]],
    ],
    bad: [
      ['a number without a unit', [set(1, {}, '10')], { got: '10', fix: "write '10Gi', if gibibytes are meant" }],
      ['kilobytes', [set(1, {}, '20Ki')], { got: '20Ki' }],
    ],
  });
});

describe('one class is the default', () => {
  testRule(defaultClasses, {
    good: [
      ['one default', [storageClass('fast', 'true'), storageClass('slow')]],
      ['one that says it is none', [storageClass('fast', 'true'), storageClass('slow', 'false')]],
    ],
    bad: [['two defaults', [storageClass('fast', 'true'), storageClass('slow', 'true')], { manifest: 1, also: 0 }]],
  });
});

describe('snapshots are of members that there are', () => {
  testRule(snapshotSource, {
    good: [
      ['a member', [set(3), snapshot('data-db-2')]],
      ['a claim that is not of the set', [set(3), snapshot('data-other-7')]],
      ['a claim by another name', [set(3), snapshot('nexus')]],
    ],
    bad: [
      [
        'a member beyond the last',
        [set(3), snapshot('data-db-7')],
        { manifest: 1, also: 0, allowed: 'data-db-0 … data-db-2' },
      ],
    ],
  });
});

describe('members are given time to end', () => {
  testRule(memberGrace, {
    good: [
      ['the default', [set(3)]],
      ['a minute', [set(3, { terminationGracePeriodSeconds: 60 })]],
    ],
    bad: [['none', [set(3, { terminationGracePeriodSeconds: 0 })], { got: '0' }]],
  });
});
