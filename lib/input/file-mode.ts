import { type Reader, wrong } from './reader';
import { whole } from './readers';

/** What people mean by a mode without its 0o, and what nobody means as a number. */
const MODES = /^0?o?([0-7]{3})$/;
const NOBODYS_MODES = [400, 440, 444, 500];

/** The mode of a file, 0 to 0o777. A text, or 644 without its 0o, is told with it. */
export const fileMode: Reader<number> = {
  ...whole(0, 0o777),
  allowed: 'the mode of a file from 0 to 0o777, such as 0o440',
  read(value, at) {
    const { allowed, fallback } = fileMode;
    const octal = typeof value === 'string' || typeof value === 'number' ? MODES.exec(`${value}`)?.[1] : undefined;
    const fix = octal === undefined ? undefined : `write 0o${octal}`;
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 0o777) {
      return wrong(value, at, allowed, fallback, fix);
    }
    if (NOBODYS_MODES.includes(value as number)) {
      const what = `is 0o${(value as number).toString(8)} in octal, with rights that nobody gives`;
      at.complain({ rule: 'decimal-mode', severity: 'unsafe', what, got: value, allowed, fix });
    }
    return value as number;
  },
};
