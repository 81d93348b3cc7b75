/** A ticket as the vendor keeps it. */
export interface DeskTicket {
  readonly id: string;
  readonly ticketNumber: string;
  readonly createdTime: string;
  readonly contactId: string;
  departmentId: string;
  subject: string;
  description: string;
  status: string;
  priority: string | null;
  resolution: string | null;
  email: string | null;
  contact: { readonly firstName: string | null; readonly lastName: string; readonly email: string | null };
  cf: Record<string, string | null>;
  isSpam: boolean;
  isTrashed: boolean;
  comments: DeskComment[];
}

export interface DeskComment {
  readonly id: string;
  readonly content: string;
  readonly contentType: string;
  readonly isPublic: boolean;
  readonly commentedTime: string;
}

export interface DeskArticle {
  readonly id: string;
  readonly departmentId: string;
  readonly title: string;
  readonly summary: string | null;
  readonly status: string;
  readonly permission: string;
  readonly webUrl: string;
  readonly portalUrl: string | null;
}

export type Organisation = ReturnType<typeof createOrganisation>;

/** Ids are larger than JavaScript counts exactly, so that whoever reads one as a number is found out. */
let lastId = 900_719_925_474_099_300n;
const nextId = () => String(++lastId);

/** One organisation of Zoho Desk with its departments, tickets and rules. */
export function createOrganisation(id: string, now: () => number) {
  const department = nextId();
  const departments = [department];
  const tickets: DeskTicket[] = [];
  const articles: DeskArticle[] = [];
  const unindexed = new Set<string>();
  const rules = {
    fields: ['cf_msp_category', 'cf_msp_ref'],
    statuses: { Open: 'Open', Escalated: 'Open', 'On Hold': 'On Hold', Closed: 'Closed' } as Record<string, string>,
    /** A field that has to be filled in before closing. */
    mandatoryOnClose: undefined as string | undefined,
    blueprint: false,
    /** Closing is taken, and something else opens the ticket again at once. */
    reopens: false,
    /** How many seconds the search is behind. */
    searchIsBehind: false,
  };

  return {
    id,
    department,
    departments,
    webhookId: nextId(),
    rules,
    now,
    tickets: (): readonly DeskTicket[] => tickets,
    articles: (): readonly DeskArticle[] => articles,
    ticket(ticketId: string): DeskTicket {
      const found = tickets.find((ticket) => ticket.id === ticketId);
      if (!found) throw new Error(`There is no ticket ${ticketId}`);
      return found;
    },
    isIndexed: (ticketId: string) => !unindexed.has(ticketId),
    indexNow: () => unindexed.clear(),
    addDepartment(): string {
      departments.push(nextId());
      return departments.at(-1) ?? '';
    },
    /** Answers its id. */
    addTicket(given: Partial<DeskTicket> = {}): string {
      const ticketId = nextId();
      tickets.push({
        id: ticketId,
        ticketNumber: String(2_000 + tickets.length),
        createdTime: new Date(now()).toISOString(),
        contactId: nextId(),
        departmentId: department,
        subject: 'The printer is offline',
        description: '<div>Nobody can print.</div>',
        status: 'Open',
        priority: null,
        resolution: null,
        email: 'ada@contoso.com',
        contact: { firstName: 'Ada', lastName: 'Okafor', email: 'ada@contoso.com' },
        cf: {},
        isSpam: false,
        isTrashed: false,
        comments: [],
        ...given,
      });
      if (rules.searchIsBehind) unindexed.add(ticketId);
      return ticketId;
    },
    addComment(ticket: DeskTicket, given: Pick<DeskComment, 'content' | 'contentType' | 'isPublic'>): DeskComment {
      const comment = { id: nextId(), commentedTime: new Date(now()).toISOString(), ...given };
      ticket.comments.push(comment);
      return comment;
    },
    addArticle(given: Partial<DeskArticle> = {}): string {
      const articleId = nextId();
      articles.push({
        id: articleId,
        departmentId: department,
        title: 'How to print',
        summary: 'Switch it <b>on</b>.',
        status: 'Published',
        permission: 'ALL',
        webUrl: `https://desk.zoho.eu/agent/articles/${articleId}`,
        portalUrl: `https://help.contoso.example/articles/${articleId}`,
        ...given,
      });
      return articleId;
    },
  };
}
