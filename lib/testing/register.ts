import './runner-types';
import { matchers } from './matchers';
import { findExpect } from './runner';
import { manifestSerializer } from './serializer';

const expect = findExpect();
if (!expect) {
  throw new Error(
    "there is no global expect: import it, call expect.extend(matchers) and expect.addSnapshotSerializer(manifestSerializer) with those of 'cdk8s-statecraft/testing'",
  );
}
expect.extend(matchers);
expect.addSnapshotSerializer(manifestSerializer);
