import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { required, shape } from '../input/reader';
import { whole } from '../input/readers';
import { majority } from './disruption';

/** A change of the number of members of a system that keeps its own list of them. */
export interface MembershipChangeProps {
  /** How many members the system has, as it says itself. */
  readonly from: number;
  /** How many it is to have after this step; `members` says the same. */
  readonly to: number;
}

/** How many members a system knows of, and whether it has formed, as read. */
export interface ReadQuorum {
  readonly state: 'forming' | 'formed' | 'changing';
  /** The number that `members` must be; 0 where it could not be read. */
  readonly members: number;
  /** Only of a change: the number before; 0 where it could not be read. */
  readonly from: number;
}

const LONGEST = 1000;
const CHANGE = shape<MembershipChangeProps>()('Quorum.changing', {
  from: required(whole(1, LONGEST)),
  to: required(whole(1, LONGEST)),
});

/**
 * Members that decide by majority, and that keep a list of themselves: etcd, ZooKeeper, the controllers of Kafka. The
 * number stands here once more, so that a changed `members` alone is an error: it would add members that the others do
 * not know, or take away members that they still count.
 */
export class Quorum extends Choice<ReadQuorum> {
  /** A new system: members without data form it. */
  static forming(members: number): Quorum {
    return Quorum.of('forming', members);
  }

  /**
   * A system that has formed. `cluster.isForming` is false, and what depends on it can keep members that lost their data
   * from forming a new, empty system (etcd's `--initial-cluster-state`, ZooKeeper's `db.autocreate`).
   */
  static formed(members: number): Quorum {
    return Quorum.of('formed', members);
  }

  /**
   * A step on the way to another number, with what its documentation asks a person to do before and after. Numbers that
   * are even are no finding here.
   */
  static changing(props: MembershipChangeProps): Quorum {
    return new Quorum('Quorum', (at) => {
      const { from, to } = CHANGE.read(props, at);
      const { from: givenFrom, to: givenTo } = Object(props) as Partial<MembershipChangeProps>;
      return { state: 'changing', from: from === givenFrom ? from : 0, members: to === givenTo ? to : 0 };
    });
  }

  private static of(state: 'forming' | 'formed', members: number): Quorum {
    return new Quorum('Quorum', (at) => {
      const read = whole(1, LONGEST).read(members, at.key('members'));
      return { state, from: 0, members: read === members ? read : 0 };
    });
  }
}

export const quorum = choice<ReadQuorum>('Quorum', 'Quorum.forming(3)', { state: 'forming', members: 0, from: 0 });

/** Complains about numbers of members with which a majority is worth less than it seems, or that nobody announced. */
export function checkMembers(read: ReadQuorum, members: number, at: Place): void {
  if (read.members === 0 || members === 0) return;
  if (members !== read.members) silentChange(read, members, at.key('members'));
  else if (read.state === 'changing') checkStep(read, at.key('quorum'));
  else checkCount(members, at.key('members'));
}

function silentChange(read: ReadQuorum, members: number, at: Place): void {
  at.complain({
    rule: 'silent-membership',
    severity: 'unsafe',
    what: `is ${members}, but quorum says ${read.members}: the system keeps its own list of members, and would not follow`,
    got: members,
    allowed: `${read.members}, or another number with Quorum.changing()`,
    fix:
      read.state === 'changing'
        ? `write the same number in both: members: ${read.members}`
        : `write members: ${nextStep(read.members, members)}, quorum: ${announced(read.members, members)} (docs/stateful.md has the commands)${
            read.state === 'forming' ? `; before the first start Quorum.forming(${members})` : ''
          }`,
  });
}

function checkCount(members: number, at: Place): void {
  if (members % 2 === 1) return;
  const spare = members - majority(members);
  at.complain({
    rule: members === 2 ? 'two-member-quorum' : 'even-quorum',
    severity: 'unsafe',
    what:
      members === 2
        ? 'is 2: both must be there to decide, so that the failure of either stops the system'
        : `is ${members}: ${majority(members)} must be there to decide, so that ${spare} may fail, as with ${members - 1}`,
    got: members,
    allowed: 'an odd number: 1, 3, 5 or 7',
    fix: members === 2 ? 'write 3, or 1' : `write ${members + 1}, or ${members - 1}`,
  });
}

