import { checkUse, type DataSource, type DataUse } from '../config/data-source';
import { UNREAD } from '../config/directory';
import { type FileContent, fileContent } from '../config/file-content';
import {
  complainFile,
  DIRECTORY_FIELDS,
  type DirectoryProps,
  directoryFiles,
  type Files,
  inlineFiles,
} from '../config/file-set';
import { dataKey } from '../config/keys';
import { configMapReference, type NamedObject } from '../config/references';
import { Choice, choice } from '../input/choice';
import { fileMode } from '../input/file-mode';
import { containerPath, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag, map } from '../input/readers';
import { checkPaths } from './secret-files';

/** How files are mounted. */
export interface ConfigFilesProps {
  /**
   * The files' mode, such as `0o440`.
   * @default - Kubernetes' default of 0o644
   */
  readonly defaultMode?: number;
  /**
   * The modes of single files, by path.
   * @default - all have the default mode
   */
  readonly modes?: Readonly<Record<string, number>>;
  /**
   * Mount each file alone, by `subPath`, so that what else the image has in the folder stays visible. kubelet never
   * updates such files: they change when the Pod is replaced.
   * @default false - the folder holds these files and nothing else
   */
  readonly singleFiles?: boolean;
  /**
   * Put the files into an immutable ConfigMap whose name ends in a hash of their content. A Pod then keeps reading the
   * files that it started with, and a rollback finds them again; old ConfigMaps stay until they are pruned.
   * @default false - one ConfigMap of a lasting name, `<workload>-files`
   */
  readonly immutable?: boolean;
}

/** How the files of a directory are mounted. */
export interface ConfigDirectoryProps extends ConfigFilesProps, DirectoryProps {}

/** How a ConfigMap is mounted. */
export interface ConfigMapFilesProps {
  /**
   * The keys that become files, each with the file's path below the mount.
   * @default - every key is a file of its name, or of its path where it is a file of a ConfigMap of ours
   */
  readonly items?: Readonly<Record<string, string>>;
  /**
   * The files' mode, such as `0o440`.
   * @default - Kubernetes' default of 0o644
   */
  readonly defaultMode?: number;
  /**
   * Start the Pod also when the ConfigMap or a key is missing.
   * @default false
   */
  readonly optional?: boolean;
  /**
   * Mount each file alone, by `subPath`: needs `items`. kubelet never updates such files.
   * @default false
   */
  readonly singleFiles?: boolean;
}

const FILES_FIELDS = {
  defaultMode: optional(fileMode),
  modes: optional(map(fileMode, pathInFolder)),
  singleFiles: optional(flag),
  immutable: optional(flag),
};
const FILES = shape<ConfigFilesProps>()('ConfigFiles', FILES_FIELDS);
const DIRECTORY = shape<ConfigDirectoryProps>()('ConfigFiles.fromDirectory', { ...FILES_FIELDS, ...DIRECTORY_FIELDS });
const ONE = shape<ConfigFileProps>()('ConfigFiles.file', { mode: optional(fileMode), immutable: optional(flag) });
const FROM_FIELDS = {
  items: optional(map(pathInFolder, dataKey)),
  defaultMode: optional(fileMode),
  optional: optional(flag),
  singleFiles: optional(flag),
};
const FROM = shape<ConfigMapFilesProps>()('ConfigFiles.from', FROM_FIELDS);

/** How one file is mounted. */
export interface ConfigFileProps {
  /**
   * The file's mode, such as `0o440`.
   * @default - Kubernetes' default of 0o644
   */
  readonly mode?: number;
  /**
   * Put the file into an immutable, content-named ConfigMap.
   * @default false
   */
  readonly immutable?: boolean;
}

/** Files that the workload's own ConfigMap holds. */
export interface OwnFiles extends Partial<ReadOf<typeof FILES_FIELDS>> {
  readonly mountPath: string;
  readonly files: Files;
}

/** Files of a ConfigMap that there is. */
export interface MountedConfigMap extends Partial<ReadOf<typeof FROM_FIELDS>> {
  readonly mountPath: string;
  /** Complete when rendered. */
  readonly name: () => string;
  readonly source?: DataSource;
  readonly use?: DataUse;
}

