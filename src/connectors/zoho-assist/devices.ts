import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import { ZohoId } from '../zoho-accounts.ts';
import type { AssistClient } from './client.ts';
import { VENDOR } from './vendor.ts';

/** A device that a technician can reach without anybody in front of it. */
export interface Device {
  readonly deviceId: string;
  readonly device: string;
  readonly online: boolean;
}

const PAGE = 50;
const MOST_PAGES = 100;

/** The list and the single device are described differently, so that either way of telling is understood. */
const VendorDevice = z
  .object({
    resource_id: ZohoId.optional(),
    display_name: z.string().min(1).optional(),
    device_info: z
      .object({ computer_id: ZohoId.optional(), name: z.string().optional(), status: z.string().optional() })
      .optional(),
    status: z.string().optional(),
    is_online: z.boolean().optional(),
  })
  .transform(({ resource_id, display_name, device_info, status, is_online }, context): Device => {
    const deviceId = resource_id ?? device_info?.computer_id;
    const device = display_name ?? device_info?.name;
    const online = is_online ?? (device_info?.status ?? status)?.toLowerCase() === 'online';
    if (deviceId && device) return { deviceId, device: device.slice(0, 64), online };
    context.addIssue('expected a device with an id and a name');
    return z.NEVER;
  });

const Devices = z.array(VendorDevice);
const Page = z
  .object({ representation: z.union([Devices, z.object({ computers: Devices }), z.object({ devices: Devices })]) })
  .optional()
  .transform((page): readonly Device[] => {
    const found = page?.representation ?? [];
    if ('computers' in found) return found.computers;
    return 'devices' in found ? found.devices : found;
  });

/** All devices of the customer's department, by name; one that moves between two pages is told once. */
export async function allDevices(client: AssistClient, signal: AbortSignal): Promise<readonly Device[]> {
  const found = new Map<string, Device>();
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { index: page * PAGE + 1, count: PAGE };
    const devices = await client.request({ method: 'GET', path: '/devices', query, repeat: 'safe' }, Page, signal);
    for (const device of devices) found.set(device.deviceId, device);
    if (devices.length < PAGE) return [...found.values()].sort((one, other) => one.device.localeCompare(other.device));
  }
  throw vendorError(VENDOR, 'Unreadable answer', {
    detail: 'a list of devices without an end',
    remedy: 'Report this to whoever looks after the desk.',
    definite: true,
  });
}
