import { pathInFolder } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { map, nonEmptyText, textThat } from '../input/readers';
import type { DownwardAPIVolumeFile, Volume } from '../kubernetes/generated';
import { podFields } from '../kubernetes/pod-fields';
import { checkDivisor, containerResource, divisorText } from '../pod/env';

/** A resource of a container as a file. */
export interface ResourceFileProps {
  /** Which, such as `limits.memory`. */
  readonly resource: string;
  /** The container that it is of. @default - the main container */
  readonly container?: string;
  /** The unit that the file counts in, such as `1Mi`; rounded up: `1m` or `1` for a CPU. @default - 1: bytes, whole CPUs */
  readonly divisor?: string;
}

/** What kubelet knows of the Pod, as files. */
export interface PodFilesProps {
  /**
   * Fields of the Pod by the file's path: `{ labels: 'metadata.labels' }`. kubelet updates the files when they change.
   * @default - none
   */
  readonly fields?: Readonly<Record<string, string>>;
  /** Resources of containers by the file's path: `{ limit: { resource: 'limits.memory' } }`. @default - none */
  readonly resourceFields?: Readonly<Record<string, ResourceFileProps>>;
}

/** k8s.io/kubernetes pkg/apis/core/validation, validVolumeDownwardAPIFieldPathExpressions. */
const VOLUME_FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];
const { allowed, accepts, fix } = podFields(VOLUME_FIELD_PATHS);
const fieldPath = textThat(allowed, accepts, fix);

const RESOURCE_FILE_SHAPE = shape<ResourceFileProps>()('a resource file', {
  resource: required(containerResource),
  container: optional(nonEmptyText),
  divisor: optional(divisorText),
});
const RESOURCE_FILE: typeof RESOURCE_FILE_SHAPE = {
  ...RESOURCE_FILE_SHAPE,
  read(value, at) {
    const read = RESOURCE_FILE_SHAPE.read(value, at);
    if (read.resource !== '') checkDivisor(read.resource, read.divisor, at.key('divisor'));
    return read;
  },
};

export const POD_FILES_FIELDS = {
  fields: optional(map(fieldPath, pathInFolder)),
  resourceFields: optional(map(RESOURCE_FILE, pathInFolder)),
};

/** The files. A resource whose container is not named is the main container's: `inContainer` says so. */
export function podFilesFields(read: ReadOf<typeof POD_FILES_FIELDS>): readonly DownwardAPIVolumeFile[] {
  return [
    ...Object.entries(read.fields ?? {}).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } })),
    ...Object.entries(read.resourceFields ?? {}).map(([path, { resource, container, divisor }]) => ({
      path,
      resourceFieldRef: { containerName: container, resource, divisor },
    })),
  ];
}

/** In a volume, unlike in a variable, a resource names its container: the API server refuses it otherwise. */
export function inContainer(source: Omit<Volume, 'name'>, container: string): Omit<Volume, 'name'> {
  const named = (files: readonly DownwardAPIVolumeFile[] | undefined) =>
    files?.map(({ resourceFieldRef: of, ...file }) =>
      of ? { ...file, resourceFieldRef: { ...of, containerName: of.containerName ?? container } } : file,
    );
  const { downwardAPI, projected } = source;
  if (downwardAPI) return { downwardAPI: { ...downwardAPI, items: named(downwardAPI.items) } };
  if (!projected) return source;
  const sources = projected.sources?.map((one) =>
    one.downwardAPI ? { downwardAPI: { items: named(one.downwardAPI.items) } } : one,
  );
  return { projected: { ...projected, sources } };
}
