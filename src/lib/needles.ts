import { inSmallLetters, SHORTEST_SECRET as LENGTH } from './secret-forms.ts';

/** Where something was found in a text. */
export interface Found {
  readonly from: number;
  readonly to: number;
}

interface Needle {
  readonly form: string;
  readonly of: string;
}

const STEP = 31;
/** What the letter that leaves the window has counted. */
const LEAVING = Array.from({ length: LENGTH - 1 }).reduce<number>((power) => Math.imul(power, STEP), 1);

/**
 * Finds any of many forms in a text in one pass, however many there are: by the sum of their first letters, which moves along
 * the text. A form that the end of the text cuts off is found too, because texts are shortened.
 */
export function createNeedles() {
  const byHead = new Map<number, Needle[]>();

  return {
    add(forms: readonly string[], of: string): void {
      for (const form of forms) {
        const sum = sumOf(form);
        const others = byHead.get(sum);
        if (others) others.push({ form, of });
        else byHead.set(sum, [{ form, of }]);
      }
    },

    remove(forms: readonly string[], of: string): void {
      for (const sum of new Set(forms.map(sumOf))) {
        const left = (byHead.get(sum) ?? []).filter((needle) => needle.of !== of);
        if (left.length > 0) byHead.set(sum, left);
        else byHead.delete(sum);
      }
    },

    /** In the order of the text; what overlaps is one. `but` is whose forms may be there. */
    find(text: string, but: readonly string[] = []): Found[] {
      if (byHead.size === 0 || text.length < LENGTH) return [];
      const small = inSmallLetters(text);
      const end = small.replace(/(…|\.\.\.)["'\s]*$/, '').length;
      const found: { from: number; to: number }[] = [];
      let sum = sumOf(small);
      for (let at = 0; at + LENGTH <= small.length; at++) {
        if (at > 0) sum = moved(sum, small.charCodeAt(at - 1), small.charCodeAt(at + LENGTH - 1));
        const to = byHead.has(sum) ? reach(byHead.get(sum) ?? [], small, at, end, but) : undefined;
        if (to === undefined) continue;
        const last = found.at(-1);
        if (last && at <= last.to) last.to = Math.max(last.to, to);
        else found.push({ from: at, to });
      }
      return found;
    },
  };
}

/** How far the longest one reaches that begins here. */
function reach(needles: readonly Needle[], text: string, at: number, end: number, but: readonly string[]) {
  const reached = needles
    .filter(({ form, of }) => !but.includes(of) && (text.startsWith(form, at) || isCutOff(form, text, at, end)))
    .map(({ form }) => Math.min(at + form.length, text.length));
  return reached.length > 0 ? Math.max(...reached) : undefined;
}

function isCutOff(form: string, text: string, at: number, end: number): boolean {
  return at + form.length > end && end - at >= LENGTH && form.startsWith(text.slice(at, end));
}

function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < LENGTH; at++) sum = (Math.imul(sum, STEP) + text.charCodeAt(at)) | 0;
  return sum;
}

function moved(sum: number, leaving: number, entering: number): number {
  return (Math.imul(sum - Math.imul(leaving, LEAVING), STEP) + entering) | 0;
}
