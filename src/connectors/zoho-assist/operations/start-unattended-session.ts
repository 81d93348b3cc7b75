import { z } from 'zod';
import { operation } from '../../operation.ts';
import { DeviceId, DeviceName, SessionId, TechnicianLink } from '../fields.ts';

export const startUnattendedSession = operation({
  title: 'Start unattended session',
  summary: 'Lets a technician work on a device while nobody sits in front of it.',
  risk: 'critical',
  repeatable: false,
  input: z.strictObject({ deviceId: DeviceId, device: DeviceName }),
  output: z.strictObject({ sessionId: SessionId, device: DeviceName, technicianLink: TechnicianLink }),
  example: {
    input: { deviceId: '810000000004017', device: 'CONTOSO-PC-17' },
    output: {
      sessionId: '700100201',
      device: 'CONTOSO-PC-17',
      technicianLink: 'sealed:example-unattended-link',
    },
  },
});
