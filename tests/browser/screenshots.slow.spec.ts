/** Pictures of every type of page at three widths in both themes, to look at: `test-results/screenshots/`. */
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'playwright/test';
import { root } from '../support/site.ts';
import { pagesWith, states } from './pages.ts';
import { test } from './site.ts';
import { aThread } from './thread.ts';

const folder = resolve(root, 'test-results/screenshots');

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 768, 1_280]) {
    test(`every page at ${width} pixels, ${colorScheme}`, async ({ page, site }) => {
      test.setTimeout(240_000);
      const comment = await aThread(site);
      mkdirSync(folder, { recursive: true });
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const shoot = async (name: string) => {
        // What is only loaded when it comes into view.
        await page.evaluate(async () => {
          for (const image of document.images) {
            image.loading = 'eager';
            await image.decode();
          }
          await document.fonts.ready;
        });
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        expect(scrollWidth, name).toBe(clientWidth);
        const path = join(folder, `${name.replaceAll(' ', '-').toLowerCase()}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        expect(statSync(path).size, name).toBeGreaterThan(5_000);
      };
      for (const [name, path] of Object.entries(pagesWith(comment))) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await shoot(name);
      }
      for (const [name, reach] of Object.entries(states)) {
        await page.context().clearCookies();
        await reach(page);
        await shoot(name);
      }
    });
  }
}
