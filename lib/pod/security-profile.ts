import { pathInFolder } from '../input/names';
import { isObject, type Reader, required, shape, wrong } from '../input/reader';
import { textThat } from '../input/readers';
import { nearest } from '../kubernetes/nearest';

/** A profile that the nodes have. */
export interface LocalhostProfileProps {
  /**
   * Its name: of a seccomp profile the path below kubelet's folder, `profiles/audit.json`; of an AppArmor profile the
   * name under which it is loaded. A node without it does not start the container.
   */
  readonly localhostProfile: string;
}

/** A profile as the API spells it. */
export interface ProfileFields {
  readonly type: 'RuntimeDefault' | 'Unconfined' | 'Localhost';
  readonly localhostProfile?: string;
}

const TYPES = ['RuntimeDefault', 'Unconfined'] as const;

function profile(name: Reader<string>, example: string): Reader<ProfileFields> {
  const LOCALHOST = shape<LocalhostProfileProps>()('a profile', { localhostProfile: required(name) });
  const allowed = `RuntimeDefault, Unconfined, or { localhostProfile: '${example}' }`;
  return {
    allowed,
    fallback: { type: 'RuntimeDefault' },
    read(value, at) {
      if (isObject(value)) return { type: 'Localhost', ...LOCALHOST.read(value, at) };
      const type = TYPES.find((one) => one === value);
      if (type) return { type };
      const near = typeof value === 'string' ? nearest(value, TYPES) : undefined;
      return wrong(value, at, allowed, { type: 'RuntimeDefault' }, near && `write ${near}`);
    },
  };
}

export const seccompProfile = profile(pathInFolder, 'profiles/audit.json');

/** k8s.io/kubernetes pkg/apis/core/validation, validateAppArmorProfileField: no space around it, at most 4095 characters. */
export const appArmorProfile = profile(
  textThat(
    'the name of a profile, of at most 4095 characters and without space around it',
    (name) => name !== '' && name.length <= 4095 && name.trim() === name,
  ),
  'k8s-nginx',
);
