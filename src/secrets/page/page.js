// The token stands behind the # of the address, which no server, proxy or preview ever sees. It leaves the address bar at
// once, and nothing is opened before somebody presses the button.

const SHOWN_FOR_MS = 60_000;
const TOKEN = /^[\w-]{43}$/;
const CODE = /^\d{6}$/;

const element = (id) => document.getElementById(id);
const [heading, explanation, secret, asking, code, show, open, copy, hide, advice, status] = [
  'heading',
  'explanation',
  'secret',
  'asking',
  'code',
  'show',
  'open',
  'copy',
  'hide',
  'advice',
  'status',
].map(element);

let token = '';
let clock;

const looks = {
  ready: () => ({
    heading: 'This is for you alone',
    explanation:
      'Type the six digits from your chat, or those that were read out to you. What waits for you is shown once, so have the place where you need it at hand.',
    asks: true,
  }),
  revealed: ({ title, secret }) => ({
    heading: title,
    secret,
    buttons: isLink(secret) ? [open, copy, hide] : [copy, hide],
    advice: `${isLink(secret) ? '' : 'The gaps are for reading only. '}It disappears after a minute and can’t be shown again.`,
  }),
  hidden: () => ({
    heading: 'It is hidden now',
    explanation: 'It can’t be shown again. If you could not use it, ask your service desk for a new one.',
  }),
  opened: ({ at }) => ({
    heading: 'This link has been opened already',
    explanation: `It was opened on ${inWords(at)}, and it opens only once.`,
    advice:
      'If that was not you, tell your service desk now: somebody else may have seen it. If it was you and you still need it, ask them for a new one.',
  }),
  expired: () => ({
    heading: 'This link is no longer valid',
    explanation: 'Nobody opened it in time, so what it showed was deleted, and nobody has seen it.',
    advice: 'Ask your service desk for a new one.',
  }),
  blocked: () => ({
    heading: 'This link is no longer valid',
    explanation: 'Too many wrong codes were typed, so what it was to show was deleted, and nobody has seen it.',
    advice: 'Ask your service desk for a new one. If it was not you who typed them, tell them that too.',
  }),
  unknown: () => ({
    heading: 'There is nothing to show here',
    explanation: 'Open the link again from the message you were sent. If you were sent a newer one, use that.',
    advice: 'If it still does not work, ask your service desk for a new one.',
  }),
};

asking.addEventListener('submit', reveal);
copy.addEventListener('click', copySecret);
open.addEventListener('click', () => window.open(secret.textContent, '_blank', 'noopener,noreferrer'));
hide.addEventListener('click', () => render('hidden'));
addEventListener('hashchange', takeToken);
addEventListener('pagehide', () => {
  if (!secret.hidden) render('hidden');
});
takeToken();

function takeToken() {
  const found = location.hash.slice(1);
  if (found === '' && token !== '') return; // our own tidying up
  token = TOKEN.test(found) ? found : '';
  history.replaceState(null, '', location.pathname);
  render(token === '' ? 'unknown' : 'ready');
}

async function reveal(event) {
  event.preventDefault();
  const typed = code.value.replace(/[\s-]/g, '');
  if (!CODE.test(typed)) return stay('The code has six digits.');
  show.disabled = true;
  status.textContent = '';
  try {
    const answer = await fetch('handover/reveal', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, code: typed }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    const told = await answer.json();
    if (told.state === 'wrong-code') {
      code.value = '';
      return stay(`That is not the code. ${triesLeft(told.left)}`);
    }
    if (!(told.state in looks)) throw new Error('This is no answer of the desk');
    token = '';
    render(told.state, told);
    heading.focus();
  } catch {
    status.textContent = 'The desk could not be reached. Please try again in a moment.';
  } finally {
    show.disabled = false;
  }
}

function stay(why) {
  code.focus();
  status.textContent = why;
}

function triesLeft(left) {
  return left === 1 ? 'You can try once more.' : `You can try ${left} more times.`;
}

function render(state, told = {}) {
  clearTimeout(clock);
  const look = looks[state](told);
  say(heading, look.heading);
  say(explanation, look.explanation);
  secret.replaceChildren(...inFours(look.secret));
  secret.hidden = !look.secret;
  asking.hidden = !look.asks;
  code.value = '';
  say(advice, look.advice);
  for (const button of [open, copy, hide]) button.hidden = !look.buttons?.includes(button);
  status.textContent = '';
  document.title = look.heading;
  if (look.asks) code.focus();
  if (look.secret) clock = setTimeout(() => render('hidden'), SHOWN_FOR_MS);
}

function say(where, text = '') {
  where.textContent = text;
  where.hidden = text === '';
}

function isLink(text) {
  return text.startsWith('https://');
}

/** An address is opened or copied, and a password may have to be read out. */
function inFours(text = '') {
  if (isLink(text)) return [text];
  return (text.match(/.{1,4}/gsu) ?? []).map((four) => {
    const group = document.createElement('span');
    group.textContent = four;
    return group;
  });
}

async function copySecret() {
  try {
    await navigator.clipboard.writeText(secret.textContent);
    status.textContent = 'Copied. When you have used it, copy something else, so that it does not stay there.';
  } catch {
    getSelection().selectAllChildren(secret);
    status.textContent = 'It is selected now: copy it with the keyboard, or from the menu.';
  }
}

function inWords(moment) {
  return new Date(moment).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
}
