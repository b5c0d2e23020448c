import { dataKey } from '../config/keys';
import { objectName } from '../input/names';
import { optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { map, oneOf } from '../input/readers';
import { SEALED_SECRET_OVERLAYS, type SealedSecretOverlays } from '../overlay/object-overlays';
import { SECRET_TEMPLATE, type SecretTemplateProps } from './external';

/** Where a sealed value may be opened. */
export type SealedScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** What a SealedSecret says. */
export interface SealedSecretProps {
  /** The keys of the Secret, each with the value that `kubeseal` printed. */
  readonly encryptedData: Readonly<Record<string, string>>;
  /**
   * The object's name, and the Secret's. A value sealed with the scope 'strict' can be opened under this name alone.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * With which scope the values were sealed.
   * @default 'strict' - for this name and namespace alone
   */
  readonly scope?: SealedScope;
  /** What the Secret is made into. @default - the values as they are */
  readonly template?: SecretTemplateProps;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: SealedSecretOverlays;
}

/**
 * What kubeseal prints: two bytes of length, a session key encrypted with RSA of 2048 bits or more, and the value
 * encrypted with it, in base64 (sealed-secrets, pkg/crypto, HybridEncrypt).
 */
function isSealed(value: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  const key = bytes.length > 2 ? bytes.readUInt16BE(0) : 0;
  return key >= 256 && bytes.length >= 2 + key + 16;
}

const ALLOWED = 'a value that kubeseal printed';

const sealedValue: Reader<string> = {
  allowed: ALLOWED,
  fallback: '',
  read(value, at) {
    if (typeof value === 'string' && isSealed(value)) return value;
    at.complain({
      rule: 'not-sealed',
      what: 'is no sealed value: nobody could open it, and a plain one could be read by everybody',
      // A text is not shown: a password that was not sealed must not get into a log.
      got: typeof value === 'string' ? `a text of ${value.length} characters` : value,
      allowed: ALLOWED,
      fix: 'seal it: kubeseal --raw --name … --namespace … --from-file=/dev/stdin',
    });
    return '';
  },
};

export const SEALED_SECRET_FIELDS = {
  encryptedData: required(map(sealedValue, dataKey)),
  name: optional(objectName),
  scope: optional(oneOf<SealedScope>('strict', 'namespace-wide', 'cluster-wide')),
  template: optional(SECRET_TEMPLATE),
  overlays: optional(SEALED_SECRET_OVERLAYS),
};

export const SEALED_SECRET = shape<SealedSecretProps>()('SealedSecret', SEALED_SECRET_FIELDS);

/** A SealedSecret as read. */
export type ReadSealedSecret = ReadOf<typeof SEALED_SECRET_FIELDS>;

/** The annotation by which the controller knows the scope (pkg/apis/sealedsecrets/v1alpha1/types.go). */
export function scopeAnnotations(scope: SealedScope = 'strict'): Record<string, string> | undefined {
  return scope === 'strict' ? undefined : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
}

/** The spec of bitnami.com/v1alpha1. The Secret has the name of the SealedSecret, and its scope. */
export function sealedSecretFields({ encryptedData, scope, template }: ReadSealedSecret, name: string): object {
  const annotations = { ...scopeAnnotations(scope), ...template?.annotations };
  return {
    encryptedData,
    template: {
      type: template?.type,
      metadata: {
        name,
        labels: template?.labels,
        annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      },
      data: template?.data,
    },
  };
}
