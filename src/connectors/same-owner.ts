/** Whether what a credential opens is what it should open. Absent is not equal. */
export function isSameOwner(actual: string, expected: string): boolean {
  return expected !== '' && actual.toLowerCase() === expected.toLowerCase();
}
