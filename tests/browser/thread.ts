/** A small discussion with everything that is hard to set: depth, long names, other scripts, code, quotations, removed comments. */
import { afterword, type Site } from '../support/site.ts';
import { approvedComment } from './site.ts';

/** Returns the id of its first comment. */
export async function aThread(site: Site): Promise<number> {
  const first = await approvedComment(site, {
    name: 'Margarethe von Hohenstein-Wallenrodt',
    website: 'https://example.org/',
    comment:
      'I have sat on the other side of that table. The salesman is paid on the quarter; the relationship is paid on the decade, ' +
      'and nobody hands out a commission for a decade.\n\nWhich makes me wonder who *set* his outcome for him.',
  });
  const second = await approvedComment(site, {
    parent: String(first),
    name: 'Jo',
    comment:
      '> The salesman is paid on the quarter\n\nThen change how he is paid:\n\n1. pay a little for the signature,\n2. pay the rest for the renewal.',
  });
  const third = await approvedComment(site, {
    parent: String(second),
    name: 'נועה לוי',
    comment: 'אני מסכימה. לקוח הוא לא עסקה אחת, והמחיר של האמון לא מופיע בחוזה.',
  });
  const fourth = await approvedComment(site, {
    parent: String(third),
    name: 'A-name-without-a-single-place-at-which-it-could-be-broken-into-lines-by-anybody',
    comment:
      'As code:\n\n```\nconst outcome = horizon > contract.term ? relationship.value(horizon) : contract.price - concession.cost;\n```\n\nor inline, `outcome`.',
  });
  const fifth = await approvedComment(site, {
    parent: String(fourth),
    name: 'Ines',
    comment: 'Five levels down, and the address is https://example.org/a/very/long/address/that/has/no/place/to/be/broken/anywhere/at/all',
  });
  await approvedComment(site, { parent: String(fifth), name: '山田 太郎', comment: '勝つことと、得ることは、同じではありません。' });
  const gone = await approvedComment(site, { name: 'Removed', comment: 'This one goes.' });
  await approvedComment(site, { parent: String(gone), name: 'Left behind', comment: 'And this one stays without it.' });
  await afterword(site.env, 'comments', 'delete', String(gone));
  await approvedComment(site, { name: 'Åsa Öberg', comment: '**Short.** And done.' });
  return first;
}
