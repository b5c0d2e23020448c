import { textThat } from '../input/readers';

/** The versions whose API fields are known to this library (`schemas/`); newer ones are checked as the newest. */
export const OLDEST_VERSION = '1.34';

/** A minor version of Kubernetes. */
export const kubernetesVersion = textThat(
  `a Kubernetes minor version from ${OLDEST_VERSION} on, such as '1.35'`,
  (value) => /^1\.(3[4-9]|[4-9]\d)$/.test(value),
  (value) => {
    const minor = /^v?1\.(\d+)/.exec(value)?.[1];
    return minor && Number(minor) >= 34 ? `write '1.${minor}'` : `write '${OLDEST_VERSION}'`;
  },
);
