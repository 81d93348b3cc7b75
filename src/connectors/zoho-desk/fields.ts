import { z } from 'zod';
import { Category } from '../../domain/category.ts';

/** Digits kept as text: the vendor's numbers are larger than what JavaScript counts exactly. */
export const TicketId = z
  .string()
  .regex(/^\d{1,20}$/, 'use the id of a Zoho Desk ticket, digits only')
  .describe('Id of the Zoho Desk ticket.');

export const Subject = z.string().min(1).max(1_000).describe('What it is about, in one line.').meta({ words: true });

export const Priority = z.enum(['low', 'medium', 'high', 'urgent']).describe('How urgent it is.');
export type Priority = z.infer<typeof Priority>;

export const Status = z.enum(['open', 'on-hold', 'escalated', 'closed']).describe('Where the ticket stands.');
export type Status = z.infer<typeof Status>;

export const TicketCategory = Category.describe('Kind of request, as the desk understood it.');

export const TicketPage = z.url().describe('Page of the ticket in Zoho Desk; opens after signing in.');
