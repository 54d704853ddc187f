// Processor time that processes have used: unlike the clock on the wall, what others do on the machine changes it little.
import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's clock; the same on every Linux there is. */
const TICK_MS = 10;

/** @returns milliseconds of a process so far; NaN where the system does not tell. */
export function processorMs(pid: number): number {
  const fields = statOf(pid);
  return fields === null ? Number.NaN : (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** PostgreSQL has a process for each connection. @returns milliseconds of it and its children that still run. */
export function familyProcessorMs(pid: number): number {
  const children = processes().filter((one) => Number(statOf(one)?.[1]) === pid);
  return children.reduce((sum, child) => sum + (processorMs(child) || 0), processorMs(pid));
}

/** Fields from the third on: the name before them may hold anything. Null for a process that has ended. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
