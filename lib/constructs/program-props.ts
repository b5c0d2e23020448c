import { type Field, optional } from '../input/reader';
import { list, text } from '../input/readers';
import { type EnvInput, env } from '../pod/env';

/** What runs in the container, for workloads whose Pods are all alike. */
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
}

export const PROGRAM_FIELDS = {
  env: optional(env),
  command: optional(list(text)),
  args: optional(list(text)),
} satisfies Record<keyof ProgramProps, Field<unknown>>;
