import { plainData } from '../input/plain-data';
import { isObject, type Reader, wrong } from '../input/reader';

/**
 * Something that is said as the Kubernetes API spells it, where words of ours would be no shorter. The rule `wrong-field`
 * checks each field of it, like those of all manifests.
 */
export function spelled<T extends object>(allowed: string): Reader<T> {
  return {
    allowed,
    fallback: {} as T,
    read: (value, at) => (isObject(value) ? (plainData.read(value, at) as T) : wrong(value, at, allowed, {} as T)),
  };
}
