/** What a newcomer at the console is told, when nobody has written a `desk.yaml` yet. */
export const welcome: readonly string[] = [
  'This is the desk in demo mode: what it does is simulated, nothing real changes.',
  'You play everybody. Ada asks, Sam and Kim approve and are the admins, Tess is the technician, Noa the auditor.',
  '',
  'Try this, one line after the other:',
  '  I forgot my password and can not sign in    Ada asks in her own words',
  '  1                                           she may not approve it herself',
  '  /as sam                                     become Sam',
  '  1                                           and approve it',
  '',
  'Then, as Ada: I clicked a link in a strange mail',
  '/msp help lists the commands, /who shows who you can be, /quit leaves.',
];

/** What the console says where customers may be real. */
export const opening: readonly string[] = [
  'This is the desk with the customers and people of desk.yaml. What is not in demo mode there is real.',
  'Whoever sits here can be everybody who has a terminal identity, and approve for them.',
  '/msp help lists the commands, /who shows who you can be, /quit leaves.',
];
