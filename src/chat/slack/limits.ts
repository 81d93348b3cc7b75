/** What one message may hold. Characters of all blocks together are refused somewhere above 13,000, which no page says. */
export const limits = {
  blocks: 50,
  allText: 12_000,
  text: 3_000,
  url: 1_000,
  header: 150,
  label: 2_000,
  placeholder: 150,
  typed: 3_000,
  buttonTitle: 75,
  buttonValue: 2_000,
  optionTitle: 75,
  optionValue: 150,
  options: 100,
  radioButtons: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  id: 255,
} as const;

/** At most this many characters; what is missing is shown by an ellipsis. */
export function shorten(text: string, atMost: number): string {
  return text.length <= atMost
    ? text
    : `${text
        .slice(0, atMost - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
