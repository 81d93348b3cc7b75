import { z } from 'zod';
import { Sealed } from '../sealed.ts';

export const SessionId = z.string().min(1).max(64).describe('Number of the remote session.');

export const DeviceId = z
  .string()
  .regex(/^\d{1,20}$/, 'use the id of a device in Zoho Assist, digits only')
  .describe('Id of the device in Zoho Assist.');

export const DeviceName = z.string().min(1).max(64).describe('Name of the device, e.g. CONTOSO-PC-17.');

/** Whoever holds it is in the session, without signing in: for the technician alone. */
export const TechnicianLink = Sealed.describe('The link that lets the technician in, sealed.');
