import { contentHash } from '../config/checksum';
import type { DataEntry } from '../config/content';
import type { DataSource } from '../config/data-source';
import { keysOf } from '../config/keys';
import { isChoice } from '../input/choice';
import type { Reader } from '../input/reader';
import type { ConfigMapVolumeSource, KeyToPath } from '../kubernetes/generated';
import { configFiles, type MountedConfigMap, type OwnFiles, type ReadConfigFiles } from './config-files';
import type { MountPoint, PodVolume } from './mounts';
import { secretFiles } from './secret-files';

/** One item of `files`, as read. */
export type ReadFiles = PodVolume | ReadConfigFiles;

const ALLOWED = `${configFiles.allowed}, or ${secretFiles.allowed}`;

/** ConfigFiles or SecretFiles. */
export const files: Reader<ReadFiles> = {
  allowed: ALLOWED,
  fallback: secretFiles.fallback,
  read: (value, at) =>
    isChoice(value, 'SecretFiles') ? secretFiles.read(value, at) : { ...configFiles, allowed: ALLOWED }.read(value, at),
};

/** A ConfigMap that a workload makes for its own files. */
export interface OwnConfigMap {
  readonly name: string;
  readonly immutable: boolean;
  readonly entries: readonly DataEntry[];
}

/** The volumes of the `files` of a Pod's containers, and the ConfigMaps that they need. */
export interface FileVolumes {
  readonly volumeOf: (one: ReadFiles) => PodVolume;
  readonly configMaps: readonly OwnConfigMap[];
}

/** The volumes of all `files` of a workload: own files of all of its containers share its ConfigMaps. */
export function fileVolumes(read: readonly ReadFiles[], workload: string): FileVolumes {
  const own = read.flatMap((one) => ('own' in one ? [one.own] : []));
  const groups = [false, true].map((immutable) =>
    group(
      own.filter((one) => (one.immutable ?? false) === immutable),
      workload,
      immutable,
    ),
  );
  const volumeOf = (one: ReadFiles): PodVolume => {
    if ('from' in one) return mountedVolume(one.from);
    if (!('own' in one)) return one;
    return groups.find(({ volumes }) => volumes.has(one.own))!.volumes.get(one.own)!;
  };
  return { volumeOf, configMaps: groups.flatMap(({ configMap }) => configMap ?? []) };
}

interface Group {
  readonly configMap?: OwnConfigMap;
  readonly volumes: ReadonlyMap<OwnFiles, PodVolume>;
}

/** Own files share one ConfigMap, whose name follows from the workload's alone. */
function group(sets: readonly OwnFiles[], workload: string, immutable: boolean): Group {
  if (sets.length === 0) return { volumes: new Map() };
  const paths = sets.flatMap(({ files }) => Object.keys(files));
  const keys = keysOf(paths);
  const entries = sets
    .flatMap(({ files }) => Object.entries(files))
    .map(([path, content], index) => ({ key: keys[index]!, path, content }));
  const name = `${workload}-files${immutable ? `-${contentHash(entries)}` : ''}`;
  const source: DataSource = {
    kind: 'ConfigMap',
    emittedName: () => name,
    keys: () => keys,
    entries: () => entries,
  };
  let first = 0;
  const volumes = sets.map((set) => {
    const mine = entries.slice(first, first + Object.keys(set.files).length);
    first += mine.length;
    const volume = ownVolume(set, mine, mine.length === entries.length, name);
    // A content-named ConfigMap rolls the Pods by its name.
    return [set, immutable ? volume : { ...volume, use: { source } }] as const;
  });
  return { configMap: { name, immutable, entries }, volumes: new Map(volumes) };
}

function ownVolume(set: OwnFiles, entries: readonly DataEntry[], alone: boolean, name: string): PodVolume {
  const { mountPath, defaultMode, modes = {}, singleFiles = false } = set;
  const items = entries.map(({ key, path }): KeyToPath => ({ key, path, mode: modes[path] }));
  // Without items every key is a file of its name.
  const plain = alone && items.every(({ key, path, mode }) => key === path && mode === undefined);
  const configMap: ConfigMapVolumeSource = { name, defaultMode, items: plain ? undefined : items };
  return { source: { configMap }, mounts: mountsOf(mountPath, singleFiles ? items : undefined) };
}

function mountedVolume({
  mountPath,
  name,
  source,
  items,
  singleFiles,
  defaultMode,
  optional,
  use,
}: MountedConfigMap): PodVolume {
  const given = items && Object.entries(items).map(([key, path]) => ({ key, path }));
  return {
    mounts: mountsOf(mountPath, singleFiles ? given : undefined),
    use,
    source: {
      // A getter: what a shared ConfigMap holds, and a name that follows from it, is complete when the Pods are rendered.
      get configMap() {
        const entries = source?.files?.() ?? [];
        const nested = entries.some(({ key, path }) => key !== path);
        const all = nested ? entries.map(({ key, path }) => ({ key, path })) : undefined;
        return { name: name(), defaultMode, items: given ?? all, optional };
      },
    },
  };
}

/** The folder as a whole, or each file alone. */
function mountsOf(mountPath: string, single: readonly KeyToPath[] | undefined): readonly MountPoint[] {
  if (!single) return [{ mountPath, readOnly: true }];
  return single.map(({ path }) => ({
    mountPath: `${mountPath.replace(/\/$/, '')}/${path}`,
    subPath: path,
    readOnly: true,
  }));
}
