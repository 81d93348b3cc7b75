import { describe, expect, test } from 'vitest';
import { readDeskFile } from '../../../src/desk-file/read.ts';
import { vendors } from './vendors.ts';

function problemsOf(text: string): string[] {
  const read = readDeskFile('desk.yaml', text, vendors);
  if (!('problems' in read)) throw new Error('Nothing is wrong');
  return read.problems.map(({ line, column, message, remedy }) => `${line}:${column} ${message} → ${remedy}`);
}

function documentOf(text: string) {
  const read = readDeskFile('desk.yaml', text, vendors);
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read;
}

const customer = (rest: string) => `customers:\n  - id: contoso\n    name: Contoso\n    ${rest}\npeople: []\n`;
const reaching = (...sites: string[]) => `customers:
${sites.map((site, index) => `  - { id: ${['contoso', 'fabrikam'][index]}, name: Customer, connectors: { helpDesk: { site: ${site}, secret: env:X } } }\n`).join('')}people: []`;
const person = (rest: string) =>
  `customers: [{ id: contoso, name: Contoso }]\npeople:\n  - id: sam\n    name: Sam\n    ${rest}\n`;

describe('what stands in desk.yaml', () => {
  test('becomes customers and people, with what they left out', () => {
    const { roster } = documentOf(`
customers:
  - id: contoso
    name: Contoso
    chats: [{ platform: slack, workspace: T0 }]
    connectors: { toy: { mode: sandbox }, helpDesk: {} }
people:
  - id: ada
    name: Ada Marsh
    account: ada@contoso.com
  - id: sam
    name: Sam Rivera
    identities: [{ platform: slack, workspace: T0, user: U0SAM }]
    account: sam@provider.example
    roles: { contoso: [approver, technician] }
`);

    expect(roster).toEqual({
      customers: [
        {
          id: 'contoso',
          name: 'Contoso',
          chats: [{ platform: 'slack', workspace: 'T0' }],
          desk: [],
          modes: { toy: 'sandbox', helpDesk: 'demo' },
        },
      ],
      people: [
        { id: 'ada', name: 'Ada Marsh', account: 'ada@contoso.com', identities: [], roles: {} },
        {
          id: 'sam',
          name: 'Sam Rivera',
          identities: [{ platform: 'slack', workspace: 'T0', user: 'U0SAM' }],
          account: 'sam@provider.example',
          roles: { contoso: ['approver', 'technician'] },
        },
      ],
    });
  });

  test('has its connections read by the connectors', () => {
    const { connections } = documentOf(
      customer('connectors: { helpDesk: { mode: sandbox, site: acme, secret: env:ACME } }'),
    );

    expect(connections).toMatchObject([
      { customerId: 'contoso', connection: { site: 'acme', secret: 'env:ACME', inbox: false } },
    ]);
  });

  test('lets the tickets of an open inbox in, as from a chat of that name', () => {
    const entry = (inbox: boolean) =>
      customer(`connectors: { helpDesk: { mode: sandbox, site: acme, secret: env:ACME, inbox: ${inbox} } }`);

    expect(documentOf(entry(true)).roster.customers[0]?.chats).toEqual([
      { platform: 'helpDesk', workspace: 'contoso' },
    ]);
    expect(documentOf(entry(false)).roster.customers[0]?.chats).toEqual([]);
  });
});

