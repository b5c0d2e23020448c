import { containerPath, nameOf, pathInFolder } from '../input/names';
import { type Field, isObject, optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { flag, list, map, oneOf, text } from '../input/readers';
import { CONTAINER_SECURITY, type ContainerSecurityProps } from './container-security';
import { type EnvInput, env } from './env';
import { type EnvFrom, envFrom } from './env-from';
import { image } from './image';
import type { MountPoint } from './mounts';
import { RESOURCES, type ResourceProps } from './resources';
import { type SecretFiles, secretFiles } from './secret-files';

/** How a container mounts a volume of the Pod. */
export interface VolumeMountProps {
  /** The path in this container. */
  readonly mountPath: string;
  /**
   * The container can't write to it.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * A folder of the volume that is mounted instead of its root.
   * @default - the root
   */
  readonly subPath?: string;
}

/** What every container beside the main one says. Defaults are those of the main container. */
export interface ContainerProps {
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
   * The folder that the program starts in.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Volumes of the Pod that this container mounts too, by name: `{ content: '/work' }`. A volume is called as its
   * `Storage` says; one of `writable` or `files` is called after its path: `/var/cache` is `var-cache`.
   * @default - none
   */
  readonly mounts?: Readonly<Record<string, string | VolumeMountProps>>;
  /**
   * Files of existing Secrets, for this container alone.
   * @default - none
   */
  readonly files?: readonly SecretFiles[];
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

/** A program that runs to its end before the main container starts; the next one starts when it has succeeded. */
export interface InitContainerProps extends ContainerProps {}

const volumeName = nameOf('dns-1123-label', 'the name of a volume');

const MOUNT = shape<VolumeMountProps>()('a mount', {
  mountPath: required(containerPath),
  readOnly: optional(flag),
  subPath: optional(pathInFolder),
});

/** A path, or a mount with more than that. */
const mount: Reader<MountPoint> = {
  allowed: `${containerPath.allowed}; or { mountPath, readOnly, subPath }`,
  fallback: { mountPath: '' },
  read: (value, at) => (isObject(value) ? MOUNT.read(value, at) : { mountPath: containerPath.read(value, at) }),
};

export const CONTAINER_FIELDS = {
  name: required(nameOf('dns-1123-label')),
  image: required(image),
  resources: required(RESOURCES),
  envFrom: optional(list(envFrom)),
  env: optional(env),
  command: optional(list(text)),
  args: optional(list(text)),
  workingDir: optional(containerPath),
  mounts: optional(map(mount, volumeName)),
  files: optional(list(secretFiles)),
  writable: optional(list(containerPath)),
  imagePullPolicy: optional(oneOf<'Always' | 'IfNotPresent' | 'Never'>('Always', 'IfNotPresent', 'Never')),
  security: optional(CONTAINER_SECURITY),
} satisfies Record<keyof ContainerProps, Field<unknown>>;

const INIT_CONTAINER = shape<InitContainerProps>()('an init container', CONTAINER_FIELDS);

/** A container as read. */
export type ReadContainer = ReadOf<typeof CONTAINER_FIELDS>;

export const initContainers = list(INIT_CONTAINER);
