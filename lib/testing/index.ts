import './runner-types';

export type { Manifest, ManifestMetadata } from '../manifests/manifest';
export { expectGolden } from './expect-golden';
export { type ManifestMatchers, matchers } from './matchers';
export { manifestSerializer, type SnapshotSerializer } from './serializer';
export { synthesize } from './synthesize';
