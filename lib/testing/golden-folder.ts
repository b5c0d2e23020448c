import { readInventories } from '../output/inventory';
import type { AppOutput } from '../output/publish';
import { diffObjects, titlesOf } from './object-diff';
import { readYamlFiles } from './yaml-files';

/** What is wrong with one file of a golden folder. */
export interface FileDifference {
  readonly path: string;
  readonly differences: readonly string[];
}

/** The committed YAML files of a folder, and who wrote which of them. */
export class GoldenFolder {
  private readonly files: ReadonlyMap<string, string>;
  private readonly owners: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.files = readYamlFiles(folder);
    this.owners = new Map(
      readInventories(folder).flatMap(({ app, files }) => [...files.keys()].map((path) => [path, app] as const)),
    );
  }

  get isEmpty(): boolean {
    return this.files.size === 0;
  }

  /** Where the folder is other than what an app gives. Files of other apps and tools that share it don't count. */
  differences({ app, files }: AppOutput, isIgnored: (path: string) => boolean): readonly FileDifference[] {
    const given = new Set(files.map(({ path }) => path));
    const wrong = files.flatMap(({ path, content }) => this.lookAt(path, content));
    const others = [...this.files.keys()]
      .filter((path) => !given.has(path) && !isIgnored(path))
      .flatMap((path) => this.other(path, app));
    return [...wrong, ...others].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private lookAt(path: string, content: string): readonly FileDifference[] {
    const committed = this.files.get(path);
    if (committed === content) return [];
    if (committed !== undefined) return [{ path, differences: diffObjects(committed, content) }];
    return [{ path, differences: ['missing', ...titlesOf(content).map((title) => `added: ${title}`)] }];
  }

  private other(path: string, app: string): readonly FileDifference[] {
    const owner = this.owners.get(path);
    if (owner === undefined) return [{ path, differences: ['undeclared: no app wrote it; delete it by hand'] }];
    return owner === app ? [{ path, differences: ['stale: the app gives it no more'] }] : [];
  }
}
