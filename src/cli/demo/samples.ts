/** A ticket as a file of them writes it, one JSON object a line. */
export interface Sample {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  /** Who writes it; the first of the cast by default. */
  readonly from?: string;
  /** The workflow it is about, for when its writer is asked; something else by default. */
  readonly means?: string;
  /** Why it is denied; approved by default. */
  readonly denied?: string;
}

/** The ten tickets of the demo: what an ordinary day at the desk looks like. */
export const samples: readonly Sample[] = [
  {
    id: 'password-1',
    subject: 'Forgot my password',
    body: 'Good morning, I forgot my password over the holidays and can not sign in to Windows any more.',
    means: 'reset-password',
  },
  {
    id: 'password-2',
    subject: 'Password expired',
    body: 'My password expired last night. Please reset it, I have a call with a client at ten.',
    means: 'reset-password',
    from: 'kim',
  },
  {
    id: 'disk-1',
    subject: 'Disk full on CONTOSO-PC-17',
    body: 'CONTOSO-PC-17 says there is no space left on drive C and nothing can be saved. Could you free up some disk space?',
    means: 'free-disk-space',
  },
  {
    id: 'licence-1',
    subject: 'Visio licence please',
    body: 'I need a licence for Visio to draw our new network plan. Could you assign one to me?',
    means: 'assign-license',
  },
  {
    id: 'licence-2',
    subject: 'Power BI Pro licence',
    body: 'Please assign a Power BI Pro licence to me, I would like to try it.',
    means: 'assign-license',
    from: 'tess',
    denied: 'Not in this quarter’s budget, please ask again in January.',
  },
  {
    id: 'vpn-1',
    subject: 'VPN drops every few minutes',
    body: 'Since this morning the VPN disconnects every few minutes when I work from home. The Wi-Fi itself is fine.',
  },
  {
    id: 'printer-1',
    subject: 'Printer on the second floor jams',
    body: 'The printer on the second floor pulls in several sheets at once and jams. It printed fine until Friday.',
  },
  {
    id: 'email-1',
    subject: 'Outlook does not send',
    body: 'Outlook keeps my e-mails in the outbox and does not send them. Receiving mail works.',
    from: 'kim',
  },
  {
    id: 'hardware-1',
    subject: 'Laptop does not turn on',
    body: 'My laptop does not turn on any more, no light, no sound, also not with another charger.',
  },
  {
    id: 'security-1',
    subject: 'Strange mail, and I clicked',
    body: 'I got a mail from our bank that looked odd, clicked its link and typed in my password. Now I think it was phishing.',
  },
];
