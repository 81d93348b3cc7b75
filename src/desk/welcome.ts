/** What a newcomer at the console is told. */
export const welcome: readonly string[] = [
  'This is the desk in demo mode: everything is simulated, nothing leaves this computer.',
  'You play everybody. Ada needs help, Sam and Kim approve, Tess is the technician.',
  '',
  'Try this:',
  '  I forgot my password and can not sign in      (as Ada, in your own words)',
  '  /as sam                                       (become Sam)',
  '  1                                             (press the button with that number)',
  '',
  'Then try to approve as Ada, or write: I clicked a link in a strange mail',
  '/msp help lists the commands, /who shows who you can be, /quit leaves.',
];
