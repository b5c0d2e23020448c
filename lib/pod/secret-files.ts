import { Choice, choice } from '../input/choice';
import { complainTwice, containerPath, objectName, pathInFolder } from '../input/names';
import { optional, shape } from '../input/reader';
import { flag, map, whole } from '../input/readers';
import { dataKey } from './env';
import type { PodVolume } from './mounts';

/** How a Secret's keys become files. */
export interface SecretFilesProps {
  /**
   * The keys that become files, each with the file's path below the mount.
   * @default - every key is a file of its name
   */
  readonly items?: Readonly<Record<string, string>>;
  /**
   * The files' mode, such as `0o440`.
   * @default - Kubernetes' default of 0o644
   */
  readonly defaultMode?: number;
  /**
   * Start the Pod also when the Secret is missing; the folder is then empty.
   * @default false
   */
  readonly optional?: boolean;
}

const SECRET_FILES = shape<SecretFilesProps>()('SecretFiles.from', {
  items: optional(map(pathInFolder, dataKey)),
  defaultMode: optional(whole(0, 0o777)),
  optional: optional(flag),
});

/** An existing Secret as a folder of files in the container, read-only. kubelet updates the files after a rotation. */
export class SecretFiles extends Choice<PodVolume> {
  /**
   * @param secretName the Secret's name; it is in the workload's namespace
   * @param mountPath the folder in the container
   */
  static from(secretName: string, mountPath: string, props: SecretFilesProps = {}): SecretFiles {
    return new SecretFiles('SecretFiles', (at) => {
      const { items, ...rest } = SECRET_FILES.read(props, at);
      complainTwice(
        Object.values(items ?? {}),
        (path) => path,
        (index) => at.key('items').key(Object.keys(items ?? {})[index]!),
        (path) => ({
          rule: 'duplicate-path',
          what: 'is the path of another key too',
          fix: `give one another path than ${path}`,
        }),
      );
      const secret = {
        secretName: objectName.read(secretName, at.key('secretName')),
        items: items && Object.entries(items).map(([key, path]) => ({ key, path })),
        ...rest,
      };
      const path = containerPath.read(mountPath, at.key('mountPath'));
      return { mounts: [{ mountPath: path, readOnly: true }], source: { secret } };
    });
  }
}

export const secretFiles = choice<PodVolume>('SecretFiles', "SecretFiles.from('web-db', '/run/secrets/db')", {
  mounts: [],
});
