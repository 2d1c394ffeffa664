/** What `xml.ts` uses of the strict parser, which brings no types. @see https://github.com/isaacs/sax-js */
declare module 'sax' {
  interface Tag {
    name: string;
    attributes: Record<string, { value: string }>;
  }
  interface Parser {
    onerror: (error: Error) => void;
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    write: (text: string) => Parser;
    close: () => Parser;
  }
  const sax: { parser: (strict: true, options: { xmlns: true }) => Parser };
  export default sax;
}
