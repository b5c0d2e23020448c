/** Where a field of the Kubernetes API has its place in our props. */
export interface Word {
  /** What the user writes; absent where nothing is to be written. */
  readonly code?: string;
  /** What is to be known about it, or why nothing is written. */
  readonly note?: string;
  /** Whether the field has no prop, and an overlay says it. */
  readonly overlay?: true;
}

/** The words of one definition of the Kubernetes API, by field. */
export type Words = Readonly<Record<string, Word>>;

/** The prop is called as the field is. */
export const same = (note?: string): Word => ({ note });
/** The prop is called otherwise, or says it in another form. */
export const write = (code: string, note?: string): Word => ({ code, note });
/** Nothing is to be written. */
export const leaveOut = (note: string): Word => ({ code: '', note });
/** Few need it: an overlay says it. */
export const OVERLAY: Word = { overlay: true };
