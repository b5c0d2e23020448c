import type { Place } from '../input/place';
import { LONGEST_STATEFUL_SET_NAME } from '../kubernetes/names';

/** The names that the members of a cluster get. */
export interface MemberNames {
  readonly set: string;
  /** The headless Service's. */
  readonly headless: string;
  /** The client Service's; undefined where there is none. */
  readonly client: string | undefined;
  /** The last member's DNS name, as far as it is known. */
  readonly lastHost: string;
}

/** A domain name, without the dot at its end: RFC 1035, section 2.3.4, less the length octet and the root. */
const LONGEST_HOST = 253;

/** Complains about names that are too long, or that two objects would have; `name` is where the set's name stands. */
export function checkMemberNames(names: MemberNames, name: Place, serviceName: Place): void {
  if (names.headless === names.client) {
    serviceName.complain({
      rule: 'same-service-name',
      what: 'is also the name of the client Service',
      got: names.headless,
      allowed: 'a name of its own for each of the two Services',
      fix: `write clientServiceName: '${names.set}-client'`,
    });
  }
  if (names.set.length > LONGEST_STATEFUL_SET_NAME) {
    name.complain({
      rule: 'stateful-set-name-too-long',
      severity: 'unsafe',
      what: `has ${names.set.length} characters: the Pods get it in a label with a hash, and labels have at most 63`,
      got: names.set,
      allowed: `at most ${LONGEST_STATEFUL_SET_NAME} characters`,
      fix: "give a shorter name: { name: '…' }",
    });
  }
  if (names.lastHost.length <= LONGEST_HOST) return;
  name.complain({
    rule: 'member-host-too-long',
    severity: 'unsafe',
    what: `gives members DNS names of ${names.lastHost.length} characters, which nobody can look up`,
    got: names.lastHost,
    allowed: `at most ${LONGEST_HOST} characters`,
    fix: 'give a shorter name or serviceName, or use a shorter namespace or cluster domain',
  });
}
