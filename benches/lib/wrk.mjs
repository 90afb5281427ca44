// One run of wrk, which asks much and costs little: on two cores a client that costs more than the
// server would measure itself.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Loads an address for some seconds; answers with requests a second, how many were answered, and the
 * median and 99th percentile in milliseconds. Any answer but 2xx or 3xx is an error.
 * `script` is a file of Lua that makes the requests, `args` what it is given.
 */
export async function load(url, { connections, seconds, headers = [], script, args = [] }) {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...headers.flatMap((header) => ['-H', header])];
  if (script) options.push('-s', script);
  const { stdout } = await run('wrk', [...options, url, ...args]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${url} failed under load:\n${stdout}`);
  const percentile = (n) => milliseconds(stdout.match(new RegExp(`^\\s+${n}%\\s+(\\S+)`, 'm'))[1]);
  return {
    rate: Number(stdout.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    answered: Number(stdout.match(/(\d+) requests in/)[1]),
    p50: percentile(50),
    p99: percentile(99),
  };
}

function milliseconds(text) {
  const [, number, unit] = text.match(/^([\d.]+)(us|ms|s)$/);
  return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
}
