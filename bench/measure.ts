import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { killGroup } from '../lib/cli/child';

/** What one run of a command took. */
export interface Sample {
  /** From the start of the process to its end, in milliseconds. */
  readonly wall: number;
  /** The CPU time of the process and all that it started, in milliseconds; not of one that was stopped. */
  readonly cpu?: number;
  /** The largest resident size of one of the processes, in MB; only where there is a /proc. */
  readonly peak?: number;
  readonly stdout: string;
  /** It took longer than one would wait, and was killed: `wall` is how long that was. */
  readonly stopped: boolean;
}

/**
 * Runs a command line of the shell.
 *
 * @param patience after so many milliseconds it is killed, with all that it started
 */
export async function measure(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  patience: number,
): Promise<Sample> {
  const start = process.hrtime.bigint();
  // `times` is the only one that every POSIX system has: the CPU time of all children, theirs included.
  const child = spawn('sh', ['-c', `${command}\ncode=$?; times >&3; exit $code`], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own, which is killed as one.
    detached: true,
  });
  const [out, err, times] = [1, 2, 3].map((fd) => collected(child.stdio[fd] as NodeJS.ReadableStream));
  let peak: number | undefined;
  const watch = setInterval(() => {
    peak = Math.max(peak ?? 0, ...peaksBelow(child.pid!));
  }, 10);
  const kill = () => killGroup(child, 'SIGKILL');
  let stopped = false;
  const limit = setTimeout(() => {
    stopped = true;
    kill();
  }, patience);
  // Before the folder that it writes to is removed.
  process.prependOnceListener('exit', kill);
  const code = await new Promise((resolve) => child.on('close', resolve));
  process.off('exit', kill);
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  clearInterval(watch);
  clearTimeout(limit);
  if (stopped) return { wall, stdout: '', stopped };
  if (code !== 0) throw new Error(`exit code ${code}: ${command}\n${err!.text}${out!.text}`);
  return { wall, cpu: cpuTime(times!.text), peak: peak || undefined, stdout: out!.text, stopped };
}

function collected(stream: NodeJS.ReadableStream): { text: string } {
  const found = { text: '' };
  stream.on('data', (chunk) => {
    found.text += chunk;
  });
  return found;
}

/** The second line is that of the children: `0m0.350s 0m0.060s`. */
function cpuTime(text: string): number {
  const times = text.trim().split('\n')[1]!.split(/\s+/);
  return times.reduce((sum, time) => {
    const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time)!;
    return sum + Number(minutes) * 60_000 + Number(seconds) * 1000;
  }, 0);
}

/** The high-water marks of all processes below one, in MB. */
function peaksBelow(pid: number): readonly number[] {
  try {
    const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.flatMap((child) => {
      const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${child}/status`, 'utf8')) ?? [];
      return [Number(kilobytes ?? 0) / 1024, ...peaksBelow(Number(child))];
    });
  } catch {
    // Gone already, or no Linux.
    return [];
  }
}