/** What reading ConfigFiles gives. */
export type ReadConfigFiles = { readonly own: OwnFiles } | { readonly from: MountedConfigMap };

/** Files of configuration in the container, read-only. */
export class ConfigFiles extends Choice<ReadConfigFiles> {
  /**
   * The files of a directory and those below it, read when the app is built.
   * @param mountPath the folder in the container
   * @param directory an absolute path, made from `__dirname`
   */
  static fromDirectory(mountPath: string, directory: string, props: ConfigDirectoryProps = {}): ConfigFiles {
    return new ConfigFiles('ConfigFiles', (at) => {
      const { ignore, templates, ...rest } = DIRECTORY.read(props, at);
      return ownFiles(mountPath, 'directory', directoryFiles(directory, { ignore, templates }, at), rest, at);
    });
  }

  /**
   * Files said inline, by path: texts, or contents made by `FileContent`.
   * @param mountPath the folder in the container
   */
  static of(
    mountPath: string,
    files: Readonly<Record<string, string | FileContent>>,
    props: ConfigFilesProps = {},
  ): ConfigFiles {
    return new ConfigFiles('ConfigFiles', (at) =>
      ownFiles(mountPath, 'files', inlineFiles.read(files, at.key('files')), FILES.read(props, at), at),
    );
  }

  /**
   * One file, mounted alone by `subPath`: what else the image has in its folder stays visible. kubelet never updates it.
   * @param path the file in the container, such as `/etc/nginx/nginx.conf`
   */
  static file(path: string, content: string | FileContent, props: ConfigFileProps = {}): ConfigFiles {
    return new ConfigFiles('ConfigFiles', (at) => {
      const { mode: defaultMode, immutable } = ONE.read(props, at);
      const read = containerPath.read(path, at.key('mountPath'));
      const slash = read.lastIndexOf('/');
      const files = { [read.slice(slash + 1)]: fileContent.read(content, at.key('content')) };
      return { own: { mountPath: read.slice(0, slash), files, defaultMode, immutable, singleFiles: true } };
    });
  }

  /**
   * An existing ConfigMap, or one that several workloads share.
   * @param configMap its name, a ConfigMap of ours or one of cdk8s-plus; it is in the workload's namespace
   * @param mountPath the folder in the container
   */
  static from(configMap: string | NamedObject, mountPath: string, props: ConfigMapFilesProps = {}): ConfigFiles {
    return new ConfigFiles('ConfigFiles', (at) => {
      const read = FROM.read(props, at);
      const { name, source } = configMapReference.read(configMap, at.key('configMap'));
      const keys = read.items && Object.keys(read.items);
      checkPaths(read.items ?? {}, at.key('items'));
      if (source) checkUse(source, keys ?? [], read.optional ?? false, at.key(keys ? 'items' : 'configMap'));
      if (read.singleFiles && !keys) {
        at.key('singleFiles').complain({
          rule: 'missing-value',
          what: 'needs items: a mount is made for each',
          allowed: 'items with singleFiles',
          fix: "write items: { 'app.conf': 'app.conf' }",
        });
      }
      const path = containerPath.read(mountPath, at.key('mountPath'));
      return { from: { ...read, mountPath: path, name, source, use: source && { source, keys } } };
    });
  }
}

export const configFiles = choice<ReadConfigFiles>(
  'ConfigFiles',
  "ConfigFiles.fromDirectory('/etc/web', path.join(__dirname, 'config'))",
  { own: { mountPath: '', files: {} } },
);

function ownFiles(
  mountPath: string,
  given: 'directory' | 'files',
  files: Files,
  read: ReadOf<typeof FILES_FIELDS>,
  at: Place,
): ReadConfigFiles {
  const paths = Object.keys(files);
  if (paths.length === 0 && files !== UNREAD) {
    at.key(given).complain({
      rule: 'no-files',
      severity: 'unsafe',
      what: 'has no files: the folder would be empty',
      allowed: 'one file or more',
      fix: 'add files, correct the directory, or remove it',
    });
  }
  for (const path of Object.keys(read.modes ?? {})) {
    if (!paths.includes(path)) complainFile(path, paths, at.key('modes').key(path));
  }
  return { own: { ...read, mountPath: containerPath.read(mountPath, at.key('mountPath')), files } };
}
