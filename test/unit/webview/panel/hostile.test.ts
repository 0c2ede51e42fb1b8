import assert from 'node:assert/strict';
import { falseLinks, hostileTexts, largeTexts } from '../../../support/hostileTexts';
import { asked, assertHarmless } from '../../../support/hostilePage';
import { saidBefore, useChats } from './useChats';

const texts = hostileTexts.length;

describe('A page with hostile texts', function () {
  this.timeout(120_000);
  const { open } = useChats();

  it('has three hundred of them to show', () => {
    assert.ok(new Set(hostileTexts).size >= 300, `${texts}`);
  });

  it('runs none of them, asks for nothing and shows where links lead, as greeting and answers', async () => {
    const chat = await open({
      conversation: { greeting: hostileTexts.join('\n\n') },
      turns: saidBefore(texts, (index) => hostileTexts[index - 1] ?? ''),
    });
    const requests = asked(chat.page);
    await chat.until(`document.querySelectorAll('article').length === ${2 * texts + 1}`);
    await assertHarmless(chat.page);
    const links = await chat.page.evaluate<[href: string, text: string][]>(
      `[...document.querySelectorAll('.content a')].map((link) => [link.href, link.textContent])`,
    );
    for (const [href] of links) assert.match(href, /^(https?|mailto):/);
    // With a user or what is no host in it, it is text.
    let shown = 0;
    for (const [href, text] of links) {
      const place = falseLinks.find(([markdown]) =>
        markdown.includes(new URL(href).pathname + ')'),
      );
      if (!place) continue;
      shown++;
      assert.equal(new URL(href).host, place[1]);
      assert.ok(text.includes(place[1]), `${href}: ${text}`);
    }
    assert.ok(shown > falseLinks.length / 2, `${shown} links`);
    assert.deepEqual(requests, []);
  });

  it('runs none of them as messages, streamed answers and drafts', async () => {
    const chat = await open({ draft: hostileTexts.join('\n') });
    const requests = asked(chat.page);
    assert.equal((await chat.box.inputValue()).length > 1_000, true);
    for (let start = 0; start < texts; start += 50) {
      const some = hostileTexts.slice(start, start + 50).join('\n\n');
      const answer = await chat.say(some);
      for (const piece of some.match(/[^]{1,97}/g) ?? []) answer.write(piece);
      answer.end();
      await chat.ended();
    }
    await assertHarmless(chat.page);
    assert.deepEqual(requests, []);
  });

  it('runs none of them as names of a chatbot and a user', async () => {
    const atOnce = 60;
    for (let start = 0; start < texts; start += atOnce) {
      const name = hostileTexts.slice(start, start + atOnce).join(' ');
      const chat = await open({
        conversation: {
          chatbot: { origin: 'https://api.userdesk.io', id: name.slice(0, 200), name },
          ...{ userName: name, userEmail: name, id: name.slice(0, 200) },
        },
      });
      const requests = asked(chat.page);
      await assertHarmless(chat.page);
      assert.equal(await chat.page.locator('header a').count(), 0);
      assert.deepEqual(requests, []);
    }
  });

  for (const [what, make] of Object.entries(largeTexts)) {
    it(`stays responsive with ${what}`, async () => {
      const turns = saidBefore(1, make).map((turn) => ({ ...turn, message: make() }));
      const chat = await open({ turns, draft: make() });
      await chat.until(`document.querySelectorAll('article').length === 3`);
      assert.equal(await chat.page.locator('.own > .content').textContent(), make());
      const last = chat.page.getByRole('article').last();
      await last.getByRole('button', { name: 'Show as plain text' }).click();
      await chat.until(`document.querySelector('.plain')?.textContent.length === ${make().length}`);
      await chat.box.fill('Still there?');
      const answer = await chat.say('Still there?');
      answer.write('Yes.');
      answer.end();
      await chat.ended();
      await assertHarmless(chat.page);
    });

    it(`shows ${what} as greeting and names, and is there for the next message`, async () => {
      const large = make();
      const chat = await open({
        conversation: {
          greeting: large,
          chatbot: { origin: 'https://api.userdesk.io', id: '1', name: large },
          ...{ userName: large, userEmail: large },
        },
      });
      await chat.until(`document.querySelectorAll('article').length === 1`);
      assert.ok((await chat.page.locator('header').innerText()).length < 3_000);
      const answer = await chat.say('Still there?');
      answer.write('Yes.');
      answer.end();
      await chat.ended();
      await assertHarmless(chat.page);
    });
  }
});
