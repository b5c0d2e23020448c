import { type Field, optional } from '../input/reader';
import { list, text } from '../input/readers';
import { type EnvInput, env } from '../pod/env';
import { type InitContainerProps, initContainers } from '../pod/side-container';
import { type SidecarProps, sidecars } from '../pod/sidecar';

/** What runs in the containers, for workloads whose Pods are all alike. */
export interface ProgramProps {
  /**
   * Environment variables by name, in the order in which `$(NAME)` may refer to them.
   * @default - none
   */
  readonly env?: Readonly<Record<string, EnvInput>>;
  /**
   * The program, instead of the image's entrypoint; no shell.
   * @default - the image's
   */
  readonly command?: readonly string[];
  /**
   * The program's arguments; `$(NAME)` refers to a variable of `env`.
   * @default - the image's
   */
  readonly args?: readonly string[];
  /**
   * Programs that run to their end, one after the other, before the main container starts: they fetch content, prepare
   * files, migrate a schema.
   * @default - none
   */
  readonly initContainers?: readonly InitContainerProps[];
  /**
   * Programs that run beside the main container: native sidecars, which start before it and stop after it, and plain
   * containers with `native: false`.
   * @default - none
   */
  readonly sidecars?: readonly SidecarProps[];
}

export const PROGRAM_FIELDS = {
  env: optional(env),
  command: optional(list(text)),
  args: optional(list(text)),
  initContainers: optional(initContainers),
  sidecars: optional(sidecars),
} satisfies Record<keyof ProgramProps, Field<unknown>>;
