/** Whether what a provider lists is the model that is named: its list may add a tag or the day on which it was made. */
export function isNamed(name: string, listed: string): boolean {
  if (listed === name || listed === `${name}:latest`) return true;
  return listed.startsWith(`${name}-`) && /^\d{8}$|^\d{4}-\d{2}-\d{2}$/.test(listed.slice(name.length + 1));
}
