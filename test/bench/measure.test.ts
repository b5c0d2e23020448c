import os from 'node:os';
import { measure } from '../../bench/measure';

const LONG_ENOUGH = 60_000;

describe('a run of a command line', () => {
  it('gives its time, its CPU time and what it printed', async () => {
    const sample = await measure('echo "$WORD"', os.tmpdir(), { WORD: 'floor' }, LONG_ENOUGH);
    expect(sample).toMatchObject({ stdout: 'floor\n', stopped: false, cpu: expect.any(Number) });
    expect(sample.wall).toBeGreaterThan(0);
  });

  it('that fails says the command line, the exit code and all that was printed', async () => {
    const failed = measure('echo half; echo broken >&2; exit 3', os.tmpdir(), {}, LONG_ENOUGH);
    await expect(failed).rejects.toThrow(/^exit code 3: echo half.*\nbroken\nhalf\n$/s);
  });

  it('that takes longer than one waits is killed with all that it started', async () => {
    // What is left of it would hold its output open, and be waited for.
    const sample = await measure('sleep 600 & sleep 600', os.tmpdir(), {}, 300);
    expect(sample).toMatchObject({ stopped: true, stdout: '' });
    expect(sample.cpu).toBeUndefined();
  });
});
