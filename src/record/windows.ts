import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Sql } from './sql';

/** A window that says nothing for longer is gone, whatever its process number means by now. */
const silentMs = 15_000;

interface WindowRow {
  owner: string;
  pid: number;
  machine: string;
  heartbeat: number;
}

/** Process numbers mean something on one machine and since its start. */
const thisMachine = [hostname(), bootId()].join(' ');

/** Says that this window is there and goes on with its answers. */
export function beat(sql: Sql, owner: string, now: number): void {
  sql.run(
    `INSERT INTO windows (owner, pid, machine, heartbeat) VALUES (?, ?, ?, ?)
     ON CONFLICT (owner) DO UPDATE SET
       pid = excluded.pid, machine = excluded.machine, heartbeat = excluded.heartbeat`,
    ...[owner, process.pid, thisMachine, now],
  );
}

export function isLive(sql: Sql, owner: string, now: number): boolean {
  const window = sql.get<WindowRow>('SELECT * FROM windows WHERE owner = ?', owner);
  // Clocks are set back, too: the heartbeat may seem to come.
  if (!window || Math.abs(now - window.heartbeat) > silentMs) return false;
  return window.machine !== thisMachine || isRunning(window.pid);
}

export function forget(sql: Sql, owner: string): void {
  sql.run('DELETE FROM windows WHERE owner = ?', owner);
}

export function forgetDead(sql: Sql, now: number): void {
  for (const { owner } of sql.all<WindowRow>('SELECT * FROM windows')) {
    if (!isLive(sql, owner, now)) forget(sql, owner);
  }
}

export function copyWindows(from: Sql, to: Sql): void {
  for (const { owner, pid, machine, heartbeat } of from.all<WindowRow>('SELECT * FROM windows')) {
    to.run(
      'INSERT OR REPLACE INTO windows (owner, pid, machine, heartbeat) VALUES (?, ?, ?, ?)',
      ...[owner, pid, machine, heartbeat],
    );
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
