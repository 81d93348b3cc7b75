import { statSync } from 'node:fs';

/** PostgreSQL's own settings by name. */
export type ServerSettings = Readonly<Record<string, string | number>>;

/** Small and quiet, for one desk: only this machine may connect, and the log names no value of any row. */
const defaults: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '32MB',
  io_method: 'sync',
  max_worker_processes: 2,
  max_parallel_workers: 0,
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_wal_size: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

interface Start {
  readonly port: number;
  readonly cluster: string;
  readonly settings: ServerSettings;
}

/** As `pg_ctl -o` wants them. */
export function startOptions({ port, cluster, settings }: Start): string {
  const all = Object.entries({ ...defaults, ...settings });
  return [`-p ${port}`, `-c ${nameTag(cluster)}`, ...all.map(([name, value]) => `-c ${name}='${value}'`)].join(' ');
}

/** Stands on the server's command line, and tells whose server a process is; moving the folder doesn't change it. */
export function nameTag(cluster: string): string {
  return `cluster_name=desk-${statSync(cluster, { bigint: true }).ino}`;
}
