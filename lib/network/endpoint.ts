import type { IConstruct } from 'constructs';
import { isChoice } from '../input/choice';
import type { Place } from '../input/place';
import { isObject, type Reader, readable, wrong } from '../input/reader';
import type { LabelSelector } from '../kubernetes/generated';
import type { Connection } from './connection';
import { plusPeers } from './plus-peer';
import type { Port } from './ports';
import { callerTarget, type TargetFacts, target } from './target';

/** A workload as connections see it. */
export interface Endpoint {
  /** For errors: `StatefulCluster etcd`. */
  readonly title: string;
  readonly construct: IConstruct;
  /** The Pods' labels. */
  readonly pods: LabelSelector;
  /** Undefined where the deployer decides. */
  readonly namespace?: string;
  readonly ports: readonly Port[];
  /** Whether its Pods have the node's network: their traffic is the node's, and no policy finds them by their labels. */
  readonly onHostNetwork: boolean;
  /** Whether its name is that of Pods, not of an address before them: it answers at the ports that they listen on. */
  readonly headless?: boolean;
  /** The port that is meant where none is named; for one port of a member. */
  readonly port?: number;
  /** What others said of the workload, and it of others. Complete when rendered. */
  readonly stated: Stated;
}

/** The connections of a workload. */
export interface Stated {
  /** Who calls it. */
  readonly callers: Caller[];
  /** What it calls. */
  readonly calls: Call[];
}

/** A connection that somebody makes to a workload. */
export interface Caller extends Connection {
  /** The workload that calls; none where that is not ours. */
  readonly from?: Endpoint;
}

/** A connection that a workload makes. */
export interface Call extends Connection {
  /** The workload at its other end; none where that is not ours. */
  readonly to?: Endpoint;
}

/** Our own constructs answer in these words. */
export interface HasEndpoint {
  /** @internal */
  readonly _endpoint: Endpoint;
}

/** The other side as read: a workload of ours, or what a policy says of somebody else. */
export type ReadPeer = { readonly endpoint: Endpoint } | { readonly others: Connection };

const ALLOWED =
  "a workload, a member of a cluster, a Target such as Target.cidr('10.0.0.0/8'), or a network policy peer of cdk8s-plus";

/** What a workload connects to; nobody where it can't be read. */
export const peer = peerReader(target);
/** Who calls a workload. */
export const callingPeer = peerReader(callerTarget);

function peerReader(targets: Reader<TargetFacts>): Reader<ReadPeer> {
  const fallback: ReadPeer = { others: { parties: [] } };
  return {
    allowed: ALLOWED,
    fallback,
    read: (value: unknown, at: Place) =>
      readable(at, ALLOWED, fallback, () => {
        const endpoint = isObject(value) ? (value as Partial<HasEndpoint>)._endpoint : undefined;
        if (endpoint) return { endpoint };
        if (isChoice(value, 'Target')) {
          const { peers, ports } = targets.read(value, at);
          return { others: { parties: peers?.map((fields) => ({ fields })), ports } };
        }
        const fields = plusPeers(value);
        return fields
          ? { others: { parties: fields.map((one) => ({ fields: one })) } }
          : wrong(value, at, ALLOWED, fallback);
      }),
  };
}
