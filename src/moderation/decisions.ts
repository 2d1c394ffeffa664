import type { Folder } from './queue.ts';

/** What can be decided on a comment. */
export interface Decision {
  /** As the form says it. */
  word: string;
  /** As the button says it. */
  label: string;
  /** The single key that presses the button. */
  key: string;
  /** Only said of comments that somebody looks at one by one. */
  singly?: true;
}

/** What can be decided in each folder; what it is mostly for comes first. */
export const decisionsIn: Readonly<Record<Folder, readonly Decision[]>> = {
  pending: [
    { word: 'approve', label: 'Approve', key: 'a' },
    { word: 'spam', label: 'Spam', key: 's' },
    { word: 'trash', label: 'Trash', key: 't' },
  ],
  published: [
    { word: 'hold', label: 'Hold', key: 'h' },
    { word: 'spam', label: 'Spam', key: 's' },
    { word: 'trash', label: 'Trash', key: 't' },
    { word: 'approve', label: 'Not spam', key: 'a', singly: true },
  ],
  spam: [
    { word: 'approve', label: 'Approve', key: 'a' },
    { word: 'hold', label: 'Hold', key: 'h' },
    { word: 'trash', label: 'Trash', key: 't' },
  ],
  trash: [
    { word: 'restore', label: 'Restore', key: 'a' },
    { word: 'spam', label: 'Spam', key: 's' },
  ],
};
