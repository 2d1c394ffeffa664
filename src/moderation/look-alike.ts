/**
 * When two names look the same to a hasty reader, whatever they are made of. The idea and the letters are those of UTS 39 (confusables),
 * for names in letters of Europe; compatibility forms, accents and what is invisible are taken off before.
 */

/** Letters, digits and signs that look like a Latin letter, each line beginning with the one they look like. */
const alike = `
a αаɑ@4ꭺꓮ
b ьвʙƀƅ8ßꓐᏼ
c сϲƈᴄꮯꓚ¢
d ԁɗđꓒժ
e еєҽɛεэ3ꭼꓰ
f ƒꞙքғꓝ
g ɡցɢԍ9ꓖ
h һհнħҥʜꓧ
i іıɩιɪ1l|!ӏǀⵏꭵꓲ
j јϳʝꓙ
k κкĸқҝƙᴋꓗ
m мᴍꮇꓟ
n ηпոռɴƞꓠ
o оοσօ0ơøɵᴏⲟꓳ
p рρþᴘꮲꓑ
q ԛգզ
r гᴦɼꭇꮁꓣ
s ѕʂƽ5$ꜱꮪꓢ§
t тτŧᴛꭲꓔ7
u υսʋцμᴜꓴ
v νѵᴠꮩꓦ
w ԝѡωшɯᴡꮃꓪ
x хχҳ×ꓫ
y уүγƴʏꓬ
z ᴢʐƶ2ꮓꓜ
`;

/** Capitals that look like a Latin one where their small letters do not: `Μ` and `Н`, but `μ` and `н`. */
const capitals = new Map(
  ['ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX', 'АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXҮYԚQԜW'].flatMap((pairs) =>
    (pairs.match(/../g) ?? []).map((pair) => [pair[0] ?? '', pair[1] ?? ''] as const),
  ),
);

const looks = new Map(
  alike
    .trim()
    .split('\n')
    .flatMap((line) => [...line.slice(2)].map((letter) => [letter, line[0] ?? ''] as const)),
);
/** Pairs of letters that run together into another. */
const ligatures: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
];

/** What a word looks like: two that a hasty reader takes for each other have the same. It is no spelling and is never shown. */
export function sameLook(word: string): string {
  const bare = word.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  const latin = [...bare].map((letter) => capitals.get(letter) ?? letter).join('');
  return [...latin.toLowerCase()].map((letter) => looks.get(letter) ?? letter).join('');
}

/** Whether a name looks like another: the letters of both, without what stands between them. */
export function looksLike(name: string, other: string): boolean {
  return lookOfName(name) === lookOfName(other) && lookOfName(name) !== '';
}

/** What a name looks like, without spaces and signs. */
export function lookOfName(name: string): string {
  const read = ligatures.reduce((text, [pair, letter]) => text.replace(pair, letter), sameLook(name));
  return (read.match(/[\p{L}\p{N}]+/gu) ?? []).join('');
}
