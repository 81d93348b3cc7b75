import { setTimeout as pause } from 'node:timers/promises';
import type { Evidence } from '../domain/evidence.ts';

/** Looks whether a call was carried out. That it was not is only believed once nothing of it can be on its way any more. */
export async function evidenceOf(lookFor: () => Promise<Evidence>, waitMs: number): Promise<Evidence> {
  const look = () => lookFor().catch((): Evidence => 'unknown');
  const first = await look();
  if (first !== 'absent' || waitMs <= 0) return first;
  await pause(waitMs);
  return look();
}
