/** Ids that the templates give to parts of a page: links may point to them, and no heading may have one of them. */
export const templateAnchors: ReadonlySet<string> = new Set(
  `top main trending series related discussion discussion-title respond problems problems-title
  comment name email website remember email-note`.split(/\s+/),
);

/** Whether an id is that of a part of the page, or looks like one that comes with comments and footnotes. */
export function isTemplateAnchor(id: string): boolean {
  return templateAnchors.has(id) || /^(comment-\d+|footnote-label|user-content-fn(ref)?-.+)$/.test(id);
}
