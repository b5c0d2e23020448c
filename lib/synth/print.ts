import { messageOf } from '../errors/message';
import type { Problem } from '../errors/problem';
import { SynthesisError } from '../errors/synthesis-error';
import { YamlStream } from '../manifests/yaml';
import { problemAt, type Rendered } from './check';
import type { ChartFile } from './synthesize';

/** A file's path and text. */
export interface PrintedFile {
  readonly file: ChartFile;
  readonly text: string;
}

/**
 * The files as text.
 * @throws SynthesisError where a value has no form in YAML: half of a surrogate pair, a number that is none
 */
export function printFiles(files: readonly ChartFile[]): readonly PrintedFile[] {
  const problems: Problem[] = [];
  const printed = files.map((file) => {
    const stream = new YamlStream();
    for (const one of file.objects) print(one, stream, problems);
    return { file, text: stream.text };
  });
  if (problems.length > 0) throw new SynthesisError(problems);
  return printed;
}

function print({ object, manifest }: Rendered, stream: YamlStream, problems: Problem[]): void {
  try {
    stream.add(manifest);
  } catch (error) {
    const complaint = {
      severity: 'invalid',
      rule: 'not-printed',
      what: messageOf(error),
      allowed: 'texts, finite numbers, true, false, lists and maps',
      fix: 'mend the value that the message names',
    } as const;
    problems.push(problemAt(object, complaint));
  }
}
