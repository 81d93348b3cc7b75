import { randomUUID } from 'node:crypto';

export interface AssistDevice {
  readonly resource_id: string;
  readonly display_name: string;
  readonly online: boolean;
}

export interface AssistSession {
  readonly session_id: string;
  readonly technician_url: string;
  readonly customer_url: string;
  readonly type: string;
  readonly customer: string | null;
}

export interface PastSession {
  readonly session_id: number | string;
  readonly session_type: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly session_owner_email: string;
  readonly duration: string;
}

export type AssistDepartment = ReturnType<typeof createDepartment>;

/** Ids are larger than JavaScript counts exactly, so that whoever reads one as a number is found out. */
let lastId = 800_719_925_474_099_300n * 10n;
const nextId = () => String(++lastId);
let lastSession = 700_100_200;

/** One department of Zoho Assist with its devices and sessions. */
export function createDepartment(now: () => number) {
  const id = nextId();
  const devices: AssistDevice[] = [];
  const sessions: AssistSession[] = [];
  const past: PastSession[] = [];

  return {
    id,
    now,
    /** What its user may look into; the own department unless something was changed. */
    visible: [id],
    devices: (): readonly AssistDevice[] => devices,
    sessions: (): readonly AssistSession[] => sessions,
    past: (): readonly PastSession[] => past,
    addDevice(given: Partial<AssistDevice> = {}): AssistDevice {
      const number = devices.length + 1;
      const device = { resource_id: nextId(), display_name: `CONTOSO-PC-${number}`, online: true, ...given };
      devices.push(device);
      return device;
    },
    addPastSession(given: Partial<PastSession> = {}): void {
      const start_time = Date.parse('2026-11-12T09:30:00Z') + past.length * 60_000;
      past.push({
        session_id: ++lastSession,
        session_type: 'rs',
        start_time,
        end_time: start_time + 24 * 60_000,
        session_owner_email: 'tess@msp.example',
        duration: '00:24:00',
        ...given,
      });
    },
    startSession(type: string, customer: string | null): AssistSession {
      const session = {
        session_id: String(++lastSession),
        technician_url: `https://assist.zoho.eu/assist-start?key=${randomUUID()}`,
        customer_url: `https://assist.zoho.eu/join?key=${randomUUID()}`,
        type,
        customer,
      };
      sessions.push(session);
      return session;
    },
  };
}
