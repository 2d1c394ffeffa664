import { feedOf } from '../_feeds.ts';

export { feedPaths as getStaticPaths } from '../_feeds.ts';
export const GET = feedOf('atom');
