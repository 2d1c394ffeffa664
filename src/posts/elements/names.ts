/** The elements that posts may use by name, without importing them. Each is a component of this name in this folder. */
export const elementNames = ['Figure', 'Aside', 'PullQuote'] as const;
