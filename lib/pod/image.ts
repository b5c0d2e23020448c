import type { DefaultValues } from '../defaults/values';
import type { Place } from '../input/place';
import { type Reader, wrong } from '../input/reader';

/**
 * The grammar of an image reference: github.com/distribution/reference, with the digests of
 * github.com/opencontainers/go-digest and with IPv6 addresses in brackets.
 */
const IMAGE =
  /^(?:(?:[a-zA-Z0-9][a-zA-Z0-9.-]*|\[[a-fA-F0-9:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?$/;

const ALLOWED = "an image with a tag or a digest, such as 'registry.example.com/shop/web:1.4.2'";

/** A container image, pinned by a tag other than `latest` or by a digest. */
export const image: Reader<string> = {
  allowed: ALLOWED,
  fallback: '',
  read(value, at) {
    if (typeof value !== 'string') return wrong(value, at, ALLOWED, '');
    const match = IMAGE.exec(value);
    if (!match) return wrong(value, at, ALLOWED, value);
    if (match[2] === undefined && (match[1] === undefined || match[1] === 'latest')) unpinned(value, at);
    return value;
  },
};

function unpinned(value: string, at: Place): void {
  at.complain({
    rule: 'unpinned-image',
    severity: 'unsafe',
    what: 'is not pinned: what runs changes without a change in the YAML',
    got: value,
    allowed: ALLOWED,
    fix: `write a version instead of latest: '${value.replace(/:latest$/, '')}:<version>'`,
  });
}

/** When kubelet pulls an image: a tag can move, a digest cannot. */
export function pullPolicy(reference: string, defaults: DefaultValues): DefaultValues['pullPolicyOfTag'] {
  return reference.includes('@') ? defaults.pullPolicyOfDigest : defaults.pullPolicyOfTag;
}

/**
 * Where an image really comes from: `registries` says what stands in for a registry. An image without one is of Docker
 * Hub, and there one without a folder is in `library`: github.com/distribution/reference, ParseDockerRef.
 */
export function mirrored(reference: string, registries: Readonly<Record<string, string>>): string {
  const [first = '', ...rest] = reference.split('/');
  const named = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = named ? first : 'docker.io';
  const mirror = Object.hasOwn(registries, registry) ? registries[registry] : undefined;
  if (mirror === undefined) return reference;
  const path = named ? rest.join('/') : reference;
  return `${mirror}/${registry === 'docker.io' && !path.includes('/') ? 'library/' : ''}${path}`;
}