describe('what is wrong with desk.yaml', () => {
  test('is told all at once, in the order it stands', () => {
    expect(
      problemsOf(`
customers:
  - id: contoso
    name: Contoso
    chats: [{ platform: slack, workspace: T0 }]
    connectors:
      helpDesk: { mode: prodction, sitte: x }
      helpDisk: {}
  - id: fabrikam
    name: Fabrikam
    chats: [{ platform: slack, workspace: T0 }]
    dsk: []
people:
  - id: ada
    name: 7
  - id: sam
    name: Sam
    roles: { contso: [approver], fabrikam: [aprover] }
    identities: [{ platform: slack, workspace: T0, user: U1 }, { platform: slack, workspace: T0, user: U1 }]
`),
    ).toEqual([
      '7:7 customers.0.connectors.helpDesk.site is missing → Add site.',
      '7:7 customers.0.connectors.helpDesk.secret is missing → Add secret.',
      '7:25 customers.0.connectors.helpDesk.mode can\'t be "prodction" → Did you mean production?',
      '7:36 "sitte" is not known here → Did you mean site?',
      '8:7 "helpDisk" is not known here → Did you mean helpDesk?',
      '11:13 This chat belongs to contoso already → Leave it with one customer, or name a channel for each.',
      '12:5 "dsk" is not known here → Did you mean desk?',
      '15:11 people.0.name is not the right kind of value → Put it in quotes.',
      '18:5 sam is an approver without an account → Add the account they sign in with, also one of your own organisation: without it they may approve nothing.',
      '18:14 There is no customer contso → Did you mean contoso?',
      '18:45 people.1.roles.fabrikam.0 can\'t be "aprover" → Did you mean approver?',
      '19:64 This identity is linked to sam already → Link it to one person only: who would be two people is nobody.',
    ]);
  });

  test.each([
    ['', ['1:1 the file is not the right kind of value → Write keys with values.']],
    ['customers: []', ['1:1 people is missing → Add people.']],
    ['customers: 5\npeople: []', ['1:12 customers is not the right kind of value → Write a list.']],
    ['customers: [null]\npeople: []', ['1:13 customers.0 is not the right kind of value → Write keys with values.']],
    ['customers: &x []\npeople: *x', ['2:9 Aliases are not read here → Write the value out.']],
    [
      customer('classification: { treshold: 80, bugdet: 5 }'),
      [
        '4:23 "treshold" is not known here → Did you mean threshold?',
        '4:37 "bugdet" is not known here → Did you mean budget?',
      ],
    ],
    [
      customer('classification: { budget: -0.01 }'),
      ['4:31 customers.0.classification.budget is too small → Write at least 0.'],
    ],
    [
      customer('classification: { budget: .inf }'),
      ['4:31 customers.0.classification.budget is not the right kind of value → Write a number.'],
    ],
    [
      customer('classification: { threshold: 69 }'),
      ['4:34 customers.0.classification.threshold is too small → Write at least 70.'],
    ],
    [
      customer('classification: { threshold: 101 }'),
      ['4:34 customers.0.classification.threshold is too large → Write at most 100.'],
    ],
    [customer('modes: { graph: production }'), ['4:5 "modes" is not known here → Did you mean mode?']],
    [
      customer('connectors: { toy: { mode: demo, site: x } }'),
      ['4:38 "site" is not known here → Remove it, or look at docs/customers.md for what stands here.'],
    ],
    [
      customer('connectors: { helpDesk: { mode: production } }'),
      [
        '4:19 customers.0.connectors.helpDesk.site is missing → Add site.',
        '4:19 customers.0.connectors.helpDesk.secret is missing → Add secret.',
      ],
    ],
    [
      customer('connectors: { helpDesk: { site: acme, secret: hunter2 } }'),
      [
        '4:51 customers.0.connectors.helpDesk.secret is not written as it must be → Say where the credential is: env:NAME or file:/absolute/path.',
      ],
    ],
    [
      customer('connectors: { helpDesk: { site: acme, secret: env:X, as: { kind: persn } } }'),
      ['4:70 customers.0.connectors.helpDesk.as.kind can\'t be "persn" → Did you mean person?'],
    ],
    [
      customer('connectors: { helpDesk: { site: acme, secret: env:X, as: { name: Sam } } }'),
      ['4:58 customers.0.connectors.helpDesk.as.kind is missing → Add kind.'],
    ],
    [
      customer('connectors: { helpDesk: null }'),
      ['4:29 customers.0.connectors.helpDesk is not the right kind of value → Write keys with values.'],
    ],
    [
      customer('chats: [{ platform: slack, workspace: T0, thread: x }]'),
      ['4:47 "thread" is not known here → Remove it, or look at docs/customers.md for what stands here.'],
    ],
    [
      'customers: [{ id: Contoso GmbH, name: x }]\npeople: []',
      ['1:19 customers.0.id is not written as it must be → Use up to 40 lower-case letters, digits and hyphens.'],
    ],
    [
      'customers: [{ id: a, name: A }, { id: a, name: B }]\npeople: []',
      ['1:39 There is another customer with the id a → Give each customer an id of its own.'],
    ],
    [
      person('roles: { nobody: [technician] }'),
      ['5:14 There is no customer nobody → Add it under customers, or take the role away.'],
    ],
    [
      `${person('account: sam@contoso.com')}  - id: sam\n    name: Other\n    account: SAM@contoso.com\n`,
      [
        '6:9 There is another person with the id sam → Give each person an id of its own.',
        '8:14 SAM@contoso.com is the account of sam already → One account is one person: put everything about them into one entry.',
      ],
    ],
    [
      `${customer('handover: { contact: nobody }').replace('people: []', 'people: [{ id: sam, name: Sam }]')}`,
      ['4:26 There is no person nobody → Add the person under people, or name another one.'],
    ],
    [
      `${customer('handover: { contact: samm }').replace('people: []', 'people: [{ id: samu, name: Samu }]')}`,
      ['4:26 There is no person samm → Did you mean samu?'],
    ],
    [
      customer('handover: { contact: sam }').replace(
        'people: []',
        'people: [{ id: sam, name: Sam, roles: { contoso: [technician] } }]',
      ),
      [
        '4:26 sam has a role for contoso, so no password may be handed to them → Name somebody without a role for this customer.',
      ],
    ],
    [customer('handover: { contract: sam }'), ['4:17 "contract" is not known here → Did you mean contact?']],
    [
      customer('escalation: { to: [sam, kimm], after: half }').replace(
        'people: []',
        'people: [{ id: sam, name: Sam, roles: { contoso: [technician] } }, { id: kimmy, name: Kim }]',
      ),
      [
        '4:24 sam may not approve anything for contoso → Name an approver of this customer, or give them the role.',
        '4:29 There is no person kimm → Did you mean kimmy?',
      ],
    ],
    [
      customer('escalation: { after: soon }'),
      [
        '4:5 customers.0.escalation.to is missing → Add to.',
        `4:26 customers.0.escalation.after can't be "soon" → Use one of half, three-quarters.`,
      ],
    ],
  ])('%j is corrected where it stands', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test.each([
    ['acme', 'acme'],
    ['acme', 'ACME/sales'],
    ['acme/sales', 'acme'],
  ])('two customers that reach %s and %s of one vendor are refused', (one, other) => {
    expect(problemsOf(reaching(one, other))).toEqual([
      '3:51 contoso reaches the same part of Help Desk already → Nothing may cross between customers. Give each its own, or make them one customer.',
    ]);
  });

  test.each([
    [
      'roles: { contoso: [admin] }',
      [
        '5:5 sam is an admin without an account → Add the account they sign in with, also one of your own organisation: without it they may approve nothing.',
      ],
    ],
    [
      'account: sam@contoso.com\n    roles: { contoso: [auditor, technician] }',
      [
        '6:14 sam is an auditor of contoso and more → An auditor reads and does nothing else: give the other roles to other people.',
      ],
    ],
  ])('of a person with %s is said: %j', (line, problems) => {
    expect(problemsOf(person(line))).toEqual(problems);
  });

  test.each(['roles: { contoso: [auditor, requester] }', 'roles: { contoso: [requester, technician] }'])(
    'of a person with %s nothing is said, because everybody may ask',
    (line) => {
      expect(documentOf(person(line)).roster.people).toHaveLength(1);
    },
  );

  test('no customer signs with the secret of another one, and none claims what comes in from a help desk', () => {
    const text = `
customers:
  - { id: contoso, name: Contoso, tickets: { secret: env:ONE }, connectors: { helpDesk: { site: a, secret: env:S } } }
  - id: fabrikam
    name: Fabrikam
    tickets: { secret: env:TWO, previousSecret: env:ONE }
    chats:
      - { platform: tickets, workspace: contoso, channel: tickets }
      - { platform: helpDesk, workspace: contoso }
people: []`;

    expect(problemsOf(text)).toEqual([
      '6:49 This signs the tickets of contoso already → Give each customer a secret of its own: whoever has it sends tickets in their name.',
      '8:9 tickets is no chat, and its tickets are those of the customer that it is connected for → Leave it out here: tickets of a help desk come in by themselves.',
      '9:9 helpDesk is no chat, and its tickets are those of the customer that it is connected for → Leave it out here: tickets of a help desk come in by themselves.',
    ]);
  });

  test.each([
    ['acme/sales', 'acme/support'],
    ['acme', 'acme2'],
  ])('two customers that reach %s and %s of one vendor are not', (one, other) => {
    expect(documentOf(reaching(one, other)).connections).toHaveLength(2);
  });

  test('never shows what may be a credential that somebody wrote down', () => {
    const told = problemsOf(customer('connectors: { helpDesk: { site: acme, secret: hunter2, mode: demo } }'));

    expect(told.join()).not.toContain('hunter2');
  });
});
