/** The words of an MDX text as they are read: without blocks of code, tags, addresses and comments for authors. */
export function plainText(mdx: string): string {
  return mdx
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1.*$/gm, ' ')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/\]\([^)]*\)|^\[[^\]]+\]:\s*\S+.*$|<[^>]*>/gm, (found) =>
      found.startsWith('[^') ? found.replace(/^\[\^[^\]]+\]:/, ' ') : ' ',
    )
    .replace(/\bhttps?:\/\/\S+/g, ' ');
}
