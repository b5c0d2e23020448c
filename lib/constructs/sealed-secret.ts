import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectName } from '../input/names';
import {
  type ReadSealedSecret,
  SEALED_SECRET,
  type SealedSecretProps,
  scopeAnnotations,
  sealedSecretFields,
} from '../secrets/sealed';
import { SecretSource } from './secret-source';

/**
 * A Secret whose values are sealed with a key that only the cluster has, so that they can stand in Git.
 * `db.key('password')` is a variable's value, `SecretFiles.from(db, '/run/db')` makes files.
 *
 * Emits a SealedSecret (bitnami.com/v1alpha1); its controller makes the Secret. To rotate is to seal another value and
 * commit it: files follow within a minute or two, variables when the Pods are replaced.
 */
export class SealedSecret extends SecretSource {
  /** The name of the SealedSecret and of the Secret. */
  readonly name: string;
  /** The SealedSecret; also the construct's default child. */
  readonly sealedSecret: ApiObject;
  private readonly read: ReadSealedSecret;

  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id);
    this.read = SEALED_SECRET.read(props, this.place);
    this.layOver(this.read.overlays);
    this.name = this.read.name ?? this._givenId;
    if (this.read.name === undefined) objectName.read(this.name, this.place.key('id'));
    const metadata = { name: this.name, annotations: scopeAnnotations(this.read.scope) };
    const head = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata };
    this.sealedSecret = this.addObject('SealedSecret', head, {
      spec: () => sealedSecretFields(this.read, this.name),
    });
    this.node.defaultChild = this.sealedSecret;
  }

  /** @internal */
  protected _keys(): readonly string[] {
    return [...new Set([...Object.keys(this.read.encryptedData), ...Object.keys(this.read.template?.data ?? {})])];
  }
}
