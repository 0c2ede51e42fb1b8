import assert from 'node:assert/strict';
import { hostileTexts } from '../../../support/hostileTexts';
import { asked, assertHarmless } from '../../../support/hostilePage';
import { formState } from './states';
import { useSidebars } from './sidebarUnderTest';

describe('A form with hostile texts', function () {
  this.timeout(60_000);
  const { open } = useSidebars();
  const named = hostileTexts.map((name, index) => ({
    ...{ id: `bot-${index}`, name, isDefault: index === 0, isSandbox: index % 2 === 1 },
  }));

  it('runs none of them and asks for nothing, as names in the list of chatbots', async () => {
    const sidebar = await open();
    const requests = asked(sidebar.page);
    const draft = { chatbotId: '', userName: '', userEmail: '' };
    await sidebar.draw(formState({ chatbots: named, draft }));
    await sidebar.field('Chatbot').press('ArrowDown');
    const options = sidebar.page.getByRole('option');
    assert.equal(await options.count(), named.length);
    const seen = await options.allTextContents();
    for (const [index, { name }] of named.entries()) {
      assert.ok(
        seen[index]?.toWellFormed().includes(name.toWellFormed()),
        `${name} is ${seen[index]}`,
      );
    }
    await assertHarmless(sidebar.page);
    assert.deepEqual(requests, []);
  });

  it('runs none of them, as what is typed and chosen, as errors, notices and failures', async () => {
    const sidebar = await open();
    const requests = asked(sidebar.page);
    for (const [index, text] of hostileTexts.entries()) {
      await sidebar.draw(
        formState({
          chatbots: named.slice(index, index + 1),
          draft: { chatbotId: `bot-${index}`, userName: text, userEmail: text },
          draftRevision: index + 2,
          ...(index % 2 === 0
            ? { fieldErrors: { chatbotId: text, userName: text, userEmail: text } }
            : { failure: { message: text, waysOut: [{ id: 'showLog', label: text }] } }),
          ...(index % 3 === 0 && { notice: text }),
        }),
      );
      await assertHarmless(sidebar.page);
    }
    assert.deepEqual(requests, []);
    await sidebar.draw(formState({ draftRevision: 10_000 }));
    await sidebar.forget();
    await sidebar.button('Create conversation').click();
    assert.deepEqual(await sidebar.posted(), [{ type: 'create', draft: formState().draft }]);
  });
});
