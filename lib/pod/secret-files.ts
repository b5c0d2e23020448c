import { checkUse } from '../config/data-source';
import { dataKey } from '../config/keys';
import { type NamedObject, secretReference } from '../config/references';
import { Choice, choice } from '../input/choice';
import { fileMode } from '../input/file-mode';
import { complainTwice, containerPath, pathInFolder } from '../input/names';
import type { Place } from '../input/place';
import { optional, shape } from '../input/reader';
import { flag, map } from '../input/readers';
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
  defaultMode: optional(fileMode),
  optional: optional(flag),
});

/** A Secret as a folder of files in the container, read-only. kubelet updates the files after a rotation. */
export class SecretFiles extends Choice<PodVolume> {
  /**
   * @param secret its name, an ExternalSecret, a SealedSecret or one of cdk8s-plus; it is in the workload's namespace
   * @param mountPath the folder in the container
   */
  static from(secret: string | NamedObject, mountPath: string, props: SecretFilesProps = {}): SecretFiles {
    return new SecretFiles('SecretFiles', (at) => {
      const { items, ...rest } = SECRET_FILES.read(props, at);
      checkPaths(items ?? {}, at.key('items'));
      const { name, source } = secretReference.read(secret, at.key('secretName'));
      if (source) checkUse(source, Object.keys(items ?? {}), rest.optional ?? false, at.key('items'));
      const fields = { items: items && Object.entries(items).map(([key, path]) => ({ key, path })), ...rest };
      const path = containerPath.read(mountPath, at.key('mountPath'));
      return {
        mounts: [{ mountPath: path, readOnly: true }],
        source: { secret: { secretName: name(), ...fields } },
      };
    });
  }
}

/** Complains about two keys that are to be the same file. */
export function checkPaths(items: Readonly<Record<string, string>>, at: Place): void {
  complainTwice(
    Object.values(items),
    (path) => path,
    (index) => at.key(Object.keys(items)[index]!),
    (path) => ({
      rule: 'duplicate-path',
      what: 'is the path of another key too',
      fix: `give one another path than ${path}`,
    }),
  );
}

export const secretFiles = choice<PodVolume>('SecretFiles', "SecretFiles.from('web-db', '/run/secrets/db')", {
  mounts: [],
});