/**
 * Until the last member has been restarted, some have the old list and some the new one. The majorities of both must share
 * a member: two that don't would each go on without the other, and what one of them confirmed is lost (seen: ZooKeeper with
 * the list of five on members 3, 4, 5 and the list of three on 1 and 2).
 */
function checkStep({ from, members: to }: ReadQuorum, at: Place): void {
  if (from === 0) return;
  if (from === to) {
    at.complain({
      rule: 'no-membership-change',
      what: 'changes nothing: from and to are the same',
      got: to,
      allowed: 'two different numbers',
      fix: `write Quorum.formed(${to})`,
    });
    return;
  }
  if (shareMember(from, to)) return;
  at.complain({
    rule: 'membership-step-too-large',
    severity: 'unsafe',
    what:
      `goes from ${from} to ${to} at once: while some have the old list, ${majority(from)} of them decide, ` +
      `${majority(to)} of those with the new one do so without them, and writes are lost`,
    got: `from ${from} to ${to}`,
    allowed: 'a step of one',
    fix: `write members: ${nextStep(from, to)}, quorum: ${announced(from, to)}, and go on from there`,
  });
}

function shareMember(from: number, to: number): boolean {
  return majority(from) + majority(to) > Math.max(from, to);
}

/** The number to go to first. */
function nextStep(from: number, to: number): number {
  return shareMember(from, to) ? to : from + Math.sign(to - from);
}

function announced(from: number, to: number): string {
  return `Quorum.changing({ from: ${from}, to: ${nextStep(from, to)} })`;
}

/** Complains about claims that go with members, of a system whose data is in the majority of them. */
export function checkQuorumRetention(
  read: { readonly whenDeleted?: 'Retain' | 'Delete'; readonly whenScaled?: 'Retain' | 'Delete' },
  at: Place,
): void {
  for (const key of ['whenDeleted', 'whenScaled'] as const) {
    if (read[key] !== 'Delete') continue;
    at.key(key).complain({
      rule: 'quorum-claims-deleted',
      severity: 'unsafe',
      what: 'deletes claims of a system that lives in the majority of them: members that come back would start empty',
      got: 'Delete',
      allowed: 'Retain',
      fix: `remove ${key}; delete the claim of a member that was removed by hand`,
    });
  }
}

/**
 * Complains about members whose data goes with their Pods: what a majority has confirmed is gone when the majority has been
 * moved to other nodes, one drain after the other.
 */
export function checkQuorumStorage(members: number, keepsData: boolean, at: Place): void {
  if (keepsData || members === 0) return;
  at.complain({
    rule: 'quorum-without-claim',
    severity: 'unsafe',
    what: 'has no claim: what members decided is lost with their Pods, and all of it when the majority has been moved',
    got: 'no claim',
    allowed: 'a claim of each member for its data',
    fix: "write storage: [Storage.claim('data', { mountPath: '…', size: '…' })]",
  });
}

/** Complains about members that can't find each other before they are ready, which they are only together. */
export function checkDiscovery(publishNotReadyAddresses: boolean, at: Place): void {
  if (publishNotReadyAddresses) return;
  at.key('publishNotReadyAddresses').complain({
    rule: 'peers-unknown-until-ready',
    severity: 'unsafe',
    what: 'keeps members from finding each other until they are ready, and they are ready only together',
    got: false,
    allowed: 'true for members that decide by majority',
    fix: 'remove publishNotReadyAddresses',
  });
}

/**
 * Complains about members that start one after the other, each when the last one is ready, though they can only decide
 * together. What readiness asks is not known here: with the quorum's answer in it, the first would wait for ever.
 */
export function checkStartOrder(
  { ordered, readiness, members }: { readonly ordered: boolean; readonly readiness: boolean; readonly members: number },
  at: Place,
): void {
  if (!ordered || !readiness || members < 2) return;
  at.key('podManagementPolicy').complain({
    rule: 'ordered-quorum',
    severity: 'unsafe',
    what:
      'starts a member only when the one before is ready: where readiness asks for the majority, the first never is, ' +
      'at the first start and after a restart of all',
    got: 'OrderedReady',
    allowed: "'Parallel' for members that decide by majority",
    fix: "write 'Parallel', or Unsafe.accept(…, 'ordered-quorum', '…') where readiness asks the member alone",
  });
}
