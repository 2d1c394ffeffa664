/** All script of all pages in one file: one request, and kept by the browser from the first page on. */
import '../comments/enhance.ts';
import '../posts/enhance.ts';
import '../site/offline/enhance.ts';
import '../site/reading/enhance.ts';
import '../trending/enhance.ts';
