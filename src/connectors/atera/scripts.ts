import type { ScriptCall } from './script-call.ts';

/** What a technician runs: the script's name in the Atera library, and what its variables are set to. */
export interface LibraryScript {
  readonly name: string;
  readonly purpose: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The name Windows knows a service by. */
const services = { 'print-spooler': 'Spooler', audio: 'Audiosrv', 'windows-search': 'WSearch' } satisfies Record<
  Extract<ScriptCall, { id: 'restart-service' }>['service'],
  string
>;

export const diskCleanup: LibraryScript = {
  name: 'clean-up-disk',
  purpose: 'It empties temporary folders and the recycle bin.',
  values: {},
};

/** The library's script behind a call; nothing that somebody wrote gets into it. */
export function libraryScript(call: ScriptCall): LibraryScript {
  switch (call.id) {
    case 'flush-dns-cache':
      return { name: call.id, purpose: 'It makes Windows forget the addresses of servers.', values: {} };
    case 'repair-windows-update':
      return { name: call.id, purpose: 'It resets what updates Windows.', values: {} };
    case 'restart-service':
      return { name: call.id, purpose: 'It restarts one service.', values: { service: services[call.service] } };
  }
}
