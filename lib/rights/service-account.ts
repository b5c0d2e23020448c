import { Choice, choice } from '../input/choice';
import { labelKey, objectName } from '../input/names';
import type { Place } from '../input/place';
import { isObject, optional, shape, wrong } from '../input/reader';
import { map, text } from '../input/readers';

/** A ServiceAccount of the workload's own. */
export interface OwnServiceAccountProps {
  /**
   * Its name.
   * @default - the objects' name
   */
  readonly name?: string;
  /**
   * Its annotations, such as those by which clouds know it: `eks.amazonaws.com/role-arn` (IAM roles of EKS) or
   * `iam.gke.io/gcp-service-account` (Workload Identity of GKE).
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A ServiceAccount as read. */
export interface ReadServiceAccount {
  readonly name?: string;
  /** Whether it is there already: none is emitted then. */
  readonly exists: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Something with a name, such as a ServiceAccount of cdk8s-plus. */
export interface NamedServiceAccount {
  readonly name: string;
}

const OWN = shape<OwnServiceAccountProps>()('ServiceAccount.own', {
  name: optional(objectName),
  annotations: optional(map(text, labelKey)),
});

/** As which ServiceAccount the Pods of a workload run. */
export class ServiceAccount extends Choice<ReadServiceAccount> {
  /** One of the workload's own. */
  static own(props: OwnServiceAccountProps = {}): ServiceAccount {
    return new ServiceAccount('ServiceAccount', (at) => ({ exists: false, ...OWN.read(props, at) }));
  }

  /** One that somebody else makes, by its name; none is emitted. Also one of cdk8s-plus. */
  static existing(account: string | NamedServiceAccount): ServiceAccount {
    return new ServiceAccount('ServiceAccount', (at) => ({ exists: true, name: nameIn(account, at) }));
  }
}

function nameIn(account: unknown, at: Place): string {
  if (typeof account === 'string') return objectName.read(account, at);
  const name = isObject(account) ? (account as Partial<NamedServiceAccount>).name : undefined;
  return typeof name === 'string'
    ? objectName.read(name, at)
    : wrong(account, at, `${objectName.allowed}; or an object with a name`, '');
}

export const OWN_ACCOUNT: ReadServiceAccount = { exists: false };
export const serviceAccount = choice<ReadServiceAccount>(
  'ServiceAccount',
  "ServiceAccount.existing('ci')",
  OWN_ACCOUNT,
);
