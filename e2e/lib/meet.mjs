// The meeting app as a person uses it.
import { until } from "./browser.mjs";

export const tile = (page, name) => page.locator(`[data-testid=tile][data-peer-name="${name}"]`);

/** Opens a link, types a name and presses Join; resolves when the call is on screen. */
export async function join(page, link, name) {
  await page.goto(link);
  await page.getByTestId("name-input").fill(name);
  await page.getByTestId("join").click();
  await page.getByTestId("mic-toggle").waitFor();
  await page.getByTestId("leave").waitFor();
}

/** The video element that shows somebody, once it has a size. */
export async function videoOf(page, name) {
  const video = tile(page, name).locator("video").first();
  await video.waitFor({ timeout: 20_000 });
  await until(`a picture of ${name}`, () => video.evaluate((element) => element.videoWidth > 0), { timeout: 20_000 });
  return video;
}
