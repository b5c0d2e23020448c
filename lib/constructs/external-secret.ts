import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectName } from '../input/names';
import {
  EXTERNAL_SECRET,
  type ExternalSecretProps,
  externalSecretFields,
  type ReadExternalSecret,
} from '../secrets/external';
import { SecretSource } from './secret-source';

/**
 * A Secret whose values an external store holds: Vault, AWS Secrets Manager, and what else the External Secrets Operator
 * knows. `db.key('password')` is a variable's value, `SecretFiles.from(db, '/run/db')` makes files.
 *
 * Emits an ExternalSecret (external-secrets.io/v1); its controller makes the Secret and renews it. A rotation in the store
 * reaches the Secret within `refresh`; files follow within a minute or two, variables when the Pods are replaced.
 */
export class ExternalSecret extends SecretSource {
  /** The name of the ExternalSecret and of the Secret. */
  readonly name: string;
  /** The ExternalSecret; also the construct's default child. */
  readonly externalSecret: ApiObject;
  private readonly read: ReadExternalSecret;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    this.read = EXTERNAL_SECRET.read(props, this.place);
    this.layOver(this.read.overlays);
    this.name = this.read.name ?? this._givenId;
    if (this.read.name === undefined) objectName.read(this.name, this.place.key('id'));
    this.checkEmpty();
    const head = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: this.name } };
    this.externalSecret = this.addObject('ExternalSecret', head, {
      spec: () => externalSecretFields(this.read, this.name),
    });
    this.node.defaultChild = this.externalSecret;
  }

  /** @internal */
  protected _keys(): readonly string[] | undefined {
    const { data = {}, extract = [], template, creationPolicy } = this.read;
    // What else the Secret holds is not said here.
    if (creationPolicy === 'Merge') return undefined;
    if (template?.data) return Object.keys(template.data);
    return extract.length > 0 ? undefined : Object.keys(data);
  }

  private checkEmpty(): void {
    const { data = {}, extract = [] } = this.read;
    if (Object.keys(data).length + extract.length > 0) return;
    this.place.key('data').complain({
      rule: 'missing-value',
      what: 'is missing, and extract too: the Secret would be empty',
      allowed: 'data, or extract, or both',
      fix: "write data: { password: 'shop/db' }",
    });
  }
}
