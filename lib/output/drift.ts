/** The ways in which a committed folder is not what the apps give. */
export type DriftKind =
  /** A run was killed, and its journal or staged files are still there. */
  | 'interrupted'
  /** Not the bytes that the last run wrote. */
  | 'edited'
  /** The bytes that the last run wrote, and the apps give others now. */
  | 'outdated'
  /** Other bytes, and no inventory says who wrote them. */
  | 'different'
  /** The same but for carriage returns. */
  | 'line-endings'
  /** A symbolic link in place of the file. */
  | 'link'
  /** A symbolic link in place of a folder above files that the apps give. */
  | 'folder-link'
  | 'missing'
  /** An app's inventory lists it, and the app declares it no more. */
  | 'stale'
  /** A file that a deployer would apply, and nobody declared. */
  | 'undeclared'
  /** An inventory of an app that the program doesn't have. */
  | 'orphan'
  /** The files are as they should be, and the list of them is not. */
  | 'inventory';

/** One path of the committed folder that is not as the apps give it. */
export interface Drift {
  readonly kind: DriftKind;
  /** Relative to the output folder. */
  readonly path: string;
  /** Both contents, where a diff tells more than the kind. */
  readonly contents?: { readonly committed: string; readonly given: string };
  /** `statecraft synth` overwrites it only when told to, because no inventory lists it. */
  readonly needsAdopt?: boolean;
  /** *orphan*: the files that are there because of it. */
  readonly lists?: readonly string[];
  /** *orphan*: an app of the program that has no inventory yet, and so may be the same under a new name. */
  readonly renamedTo?: string;
}
