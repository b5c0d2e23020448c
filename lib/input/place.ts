import type { IConstruct } from 'constructs';
import type { Complaint, Severity } from '../errors/problem';
import type { ProblemRecorder } from '../errors/recorder';
import { SourceLocation } from '../errors/source-location';
import { describe } from './describe';

/** The parts of a complaint about one given value. */
export interface ValueComplaint {
  readonly rule: string;
  readonly what: string;
  readonly got?: unknown;
  readonly allowed?: string;
  readonly fix?: string;
  readonly severity?: Severity;
}

type Recorder = Pick<ProblemRecorder, 'record'> & Partial<Pick<ProblemRecorder, 'whenComplete'>>;

/** Where in a construct's props a value stands: `ports[1].port`. Complaints made here carry the path. */
export class Place {
  constructor(
    private readonly recorder: Recorder,
    private readonly above?: Place,
    private readonly step: string | number = '',
  ) {}

  /** As text. It is put together when somebody asks: most places have nothing to complain of. */
  get path(): string {
    if (this.above === undefined) return '';
    const [start, step] = [this.above.path, this.step];
    if (typeof step === 'number') return `${start}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${start}[${JSON.stringify(step)}]`;
    return start === '' ? step : `${start}.${step}`;
  }

  /** The place of a property: `rollout` → `rollout.maxSurge`. */
  key(name: string): Place {
    return new Place(this.recorder, this, name);
  }

  /** The place of a list's item: `ports` → `ports[1]`. */
  item(index: number): Place {
    return new Place(this.recorder, this, index);
  }

  /**
   * The same place in what is said by a call of a method: complaints name its line, not that of the constructor. The stack is
   * captured when there is something to complain of.
   */
  ofCall(method: object): Place {
    const { recorder } = this;
    return this.recordingTo({
      record: (complaint) => recorder.record({ source: SourceLocation.capture(method), ...complaint }),
      whenComplete: (check) => {
        const source = SourceLocation.capture(method);
        recorder.whenComplete?.((late, namespace, construct) =>
          check({ record: (complaint) => late.record({ source, ...complaint }) }, namespace, construct),
        );
      },
    });
  }

  /** The same place, with its complaints going elsewhere. */
  recordingTo(recorder: Recorder): Place {
    return this.above === undefined ? new Place(recorder) : new Place(recorder, this.above, this.step);
  }

  /** Adds a check of what is only known once the app is complete; it gets this place, the construct and its namespace. */
  whenComplete(check: (place: Place, namespace: string | undefined, construct: IConstruct) => void): void {
    this.recorder.whenComplete?.((recorder, namespace, construct) =>
      check(new Place(recorder, this.above, this.step), namespace, construct),
    );
  }

  /** Records what is wrong here. `what` continues the path: `members` + `is not a whole number`. */
  complain(complaint: ValueComplaint): void {
    const { got, what, severity, ...rest } = complaint;
    const full: Complaint = {
      severity: severity ?? 'invalid',
      ...rest,
      prop: this.path,
      what: this.path === '' ? what : `${this.path} ${what}`,
      ...('got' in complaint ? { got: describe(got) } : {}),
    };
    this.recorder.record(full);
  }
}
