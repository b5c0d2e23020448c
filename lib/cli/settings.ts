import { isPattern, PATTERN_ALLOWED } from '../output/ignored';
import { formatParts } from '../output/output-error';
import { CommandError, ExitCode } from './exit-code';

/** What the map `statecraft:` of cdk8s.yaml says. */
export interface Settings {
  /** Glob patterns, relative to the output folder, of files that other tools write there. */
  readonly ignore: readonly string[];
}

interface Setting {
  readonly allowed: string;
  readonly example: string;
  readonly accepts: (value: unknown) => boolean;
}

const SETTINGS: Readonly<Record<keyof Settings, Setting>> = {
  ignore: {
    allowed: `a list; each item ${PATTERN_ALLOWED}`,
    example: "ignore: ['crds/**']",
    accepts: (value) => Array.isArray(value) && value.every(isPattern),
  },
};

/** Reads the map; all that is wrong with it is said at once. */
export function readSettings(value: unknown, file: string): Settings {
  const map = value ?? {};
  if (typeof map !== 'object' || Array.isArray(map)) {
    throw rejected([complaint(file, 'statecraft', map, 'a map', `write statecraft: { ${SETTINGS.ignore.example} }`)]);
  }
  const settings: ReadonlyMap<string, Setting> = new Map(Object.entries(SETTINGS));
  const complaints = Object.entries(map).flatMap(([key, given]) => {
    const setting = settings.get(key);
    if (setting === undefined) {
      const allowed = [...settings.keys()].join(', ');
      return [complaint(file, `statecraft.${key}`, key, allowed, 'remove it, or correct its name', 'is no setting')];
    }
    if (given === null || setting.accepts(given)) return [];
    return [complaint(file, `statecraft.${key}`, given, setting.allowed, `write ${setting.example}`)];
  });
  if (complaints.length > 0) throw rejected(complaints);
  return { ignore: (map as Partial<Settings>).ignore ?? [] };
}

/** The patterns of the option `--ignore`. */
export function checkPatterns(patterns: readonly string[]): readonly string[] {
  const wrong = patterns.filter((pattern) => !isPattern(pattern));
  if (wrong.length === 0) return patterns;
  throw rejected(
    wrong.map((pattern) =>
      complaint('the command line', '--ignore', pattern, PATTERN_ALLOWED, "write --ignore 'crds/**'"),
    ),
  );
}

function complaint(
  where: string,
  name: string,
  got: unknown,
  allowed: string,
  fix: string,
  what = 'has a wrong value',
): string {
  return formatParts({ what: `\`${name}\` ${what}`, where, got: JSON.stringify(got), allowed, fix });
}

function rejected(complaints: readonly string[]): CommandError {
  return new CommandError(ExitCode.FAILED, complaints.join('\n\n'));
}
