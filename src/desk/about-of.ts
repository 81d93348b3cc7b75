import { plain } from '../cards/plain.ts';
import type { Approval } from '../domain/approval.ts';
import { inShort } from '../lib/in-short.ts';
import type { Sheet } from './sheet.ts';

/** What these approvals of a sheet are about, in one line: "Reset the password for ada@contoso.com at Contoso". */
export function aboutOf(approvals: readonly Approval[], { list }: Sheet, customerName: string): string {
  const at = `at ${plain(customerName, 80)}`;
  if (list) {
    const { workflow, targets } = list.batch;
    const isAll = approvals.length === targets.length;
    const which = isAll
      ? `all ${targets.length}`
      : `${approvals.length} of ${targets.length} (${numbersOf(approvals)})`;
    return `${plain(workflow.title, 80)} for ${which} ${at}`;
  }
  const what = plain(approvals.flatMap(({ calls }) => calls.map(({ title }) => title)).join(', '), 200);
  return `${what} for ${plain(approvals[0]?.target.value ?? '', 120)} ${at}`;
}

/** Which ones of their list they are: `1-3, 5`. */
export function numbersOf(approvals: readonly Approval[]): string {
  return inShort(approvals.flatMap(({ batch }) => batch?.position ?? []));
}
