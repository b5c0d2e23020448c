import fs from 'node:fs';
import { join } from 'node:path';

/** What deployers read: `kubectl apply -R`, Argo CD's directories, Flux's Kustomizations. */
const APPLIED = /\.(ya?ml|json)$/i;

/** `cdk8s synth` leaves it beside the YAML where cdk8s.yaml has `validations`. It holds no object. */
const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Where somebody takes the repository itself as the output folder, these are no output, and large. */
export const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Whether a deployer would apply a file of the output folder. */
export function isApplied(path: string): boolean {
  return APPLIED.test(path) && path !== CONSTRUCT_METADATA;
}

/** The files of an output folder that a deployer would apply, in the order of their paths. Links are not followed. */
export function appliedFiles(root: string): readonly string[] {
  const visit = (folder: string): readonly string[] =>
    fs.readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : visit(path);
      return isApplied(path) ? [path] : [];
    });
  return [...visit('')].sort();
}
