import type { Construct } from 'constructs';
import { StatecraftConstruct } from '../constructs/statecraft-construct';
import { type Defaults, defaults } from '../defaults/defaults';
import { holdDefaults } from '../defaults/resolved';
import { optional, required, shape } from '../input/reader';
import { holdPlatform, type Platform, platform } from '../platform/platform';

/** What an environment says. */
export interface EnvironmentProps {
  /** What the target cluster offers. */
  readonly platform: Platform;
  /**
   * The set of defaults.
   * @default - the App's
   */
  readonly defaults?: Defaults;
}

export const ENVIRONMENT = shape<EnvironmentProps>()('Environment', {
  platform: required(platform),
  defaults: optional(defaults),
});

/**
 * Charts that go to one cluster: staging, production. Its id is the folder of their files.
 *
 * Two environments may hold objects of equal names; within one, names, selectors, node ports and storage classes are
 * checked against each other.
 */
export class Environment extends StatecraftConstruct {
  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, id);
    const read = ENVIRONMENT.read(props, this.place);
    holdPlatform(this, read.platform);
    if (read.defaults) holdDefaults(this, read.defaults);
  }
}
