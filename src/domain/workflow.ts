import { z } from 'zod';
import { Length } from '../lib/duration.ts';
import { CategoryName } from './category.ts';

const Word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'use lower-case words joined by hyphens');
/** A text that is one hole, so that what is compared or handed over keeps its type. */
const Hole = z.string().regex(/^\$\{[^}]*\}$/, 'write one hole such as ${steps.find-user.enabled}');

/** Where a value may come from, in the order they are tried. What is found nowhere is asked for. */
export const InputSource = z.enum(['command', 'identity', 'text']);
export type InputSource = z.infer<typeof InputSource>;

/** What kind of value an input is, and so how it may be written. */
export const InputKind = z.enum(['account', 'device', 'license', 'country', 'text']);
export type InputKind = z.infer<typeof InputKind>;

const OperationName = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'write connector.operation, e.g. graph.getUser');
const Field = z.string().min(1);

/** A look-up whose answer lists what an input may be, for whoever is asked. */
export const InputChoices = z.strictObject({
  operation: OperationName.describe('An operation that only reads.'),
  with: z
    .record(z.string(), z.unknown())
    .readonly()
    .default({})
    .describe('What it is called with; holes may name requester, ticket and customer.'),
  list: Field.describe('The field of its answer that is the list.'),
  value: Field.describe('The field of an item that is the answer.'),
  title: Field.optional().describe('The field of an item that people read; by default its value.'),
});
export type InputChoices = Readonly<z.infer<typeof InputChoices>>;

/** What a workflow must know before it starts. */
export const WorkflowInput = z.strictObject({
  title: z.string().min(1),
  kind: InputKind,
  from: z.array(InputSource).min(1).readonly(),
  ask: z.string().min(1),
  choices: InputChoices.readonly()
    .optional()
    .describe('Where to look up what can be picked; if that fails, the answer is written.'),
});
export type WorkflowInput = Readonly<z.infer<typeof WorkflowInput>>;

/** The closed set of comparisons. A value that is absent makes every one but `present` fail the step. */
export const Condition = z.union([
  z.strictObject({ value: Hole, equals: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ value: Hole, 'not-equals': z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ value: Hole, above: z.number() }),
  z.strictObject({ value: Hole, below: z.number() }),
  z.strictObject({
    value: Hole,
    'one-of': z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .readonly(),
  }),
  z.strictObject({ value: Hole, present: z.boolean() }),
]);
export type Condition = Readonly<z.infer<typeof Condition>>;

const common = {
  title: z.string().min(1).optional(),
  needs: z.array(Word).readonly().optional().describe('Steps that must be done before this one begins.'),
  when: Condition.optional().describe('If it does not hold, the step is passed over and what needs it goes on.'),
};

/** Calls one operation of one connector, e.g. `graph.getUser`. */
export const OperationStep = z.strictObject({
  ...common,
  operation: OperationName,
  with: z.record(z.string(), z.unknown()).readonly().default({}).describe('What the operation is called with.'),
  retry: z
    .strictObject({ attempts: z.number().int().min(2).max(10), wait: Length.default('1s') })
    .readonly()
    .optional()
    .describe('How often it is tried again when nothing was changed.'),
  timeout: Length.optional().describe('How long one attempt may take.'),
  'on-failure': Word.optional().describe('The step that runs instead when this one failed for certain.'),
});
export type OperationStep = Readonly<z.infer<typeof OperationStep>>;

/** Asks people to approve exactly what the named steps will do. */
export const ApproveStep = z.strictObject({
  ...common,
  approve: z.strictObject({ steps: z.array(Word).min(1).readonly(), expires: Length.optional() }).readonly(),
});
export type ApproveStep = Readonly<z.infer<typeof ApproveStep>>;

/** Lets the run go on only if the condition holds; if not, it ends with `otherwise` and a technician takes over. */
export const RequireStep = z.strictObject({ ...common, require: Condition, otherwise: z.string().min(1) });
export type RequireStep = Readonly<z.infer<typeof RequireStep>>;

