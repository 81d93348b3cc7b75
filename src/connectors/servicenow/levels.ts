/** Impact and urgency as the API counts them. */
export const levelNumbers = { high: '1', medium: '2', low: '3' } as const;
