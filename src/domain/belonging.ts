/** What a chat says of somebody at this moment. */
export type Belonging =
  /** Of the workspace itself: the only ones whose roles count there. */
  | 'member'
  | 'guest'
  /** Of another workspace or tenant, also when they write in one of our channels. */
  | 'outsider'
  | 'bot'
  /** Their account there is closed. */
  | 'gone';
