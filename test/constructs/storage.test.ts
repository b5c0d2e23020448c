import type { Chart } from 'cdk8s';
import { StatefulCluster, StatelessService, Unsafe } from '../../lib';
import { changesOf, expectChanges, optionsOf } from '../support/options';
import { CLAIM_SOURCES, STORAGES } from '../support/samples';
import { isShown, storageOptions } from './storage-options';
import { WORKLOAD } from './workload-options';

const KINDS = [
  [
    'Deployment',
    (chart: Chart, props: never) => new StatelessService(chart, 'web', props),
    { ...WORKLOAD, replicas: 1, rollout: { strategy: 'Recreate' } },
  ],
  [
    'StatefulSet',
    (chart: Chart, props: never) => new StatefulCluster(chart, 'web', props),
    { ...WORKLOAD, members: 3 },
  ],
] as const;

describe.each(KINDS)(
  'an option of a volume of a %s changes what it says, and nothing else',
  (kind, construct, base) => {
    const options = storageOptions(kind);
    const make = (chart: Chart, props: never) => Unsafe.accept(construct(chart, props), 'host-path', 'a test');

    test.each(options.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
      expectChanges(one, changesOf(make, base, one, { platform: {} }));
    });

    test('and each option of each kind is shown', () => {
      const volumes = Object.values(STORAGES).map((volume) => ({ storage: [volume] }));
      const claims = Object.values(CLAIM_SOURCES).map((from) => ({ storage: [{ from }] }));
      const all = optionsOf(...volumes, ...claims);
      expect(all.filter((path) => !isShown(path, options))).toEqual([]);
    });
  },
);
