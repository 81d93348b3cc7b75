import { connectors } from '../../../src/connectors/all.ts';
import { Risk } from '../../../src/domain/risk.ts';
import { type KnownFacts, Proof } from '../../../src/policy/facts.ts';
import { judge } from '../../../src/policy/judge.ts';
import { type AddedPolicy, type Policy, policyOf } from '../../../src/policy/policy.ts';
import { PolicyRule } from '../../../src/policy/rule.ts';
import { counted, resetOfAda } from './a-request.ts';

/** What is built in, what a careful provider adds, and what one careful customer adds to that. */
const provider = ruled(
  {
    name: 'sensitive requests of unproven people are refused',
    when: { risk: 'sensitive', proof: 'none' },
    refuse: 'Nobody knows who asks.',
  },
  { name: 'at night two people', when: { outOfHours: true }, approvers: 2 },
);
const customer = ruled(
  { name: 'everything is decided by two admins on Slack', roles: ['admin'], surfaces: ['slack'], approvers: 2 },
  {
    name: 'technicians do not approve scripts',
    when: { operations: ['atera.executeScript'] },
    not: ['technician'],
    expires: '5m',
  },
);
const policies: readonly (readonly [string, Policy])[] = [
  ['built in', policyOf()],
  ['with the provider', policyOf(provider)],
  ['with the customer', policyOf(provider, customer)],
];

function ruled(...rules: readonly unknown[]): AddedPolicy {
  return { rules: rules.map((rule) => PolicyRule.parse(rule)) };
}

const usualBars = 'author/beneficiary/editor/requester';

/** Everything that the policy says of every kind of request, in tables that people can review. */
export function goldenTables(): string {
  return [
    '# What the policy says\n',
    'Made by `npx vitest run test/unit/policy/golden.test.ts -u`. A change here is a change of what the desk demands: review it.\n',
    `A cell says how many approve, of which roles, how long they have, on which chats, and what else is demanded. Where it does not say who may not, it is ${usualBars}.\n`,
    section('Every operation, as it is built in', operations()),
    section('Every kind of request, that comes for the first time', kinds()),
    section('What is not known', unknowns()),
    section('What was done before', earlier()),
  ].join('\n');
}

function operations(): string[][] {
  const all = connectors.flatMap(({ name: connector, operations: declared }) =>
    Object.entries(declared).map(([name, { risk }]): { name: string; risk: Risk } => ({
      name: `${connector}.${name}`,
      risk,
    })),
  );
  const cell = (known: KnownFacts) => said(known, policyOf());
  return [
    ['operation', 'risk', 'one target', 'two targets', 'an admin account', 'with the customer'],
    ...all.map(({ name, risk }) => {
      const request = { ...resetOfAda, operations: [name], risk };
      const worse = [cell({ ...request, targets: 2 }), cell({ ...request, privileged: true })];
      return [name, risk, cell(request), ...worse, said(request, policyOf(provider, customer))];
    }),
  ];
}

function kinds(): string[][] {
  const rows = Risk.options.flatMap((risk) =>
    [1, 2].flatMap((targets) =>
      [false, true].flatMap((privileged) =>
        Proof.options.flatMap((proof) =>
          [false, true].map((outOfHours) => ({ risk, targets, privileged, proof, outOfHours })),
        ),
      ),
    ),
  );
  return [
    ['risk', 'targets', 'admin account', 'proof', 'at night', ...policies.map(([name]) => name)],
    ...rows.map((row) => {
      const request = { ...resetOfAda, operations: ['toy.act'], ...row };
      const { risk, targets, privileged, proof, outOfHours } = row;
      const facts = [risk, String(targets), yes(privileged), proof, yes(outOfHours)];
      return [...facts, ...policies.map(([, policy]) => said(request, policy))];
    }),
  ];
}

function unknowns(): string[][] {
  const keys = Object.keys(resetOfAda) as (keyof typeof resetOfAda)[];
  const without = (key: keyof typeof resetOfAda): KnownFacts => {
    const { [key]: _, ...rest } = resetOfAda;
    return rest;
  };
  return [
    ['not known of a new password', ...policies.map(([name]) => name)],
    ...keys.map((key) => [key, ...policies.map(([, policy]) => said(without(key), policy))]),
    ['how often it was done', ...policies.map(([, policy]) => saidOf(resetOfAda, policy))],
  ];
}

function earlier(): string[][] {
  const times = [0, 1, 3, 5, 10, 30, 100];
  const requests = {
    'graph.resetPassword': 'sensitive',
    'graph.disableUser': 'change',
    'atera.executeScript': 'critical',
  } as const;
  const targets = ['target', 'person', 'customer'] as const;
  return [
    ['operation', 'counted of', ...times.map((one) => `${one} before`)],
    ...Object.entries(requests).flatMap(([name, risk]) =>
      targets.map((of) => {
        const request = { ...resetOfAda, operations: [name], risk };
        const cells = times.map((before) => {
          const { counts = [], ...known } = counted(request, policyOf(), before);
          return saidOf(
            { ...known, counts: counts.map((count) => (count.of === of ? count : { ...count, times: 0 })) },
            policyOf(),
          );
        });
        return [name, of, ...cells];
      }),
    ),
  ];
}

/** Of a request that comes for the first time. */
function said(known: KnownFacts, policy: Policy): string {
  return saidOf(counted(known, policy, 0), policy);
}

function saidOf(known: KnownFacts, policy: Policy): string {
  const judgement = judge(known, policy);
  if (judgement.outcome === 'refused') return `refused: ${judgement.rule}`;
  const { approvers, roles, not, expires, surfaces, verify, typed } = judgement.demands;
  const asked = approvers
    ? [
        `${approvers} × ${roles.join('+')}`,
        ...(not.join('/') === usualBars ? [] : [`not ${not.join('/')}`]),
        expires,
        ...(surfaces ? [`on ${surfaces.join('/')}`] : []),
      ]
    : ['nobody'];
  return [...asked, ...(verify ? ['proven'] : []), ...(typed && approvers ? ['typed'] : [])].join(', ');
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}

function section(title: string, [head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}\n`, line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
