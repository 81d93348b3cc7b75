import { phrasebookOf } from './phrases.ts';

/** What programs and services are called, and how people write them. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  Outlook: ['outlook'],
  'Microsoft Teams': [
    'microsoft|ms teams',
    'msteams',
    'teams meeting|meetings|call|calls|chat|app|channel|crashes|freezes',
    'in|on teams',
  ],
  Excel: ['excel'],
  Word: ['microsoft|ms word', 'word document|documents|file|crashes|freezes|opens|template'],
  PowerPoint: ['powerpoint', 'power point'],
  OneDrive: ['onedrive'],
  SharePoint: ['sharepoint', 'share point'],
  OneNote: ['onenote'],
  Access: ['microsoft|ms access'],
  Visio: ['visio'],
  'Power BI': ['power bi', 'powerbi'],
  Copilot: ['copilot'],
  Windows: ['windows'],
  SAP: ['sap'],
  Oracle: ['oracle'],
  Salesforce: ['salesforce'],
  Dynamics: ['dynamics', 'navision', 'business central'],
  NetSuite: ['netsuite'],
  Sage: ['sage'],
  DATEV: ['datev'],
  QuickBooks: ['quickbooks'],
  Xero: ['xero'],
  Workday: ['workday'],
  Personio: ['personio'],
  BambooHR: ['bamboohr'],
  ADP: ['adp'],
  Jira: ['jira'],
  Confluence: ['confluence'],
  GitHub: ['github'],
  GitLab: ['gitlab'],
  Jenkins: ['jenkins'],
  Slack: ['slack'],
  Zoom: ['zoom'],
  Webex: ['webex'],
  Citrix: ['citrix'],
  VMware: ['vmware'],
  TeamViewer: ['teamviewer'],
  AnyDesk: ['anydesk'],
  Acrobat: ['acrobat', 'adobe reader'],
  Photoshop: ['photoshop'],
  Illustrator: ['illustrator'],
  AutoCAD: ['autocad'],
  SolidWorks: ['solidworks'],
  Dropbox: ['dropbox'],
  DocuSign: ['docusign'],
  ServiceNow: ['servicenow'],
  Zendesk: ['zendesk'],
  HubSpot: ['hubspot'],
  Chrome: ['chrome'],
  Edge: ['microsoft|ms edge', 'edge browser'],
  Firefox: ['firefox'],
  Gmail: ['gmail'],
};

const book = phrasebookOf(spellings);

/** The applications a text names, each by its usual name, in the order they stand. */
export function applicationsIn(words: readonly string[]): string[] {
  const found = book(words).sort((a, b) => a.from - b.from);
  return [...new Set(found.map(({ meaning }) => meaning))];
}
