import type { Place } from '../input/place';
import type { Call, Caller, Endpoint, Stated } from '../network/endpoint';
import { connect } from './connect';

/** What is stated of the connections of a workload. What it calls, its variants call too, whenever that is said. */
export class Connections implements Stated {
  readonly callers: Caller[] = [];
  readonly calls: Call[] = [];
  private readonly said: (readonly [target: unknown, props: unknown, at: Place])[] = [];
  private readonly variants: Connections[] = [];

  constructor(private readonly endpoint: () => Endpoint) {}

  /** The workload calls something. */
  add(target: unknown, props: unknown, at: Place): void {
    connect(this.endpoint(), target, props, at);
    this.said.push([target, props, at]);
    for (const variant of this.variants) variant.addSilently(target, props, at);
  }

  addVariant(variant: Connections): void {
    for (const one of this.said) variant.addSilently(...one);
    this.variants.push(variant);
  }

  /** What is wrong with the connection, the workload that it was said of reports. */
  private addSilently(target: unknown, props: unknown, at: Place): void {
    this.add(target, props, at.recordingTo({ record: () => undefined }));
  }
}
