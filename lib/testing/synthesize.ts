import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../manifests/manifest';
import { printFiles } from '../synth/print';
import { synthesize as synthesizeApp } from '../synth/synthesize';

/**
 * The manifests of an app, a chart or any other construct: what is at or below it, in the order of the output. Works
 * for our App and for a plain cdk8s App, whose output order between charts is its own. Nothing is written.
 *
 * The whole app around `scope` is synthesized, so that what other constructs add to its objects is there.
 * @throws SynthesisError with all errors of the whole app
 */
export function synthesize(scope: IConstruct): readonly Manifest[] {
  const root = scope.node.root;
  const files = synthesizeApp(root, root instanceof App ? root.outputFileExtension : '.k8s.yaml');
  // A value that YAML cannot hold is an error here, too.
  printFiles(files);
  return files
    .flatMap(({ objects }) => objects)
    .filter(({ object }) => scope === root || object.node.scopes.includes(scope))
    .map(({ manifest }) => JSON.parse(JSON.stringify(manifest)) as Manifest);
}