/** Tells somebody something; the text is ours, its holes are other people's words. */
export const NotifyStep = z.strictObject({
  ...common,
  notify: z.enum(['requester', 'technicians', 'approvers']),
  text: z.string().min(1),
});
export type NotifyStep = Readonly<z.infer<typeof NotifyStep>>;

/** Whom a secret is for: the owner of the account it is about, whoever asked, or the technician who takes it. */
export const Recipient = z.enum(['owner', 'requester', 'technician']);
export type Recipient = z.infer<typeof Recipient>;

/** Hands a secret over to the one person it is for: the one place where a secret may flow. */
export const DeliverStep = z.strictObject({ ...common, deliver: Hole, to: Recipient });
export type DeliverStep = Readonly<z.infer<typeof DeliverStep>>;

/** A number that shows whether the work was done: what is read, and how much higher it must be than before. */
export const Watch = z.strictObject({
  operation: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, 'write connector.operation, e.g. atera.getAgent'),
  with: z.record(z.string(), z.unknown()).readonly().default({}).describe('What the operation is called with.'),
  reading: z.string().min(1).describe('The field of its answer that is read; a number.'),
  unit: z.string().min(1).describe('What is counted, as it stands after the number, e.g. GB free.'),
  before: Hole.describe('The same reading before the work; while it is absent, somebody has to say that it was done.'),
  'risen-by': z.number().positive().describe('How much higher the reading must be to show that the work was done.'),
});
export type Watch = Readonly<z.infer<typeof Watch>>;

/** Has a technician do by hand what no vendor lets the desk do, and waits until it was seen or somebody says so. */
export const TaskStep = z.strictObject({
  ...common,
  task: z.string().min(1).describe('What a technician is asked to do.'),
  watch: Watch.optional().describe('How the desk sees by itself that it was done; without it somebody has to say so.'),
  within: Length.default('24h').describe('How long there is for it.'),
});
export type TaskStep = Readonly<z.infer<typeof TaskStep>>;

export const Step = z.union([OperationStep, ApproveStep, RequireStep, NotifyStep, DeliverStep, TaskStep]);
export type Step = z.infer<typeof Step>;

/** What a ticket has come to when every step of its workflow is done. */
export const WorkflowEnd = z.enum(['resolved', 'assigned', 'escalated']);
export type WorkflowEnd = z.infer<typeof WorkflowEnd>;

/** A small graph of steps for one promise, as a file in `workflows/` writes it. */
export const Workflow = z.strictObject({
  name: Word,
  title: z.string().min(1),
  summary: z.string().min(1),
  version: z.number().int().min(1),
  'edited-by': z
    .string()
    .min(1)
    .describe('Who changed it last, by the id in desk.yaml: they approve nothing of it. release as it was shipped.'),
  categories: z
    .array(CategoryName)
    .readonly()
    .default([])
    .describe('Tickets of these categories may start it; a workflow without any is chosen by policy alone.'),
  where: z
    .strictObject({ value: z.literal('${customer.temporaryAccessPass}'), equals: z.boolean() })
    .readonly()
    .optional()
    .describe('For which customers its categories start it; by default for all. A command starts it for any.'),
  end: WorkflowEnd.describe('What the ticket has come to when every step is done.'),
  inputs: z.record(Word, WorkflowInput).readonly().default({}).describe('What must be known before it starts.'),
  examples: z
    .array(z.string().min(3))
    .readonly()
    .default([])
    .describe('Sentences people write when they want this; they teach the classifier.'),
  steps: z.record(Word, Step).readonly().describe('What is done, by step name.'),
  result: z.string().min(1).describe('What the requester is told at the end.'),
});
export type Workflow = Readonly<z.infer<typeof Workflow>>;

/** Where a value on an approval card came from. */
export const Origin = z.enum([
  'signed-in identity',
  'ticket system',
  'message text',
  'typed command',
  'answer',
  'looked up',
  'workflow',
]);
export type Origin = z.infer<typeof Origin>;
