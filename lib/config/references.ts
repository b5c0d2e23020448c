import { objectName } from '../input/names';
import { isObject, type Reader, readable, wrong } from '../input/reader';
import { checkByName } from './by-name';
import type { DataSource } from './data-source';

/** An object that has its name: a ConfigMap or a Secret of cdk8s-plus, an ExternalSecret, anything of your own. */
export interface NamedObject {
  readonly name: string;
}

/** A reference as read. */
export interface Reference {
  /** Complete when rendered. */
  name(): string;
  /** Where the object is ours. */
  readonly source?: DataSource;
}

/** Where a construct of ours keeps what others ask of it. */
export interface HasDataSource {
  readonly _dataSource: DataSource;
}

/** A ConfigMap: its name, ours, or one of cdk8s-plus. */
export const configMapReference = referenceTo('ConfigMap');

/** A Secret: its name, an ExternalSecret, a SealedSecret, or one of cdk8s-plus. */
export const secretReference = referenceTo('Secret');

function referenceTo(kind: DataSource['kind']): Reader<Reference> {
  const allowed = `the name of a ${kind}, or an object that has it`;
  const fallback: Reference = { name: () => '' };
  return {
    allowed,
    fallback,
    read: (value, at) =>
      readable(at, allowed, fallback, () => {
        if (!isObject(value)) {
          const name = typeof value === 'string' ? objectName.read(value, at) : wrong(value, at, allowed, '');
          if (kind === 'ConfigMap' && name !== '') checkByName(name, at);
          return { name: () => name };
        }
        const source = (value as Partial<HasDataSource>)._dataSource;
        if (source?.kind === kind) return { name: () => source.emittedName(), source };
        const { name, kind: given } = value as { readonly name?: unknown; readonly kind?: unknown };
        const other = source !== undefined || (typeof given === 'string' && given !== kind);
        if (other || typeof name !== 'string') return wrong(value, at, allowed, fallback);
        const read = objectName.read(name, at);
        return { name: () => read };
      }),
  };
}
