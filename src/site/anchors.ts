/** Ids that the templates give to parts of a page: links may point to them, and no heading may have one of them. */
export const templateAnchors: ReadonlySet<string> = new Set(
  `top main trending discussion discussion-title respond problems problems-title
  comment name email website remember email-note`.split(/\s+/),
);
