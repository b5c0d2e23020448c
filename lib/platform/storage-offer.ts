import { complainTwice, objectName } from '../input/names';
import { optional, type Reader, required, shape, wrong } from '../input/reader';
import { list } from '../input/readers';
import { type AccessMode, accessMode } from '../storage/claim';

/** A StorageClass of a platform, and what its volumes can do. */
export interface StorageClassOffer {
  /** Its name. */
  readonly name: string;
  /**
   * The access modes that its volumes can give: a claim for another is an error.
   * @default - not known: claims are not checked
   */
  readonly accessModes?: readonly AccessMode[];
}

const OFFER = shape<StorageClassOffer>()('a storage class', {
  name: required(objectName),
  accessModes: optional(list(accessMode)),
});
const ALLOWED = "the name of a StorageClass, such as 'fast', or { name: 'fast', accessModes: ['ReadWriteOnce'] }";

/** A name alone, or a name with what is known of the class. */
const storageClassOffer: Reader<StorageClassOffer> = {
  allowed: ALLOWED,
  fallback: { name: '' },
  read: (value, at) => {
    if (typeof value === 'string') return { name: objectName.read(value, at) };
    return typeof value === 'object' && value !== null
      ? OFFER.read(value, at)
      : wrong(value, at, ALLOWED, { name: '' });
  },
};

const OFFERS = list(storageClassOffer);

/** The classes of a platform, each once: of one that stands there twice, only the first would count. */
export const storageClassOffers: Reader<readonly StorageClassOffer[]> = {
  ...OFFERS,
  read(value, at) {
    const offers = OFFERS.read(value, at);
    complainTwice(
      offers,
      ({ name }) => name,
      (index) => at.item(index),
      (name, first) => ({
        rule: 'duplicate-storage-class',
        what: `is the same class as item ${first}`,
        fix: `leave one of them, with all that ${name} can give`,
      }),
      ({ name }) => name === '',
    );
    return offers;
  },
};
