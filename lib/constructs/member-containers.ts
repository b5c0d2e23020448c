import { type Given, given, type ReadGiven } from '../input/given';
import { type Field, optional, type ReadOf, shape } from '../input/reader';
import { list, text } from '../input/readers';
import { type EnvInput, env } from '../pod/env';
import type { ReadContainers } from '../pod/further-containers';
import { SIDE_CONTAINER_FIELDS, type SideContainerProps } from '../pod/side-container';
import { SIDECAR_LIFE_FIELDS, type SidecarLifeProps } from '../pod/sidecar';
import type { StatefulCluster } from './stateful-cluster';

/** What runs in a container beside the main one, where it may need to know the members. */
export interface MemberProgramProps {
  /**
   * Environment variables by name, in the order in which `$(NAME)` may refer to them, or a function from the cluster to
   * them. `POD_NAME` is there only where it is said: `EnvSource.field('metadata.name')`.
   * @default - none
   */
  readonly env?: Given<StatefulCluster, Readonly<Record<string, EnvInput>>>;
  /**
   * The program, instead of the image's entrypoint, or a function from the cluster to it; no shell.
   * @default - the image's
   */
  readonly command?: Given<StatefulCluster, readonly string[]>;
  /**
   * The program's arguments, or a function from the cluster to them; `$(NAME)` refers to a variable of `env`.
   * @default - the image's
   */
  readonly args?: Given<StatefulCluster, readonly string[]>;
}

/** A program that runs to its end before a member's main container starts; the next one starts when it has succeeded. */
export interface MemberInitContainerProps extends SideContainerProps, MemberProgramProps {}

/** A program that runs beside a member's main container. */
export interface MemberSidecarProps extends SideContainerProps, SidecarLifeProps, MemberProgramProps {}

const CLUSTER = 'the cluster';

/** The fields of a program that may ask the cluster. */
export const MEMBER_PROGRAM_FIELDS = {
  env: optional(given(env, CLUSTER)),
  command: optional(given(list(text), CLUSTER)),
  args: optional(given(list(text), CLUSTER)),
} satisfies Record<keyof MemberProgramProps, Field<unknown>>;

const INIT_CONTAINER_FIELDS = { ...SIDE_CONTAINER_FIELDS, ...MEMBER_PROGRAM_FIELDS };
const SIDECAR_FIELDS = { ...INIT_CONTAINER_FIELDS, ...SIDECAR_LIFE_FIELDS };

const INIT_CONTAINER = shape<MemberInitContainerProps>()('an init container', INIT_CONTAINER_FIELDS);
const SIDECAR = shape<MemberSidecarProps>()('a sidecar', SIDECAR_FIELDS);

/** The containers beside the main one of a member. */
export const MEMBER_CONTAINER_FIELDS = {
  initContainers: optional(list(INIT_CONTAINER)),
  sidecars: optional(list(SIDECAR)),
};

type ReadMemberContainers = ReadOf<typeof MEMBER_CONTAINER_FIELDS>;

/** A program as read. */
interface ReadProgram {
  readonly env?: ReadGiven<ReturnType<typeof env.read>>;
  readonly command?: ReadGiven<readonly string[]>;
  readonly args?: ReadGiven<readonly string[]>;
}

/** A program, asked of the cluster. */
export function memberProgram({ env: variables, command, args }: ReadProgram, cluster: StatefulCluster) {
  return {
    env: variables?.complete(cluster),
    command: command?.complete(cluster),
    args: args?.complete(cluster),
  };
}

/** The containers beside the main one, their programs asked of the cluster. */
export function memberContainers(
  { initContainers, sidecars }: ReadMemberContainers,
  cluster: StatefulCluster,
): ReadContainers {
  return {
    initContainers: initContainers?.map((one) => ({ ...one, ...memberProgram(one, cluster) })),
    sidecars: sidecars?.map((one) => ({ ...one, ...memberProgram(one, cluster) })),
  };
}
