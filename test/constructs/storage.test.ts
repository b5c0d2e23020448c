import type { Chart } from 'cdk8s';
import { BatchJob, NodeAgent, ScheduledJob, StatefulCluster, StatelessService } from '../../lib';
import { acceptIfFound } from '../support/accept';
import { changesOf, expectChanges, optionsOf } from '../support/options';
import { CLAIM_SOURCES, STORAGES } from '../support/volume-samples';
import { isShown, storageOptions } from './storage-options';
import { WORKLOAD } from './workload-options';

const PROGRAM = { image: WORKLOAD.image, resources: WORKLOAD.resources };
const KINDS = [
  ['Deployment', StatelessService, { ...WORKLOAD, replicas: 1, rollout: { strategy: 'Recreate' } }],
  ['StatefulSet', StatefulCluster, { ...WORKLOAD, members: 3 }],
  ['DaemonSet', NodeAgent, WORKLOAD],
  ['Job', BatchJob, PROGRAM],
  ['CronJob', ScheduledJob, { ...PROGRAM, schedule: '0 3 * * *' }],
] as const;

describe.each(KINDS)(
  'an option of a volume of a %s changes what it says, and nothing else',
  (kind, construct, base) => {
    const options = storageOptions(kind);
    const make = (chart: Chart, props: never) => {
      const made = new construct(chart, 'web', props);
      // A node's path outside of a NodeAgent, and one claim for the Pods of all nodes.
      acceptIfFound(made, 'host-path', 'claim-of-one');
    };

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
