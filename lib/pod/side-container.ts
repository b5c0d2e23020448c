import { containerPath, nameOf } from '../input/names';
import { type Field, isObject, optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { list, map, oneOf, text } from '../input/readers';
import type { ConfigFiles } from './config-files';
import { CONTAINER_OPTIONS, type ContainerOptions } from './container-options';
import { CONTAINER_SECURITY, type ContainerSecurityProps } from './container-security';
import { type EnvInput, env } from './env';
import { type EnvFrom, envFrom } from './env-from';
import { files } from './file-volumes';
import { image } from './image';
import { checkMount, MOUNT_POINT, type MountPointProps, mountFields } from './mount-point';
import type { MountPoint } from './mounts';
import { RESOURCES, type ResourceProps } from './resources';
import type { SecretFiles } from './secret-files';

/** What every container beside the main one says, but for its program. Defaults are those of the main container. */
export interface SideContainerProps extends ContainerOptions {
  /** The container's name; it differs from those of the Pod's other containers. */
  readonly name: string;
  /** The container image, with a tag other than `latest` or with a digest. */
  readonly image: string;
  /** What the container needs. */
  readonly resources: ResourceProps;
  /**
   * All keys of ConfigMaps and Secrets as environment variables; those of `env` win.
   * @default - none
   */
  readonly envFrom?: readonly EnvFrom[];
  /**
   * The folder that the program starts in.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Volumes of the Pod that this container mounts too, by name: `{ content: '/work' }`, or a list of such where it has one
   * at several paths. A volume is called as its `Storage` says; one of `writable` or `files` is called after its path:
   * `/var/cache` is `var-cache`.
   * @default - none
   */
  readonly mounts?: Readonly<Record<string, string | MountPointProps | readonly (string | MountPointProps)[]>>;
  /**
   * Files of configuration and of Secrets, for this container alone, read-only. Its own files are in the workload's
   * ConfigMap `<name>-files` too.
   * @default - none
   */
  readonly files?: readonly (ConfigFiles | SecretFiles)[];
  /**
   * Paths that this container may write to; each is an empty folder of its own that goes with the Pod.
   * @default - none: the root file system is read-only
   */
  readonly writable?: readonly string[];
  /**
   * When kubelet pulls the image.
   * @default 'Always' for a tag, which can move; 'IfNotPresent' for a digest
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** What this container may do, where that differs from the Pod. @default - users and groups are the Pod's, nothing more is allowed */
  readonly security?: ContainerSecurityProps;
}

/** What every container beside the main one says. */
export interface ContainerProps extends SideContainerProps {
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

/** A program that runs to its end before the main container starts; the next one starts when it has succeeded. */
export interface InitContainerProps extends ContainerProps {}

const volumeName = nameOf('dns-1123-label', 'the name of a volume');

/** A path, or a mount with more than that. */
const mount: Reader<MountPoint> = {
  allowed: `${containerPath.allowed}; or { mountPath, readOnly, subPath, mountPropagation, recursiveReadOnly }`,
  fallback: { mountPath: '' },
  read(value, at) {
    if (!isObject(value)) return { mountPath: containerPath.read(value, at) };
    const read = MOUNT_POINT.read(value, at);
    checkMount(read, read.readOnly, at);
    return mountFields(read);
  },
};
const mountList = list(mount);

/** One, or several: a container may have a volume at several paths. */
const mounts: Reader<readonly MountPoint[]> = {
  allowed: `${mount.allowed}; or a list of these`,
  fallback: [],
  read: (value, at) => (Array.isArray(value) ? mountList.read(value, at) : [mount.read(value, at)]),
};

export const SIDE_CONTAINER_FIELDS = {
  name: required(nameOf('dns-1123-label')),
  image: required(image),
  resources: required(RESOURCES),
  envFrom: optional(list(envFrom)),
  workingDir: optional(containerPath),
  mounts: optional(map(mounts, volumeName)),
  files: optional(list(files)),
  writable: optional(list(containerPath)),
  imagePullPolicy: optional(oneOf<'Always' | 'IfNotPresent' | 'Never'>('Always', 'IfNotPresent', 'Never')),
  security: optional(CONTAINER_SECURITY),
  ...CONTAINER_OPTIONS,
} satisfies Record<keyof SideContainerProps, Field<unknown>>;

export const CONTAINER_FIELDS = {
  ...SIDE_CONTAINER_FIELDS,
  env: optional(env),
  command: optional(list(text)),
  args: optional(list(text)),
} satisfies Record<keyof ContainerProps, Field<unknown>>;

const INIT_CONTAINER = shape<InitContainerProps>()('an init container', CONTAINER_FIELDS);

/** A container as read, but for its program. */
export type ReadSideContainer = ReadOf<typeof SIDE_CONTAINER_FIELDS>;

/** A container as read. */
export type ReadContainer = ReadOf<typeof CONTAINER_FIELDS>;

export const initContainers = list(INIT_CONTAINER);
