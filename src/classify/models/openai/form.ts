import { z } from 'zod';

/** In which form an answer is asked for, from the strictest to none at all. */
export const formats = ['json_schema', 'json_object', 'none'] as const;

/** The name of the form; providers want one. */
export const FORM = 'classification';

/** The next form that a server may understand. */
export function lessFormal(form: (typeof formats)[number]): (typeof formats)[number] | undefined {
  return formats[formats.indexOf(form) + 1];
}

/** The form as the Responses API takes it; `undefined` where no schema is sent. */
export async function formOf(answer: z.ZodType, form: (typeof formats)[number]) {
  if (form !== 'json_schema') return undefined;
  const { zodTextFormat } = await import('openai/helpers/zod');
  return zodTextFormat(answer, FORM);
}

/** The form in words, for a server that takes no schema. */
export function inWords(answer: z.ZodType): string {
  const schema = JSON.stringify(z.toJSONSchema(answer));
  return `Answer with one JSON object that follows this JSON Schema, and with nothing else:\n${schema}`;
}
